// What is drawn above the picture: what is chosen in the light and all else behind a veil, roles on lines, names from afar.

const MAX_LINE_LABELS = 24;
const MAX_LANDMARKS = 24;
const LINE_LABEL_LETTERS = 30;
const LINE_LABEL_PLACES = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75];
const VEIL = 0.8;
const ARROW = { length: 11, half: 4.5 };
let ranked;

function drawOnTop(context) {
  const chosen = state.chosen, focused = state.focused;
  drawLight(context);
  if (focused && edges.has(focused) && document.activeElement === container) drawLine(context, edges.get(focused), palette.accent, 4);
  drawLandmarks(context);
  drawLineLabels(context);
  if (chosen && isNode(chosen) && isShown(chosen)) drawRing(context, chosen, palette["edge-strong"], 5);
  if (focused && isNode(focused) && isShown(focused) && document.activeElement === container) drawRing(context, focused, palette.accent, 9);
}

// A veil over everything, and what is in the light again above it.
function drawLight(context) {
  const light = lit();
  if (!light) return;
  const corner = network.DOMtoCanvas({ x: 0, y: 0 }), far = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
  context.save();
  context.globalAlpha = VEIL;
  context.fillStyle = palette.surface;
  context.fillRect(corner.x, corner.y, far.x - corner.x, far.y - corner.y);
  context.restore();
  for (const id of light) if (edges.has(id) && isShown(id)) drawLine(context, edges.get(id), palette["edge-strong"], 2);
  for (const id of light) {
    if (!isNode(id) || !isShown(id)) continue;
    const { drawExternalLabel } = network.body.nodes[id].draw(context);
    if (drawExternalLabel) drawExternalLabel();
  }
}

function drawRing(context, id, colour, gap) {
  const place = network.getPosition(id);
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  context.arc(place.x, place.y, visNodes.get(id).size + gap, 0, 2 * Math.PI);
  context.stroke();
  context.restore();
}

function drawLine(context, edge, colour, width) {
  const from = network.getPosition(edge.from), to = network.getPosition(edge.to);
  context.save();
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = width;
  if (isUncertain(edge)) context.setLineDash(DASHES);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  if (visEdges.get(edge.id).arrows) drawArrow(context, from, to, visNodes.get(edge.to).size + 2);
  context.restore();
}

function drawArrow(context, from, to, gap) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const x = (to.x - from.x) / length, y = (to.y - from.y) / length;
  const tip = { x: to.x - x * gap, y: to.y - y * gap };
  const base = { x: tip.x - x * ARROW.length, y: tip.y - y * ARROW.length };
  context.beginPath();
  context.moveTo(tip.x, tip.y);
  context.lineTo(base.x - y * ARROW.half, base.y + x * ARROW.half);
  context.lineTo(base.x + y * ARROW.half, base.y - x * ARROW.half);
  context.fill();
}

// From far away labels are too small to draw: then the best connected say who they are, and what is in the light.
function drawLandmarks(context) {
  const scale = network.getScale();
  if (scale * drawn.options.nodes.font.size >= drawn.options.nodes.scaling.label.drawThreshold) return;
  const light = state.chosen ? [...lit()].filter((id) => isNode(id) && isShown(id)) : [];
  const ids = light.length && light.length <= MAX_LANDMARKS ? light : landmarks().filter((id) => !light.length || light.includes(id));
  const taken = [];
  context.save();
  context.font = `600 ${12 / scale}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 4 / scale;
  context.strokeStyle = palette.surface;
  context.fillStyle = palette.ink;
  for (const id of ids) drawLandmark(context, id, 12 / scale, taken);
  context.restore();
}

function drawLandmark(context, id, size, taken) {
  const place = network.getPosition(id);
  const text = shortOf(id).slice(0, LINE_LABEL_LETTERS);
  const half = context.measureText(text).width / 2;
  const corner = network.DOMtoCanvas({ x: 4, y: 4 }), far = network.DOMtoCanvas({ x: container.clientWidth - 4, y: container.clientHeight - 4 });
  if (place.x > corner.x && place.x < far.x) place.x = Math.min(Math.max(place.x, corner.x + half), far.x - half);
  const top = place.y + visNodes.get(id).size + size / 3;
  const box = { left: place.x - half, right: place.x + half, top, bottom: top + size * 1.2 };
  if (overlapsAny(box, taken)) return;
  taken.push(box);
  context.strokeText(text, place.x, top);
  context.fillText(text, place.x, top);
}

function landmarks() {
  if (!ranked) ranked = data.nodes.filter((node) => node.kind !== "meeting").map((node) => node.id).sort((one, two) => edgesOf.get(two).length - edgesOf.get(one).length);
  const found = [];
  for (const id of ranked) {
    if (isShown(id)) found.push(id);
    if (found.length === MAX_LANDMARKS) break;
  }
  return found;
}

function overlapsAny(box, others) {
  return others.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top);
}

// What the lines of the chosen and the pointed say. A chosen or pointed line always says it; the lines of a node say it
// where there is room beside shapes and labels.
function drawLineLabels(context) {
  const must = new Set([state.chosen, state.focused, state.pointed].filter((id) => id && edges.has(id) && isShown(id)));
  const may = new Set();
  for (const id of [state.pointed, state.chosen]) {
    if (!id || !isNode(id) || !isShown(id)) continue;
    const own = edgesOf.get(id).filter((edge) => isShown(edge.id) && !must.has(edge.id));
    if (own.length <= MAX_LINE_LABELS) own.forEach((edge) => may.add(edge.id));
  }
  const taken = [...new Set([...must, ...may].flatMap((id) => [edges.get(id).from, edges.get(id).to]))].map(boxOf);
  context.save();
  context.font = "12px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const id of must) drawLineLabel(context, edges.get(id), taken, true);
  for (const id of may) drawLineLabel(context, edges.get(id), taken, false);
  context.restore();
}

// vis-network leaves out the gap between a shape and its label.
function boxOf(id) {
  const box = network.getBoundingBox(id);
  return { ...box, bottom: box.bottom + 11 };
}

function drawLineLabel(context, edge, taken, must) {
  const full = describeEdge(edge);
  const text = !must && full.length > LINE_LABEL_LETTERS ? `${full.slice(0, LINE_LABEL_LETTERS - 1)}…` : full;
  if (!text) return;
  const from = network.getPosition(edge.from), to = network.getPosition(edge.to);
  const half = context.measureText(text).width / 2 + 6;
  const boxes = LINE_LABEL_PLACES.map((share) => {
    const x = from.x + (to.x - from.x) * share, y = from.y + (to.y - from.y) * share;
    return { x, y, left: x - half, right: x + half, top: y - 9, bottom: y + 9 };
  });
  const free = boxes.find((box) => !overlapsAny(box, taken));
  const box = free || (must ? boxes[0] : null);
  if (!box) return;
  taken.push(box);
  context.fillStyle = palette.raised;
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.beginPath();
  context.rect(box.left, box.top, 2 * half, 18);
  context.fill();
  context.stroke();
  context.fillStyle = palette.ink;
  context.fillText(text, box.x, box.y + 0.5);
}
