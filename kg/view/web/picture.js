// The picture: vis-network draws shapes at stored positions; this file colours them and draws what is chosen on top.

const container = byId("picture");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const MAX_LINE_LABELS = 24;
const MAX_LANDMARKS = 24;
const LINE_LABEL_LETTERS = 30;
const LINE_LABEL_PLACES = [0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75];
const FAINT = 0.2;
const palette = {};
const painted = new Map();
let visNodes, visEdges, network, ranked;

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["surface", "raised", "ink", "quiet", "accent", "edge", "edge-strong", "line", "person", "agency", "country", "meeting", "award"]) {
    palette[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

function startPicture() {
  readPalette();
  visNodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, ...remember(node.id, styleNode(node.id)) })));
  visEdges = new vis.DataSet(drawn.edges.map((edge) => ({ ...edge, ...remember(edge.id, styleEdge(edge.id)) })));
  const many = drawn.nodes.length > 400;
  const options = { ...drawn.options, edges: { ...drawn.options.edges }, interaction: { ...drawn.options.interaction, hideEdgesOnDrag: many } };
  network = new vis.Network(container, { nodes: visNodes, edges: visEdges }, options);
  container.querySelector(".vis-network").tabIndex = -1;
  network.on("click", (event) => choose(hit(event.pointer.DOM), { from: "picture" }));
  for (const name of ["hoverNode", "hoverEdge"]) network.on(name, (event) => point(event.node ?? event.edge));
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => point(null));
  network.on("afterDrawing", drawOnTop);
  fitPicture();
  dark.addEventListener("change", repaint);
  window.addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); repaint(); });
  window.addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); repaint(); });
}

// Where a node or the middle of an edge is on the screen: for tests, and for pages that hold this one in a frame.
container.placeOf = (id) => {
  const ends = (isNode(id) ? [id, id] : [edges.get(id).from, edges.get(id).to]).map((end) => network.canvasToDOM(network.getPosition(end)));
  const frame = container.getBoundingClientRect();
  return { x: frame.left + (ends[0].x + ends[1].x) / 2, y: frame.top + (ends[0].y + ends[1].y) / 2 };
};

function repaint() {
  readPalette();
  paint();
}

function hit(pointer) {
  return network.getNodeAt(pointer) ?? network.getEdgeAt(pointer) ?? null;
}

function point(id) {
  state.pointed = id;
  container.classList.toggle("pointing", id !== null);
  network.redraw();
}

// The node or edge in the light: all else fades.
function lit() {
  const id = state.chosen;
  if (!id) return null;
  const set = new Set([id]);
  if (isNode(id)) {
    for (const edge of edgesOf.get(id)) if (isShown(edge.id)) set.add(edge.id).add(otherEnd(edge, id));
  } else {
    const edge = edges.get(id);
    set.add(edge.from).add(edge.to);
  }
  return set;
}

function styleNode(id, light) {
  const node = nodes.get(id);
  const fact = facts.get(id);
  const status = (fact && fact.status) || "held";
  const faint = Boolean(light) && !light.has(id);
  const colour = status === "cancelled" ? palette.quiet : palette[node.kind];
  return {
    hidden: !isShown(id),
    label: pick(node.label) || "?",
    color: { background: status === "held" ? colour : palette.surface, border: colour, hover: { background: status === "held" ? colour : palette.surface, border: palette["edge-strong"] } },
    borderWidth: status === "held" ? 1.5 : 2,
    shapeProperties: { borderDashes: status === "planned" ? [5, 3] : status === "cancelled" ? [2, 3] : false },
    opacity: faint ? FAINT : 1,
    font: { color: faint ? fade(palette.quiet) : status === "cancelled" ? palette.quiet : palette.ink, strokeColor: palette.surface, strokeWidth: faint ? 0 : 4 },
  };
}

