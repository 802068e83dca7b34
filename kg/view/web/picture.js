// The picture: vis-network draws shapes at stored positions; this file colours them and moves the view.

const container = byId("picture");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const DASHES = [5, 4];
const palette = {};
const painted = new Map();
let visNodes, visEdges, network;

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

function styleNode(id) {
  const node = nodes.get(id);
  const fact = facts.get(id);
  const status = (fact && fact.status) || "held";
  const colour = status === "cancelled" ? palette.quiet : palette[node.kind];
  return {
    hidden: !isShown(id),
    label: pick(node.label) || "?",
    color: { background: status === "held" ? colour : palette.surface, border: colour, hover: { background: status === "held" ? colour : palette.surface, border: palette["edge-strong"] } },
    borderWidth: status === "held" ? 1.5 : 2,
    shapeProperties: { borderDashes: status === "planned" ? [5, 3] : status === "cancelled" ? [2, 3] : false },
    font: { color: status === "cancelled" ? palette.quiet : palette.ink, strokeColor: palette.surface },
  };
}

function styleEdge(id) {
  const edge = edges.get(id);
  const meets = edge.roles.some((role) => ["host", "guest", "participant", "accompanying", "recipient"].includes(role));
  return {
    hidden: !isShown(id),
    color: { color: palette.edge, hover: palette["edge-strong"], inherit: false },
    width: meets ? 1.6 : 0.9,
    dashes: isUncertain(edge) ? DASHES : false,
  };
}

// Whether all that is behind a line was only planned, or cancelled.
function isUncertain(edge) {
  const statuses = edge.facts.map((id) => (facts.get(id) || {}).status || "held");
  return statuses.length > 0 && !statuses.includes("held");
}

// Brings every node and edge up to date; only what changed is handed on. What is in the light is drawn on top instead:
// vis-network takes a third of a second to fade a thousand nodes.
function paint() {
  updateChanged(visNodes, drawn.nodes, styleNode);
  updateChanged(visEdges, drawn.edges, styleEdge);
  network.redraw();
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