function styleEdge(id, light) {
  const edge = edges.get(id);
  const statuses = edge.facts.map((fact) => (facts.get(fact) || {}).status || "held");
  const off = statuses.length > 0 && statuses.every((status) => status !== "held");
  const meets = edge.roles.some((role) => ["host", "guest", "participant", "accompanying", "recipient"].includes(role));
  const faint = Boolean(light) && !light.has(id);
  const strong = Boolean(light) && light.has(id);
  return {
    hidden: !isShown(id),
    color: { color: strong ? palette["edge-strong"] : palette.edge, hover: palette["edge-strong"], opacity: faint ? FAINT : 1, inherit: false },
    width: strong ? 2 : meets ? 1.6 : 0.9,
    dashes: off ? [5, 4] : false,
  };
}

function fade(colour) {
  return `${colour}55`;
}

// Brings every node and edge up to date; only what changed is handed on.
function paint() {
  const light = lit();
  updateChanged(visNodes, drawn.nodes, (id) => styleNode(id, light));
  updateChanged(visEdges, drawn.edges, (id) => styleEdge(id, light));
}

function updateChanged(set, items, style) {
  const changed = [];
  for (const { id } of items) {
    const before = painted.get(id);
    const next = remember(id, style(id));
    if (painted.get(id) !== before) changed.push({ id, ...next });
  }
  if (changed.length) set.update(changed);
}

function remember(id, style) {
  painted.set(id, JSON.stringify(style));
  return style;
}

function fitPicture(animate) {
  const ids = drawn.nodes.map((node) => node.id).filter(isShown);
  if (!ids.length) return;
  network.fit({ nodes: ids, animation: false, maxZoomLevel: 1.25 });
  network.moveTo({ scale: network.getScale() * 0.93, animation: animation(animate) });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: animation(true) });
}

function animation(wanted) {
  return wanted && !calm.matches ? { duration: 250, easingFunction: "easeInOutQuad" } : false;
}

// Moves the view only where the node would be out of sight or too small to read.
function bringIntoView(id) {
  const ends = isNode(id) ? [id] : [edges.get(id).from, edges.get(id).to];
  const margin = 50;
  const height = container.clientHeight - coveredHeight();
  const seen = ends.every((end) => {
    const place = network.canvasToDOM(network.getPosition(end));
    return place.x > margin && place.y > margin && place.x < container.clientWidth - margin && place.y < height - margin;
  });
  if (seen && network.getScale() > 0.45) return;
  const places = ends.map((end) => network.getPosition(end));
  const middle = { x: places.reduce((sum, place) => sum + place.x, 0) / places.length, y: places.reduce((sum, place) => sum + place.y, 0) / places.length };
  const offset = { x: 0, y: -coveredHeight() / 2 };
  network.moveTo({ position: middle, offset, scale: Math.max(network.getScale(), 0.8), animation: animation(true) });
}

// How much of the picture's foot the panel covers, on a narrow screen.
function coveredHeight() {
  if (!state.chosen || getComputedStyle(panel).position !== "fixed") return 0;
  const top = container.closest(".stage").getBoundingClientRect();
  return Math.min(top.height * 0.7, Math.max(0, top.bottom - panel.getBoundingClientRect().top));
}

function drawOnTop(context) {
  const chosen = state.chosen, focused = state.focused;
  if (focused && edges.has(focused) && document.activeElement === container) drawLine(context, edges.get(focused));
  drawLandmarks(context);
  drawLineLabels(context);
  if (chosen && isNode(chosen) && isShown(chosen)) drawRing(context, chosen, palette["edge-strong"], 5);
  if (focused && isNode(focused) && isShown(focused) && document.activeElement === container) drawRing(context, focused, palette.accent, 9);
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

function drawLine(context, edge) {
  const from = network.getPosition(edge.from), to = network.getPosition(edge.to);
  context.save();
  context.strokeStyle = palette.accent;
  context.lineWidth = 4;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  context.restore();
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
