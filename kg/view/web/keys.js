// The picture by keyboard: one node or edge is focused; arrow keys move along the lines.

const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
const WIDEST_TURN = 0.2;

function startKeys() {
  container.addEventListener("keydown", onPictureKey);
  container.addEventListener("focus", () => {
    if (!state.focused) focusOn(state.chosen || firstNode());
    else network.redraw();
  });
  container.addEventListener("blur", () => network.redraw());
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "Escape" && state.chosen) choose(null, { refocus: true });
    else if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      searchBox.focus();
    }
  });
}

// The shown node with the most lines, where the keyboard starts.
function firstNode() {
  let best = null;
  for (const node of data.nodes) {
    if (isShown(node.id) && (best === null || edgesOf.get(node.id).length > edgesOf.get(best).length)) best = node.id;
  }
  return best;
}

function onPictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (DIRECTIONS[event.key]) moveFocus(DIRECTIONS[event.key], event.shiftKey);
  else if (event.key === "Enter" || event.key === " ") choose(state.focused, { from: "keyboard" });
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fitPicture(true);
  else return;
  event.preventDefault();
}

function moveFocus(direction, toLine) {
  const id = state.focused || state.chosen || firstNode();
  if (!id) return;
  const found = isNode(id) ? findNeighbour(id, direction) : findEnd(edges.get(id), direction);
  if (!found) announce(word("picture.none_that_way"));
  else focusOn(toLine && found.edge ? found.edge.id : found.node);
}

// The neighbour that lies best in a direction: little turn first, then nearness.
function findNeighbour(id, direction) {
  const here = network.getPosition(id);
  let best = null;
  for (const edge of edgesOf.get(id)) {
    if (!isShown(edge.id)) continue;
    const node = otherEnd(edge, id);
    const there = network.getPosition(node);
    const dx = there.x - here.x, dy = there.y - here.y, length = Math.hypot(dx, dy) || 1;
    const along = (dx * direction[0] + dy * direction[1]) / length;
    const score = length / Math.max(along, 0.01) ** 2;
    if (along > WIDEST_TURN && (!best || score < best.score)) best = { node, edge, score };
  }
  return best;
}

function findEnd(edge, direction) {
  const from = network.getPosition(edge.from), to = network.getPosition(edge.to);
  const along = (to.x - from.x) * direction[0] + (to.y - from.y) * direction[1];
  return along === 0 ? null : { node: along > 0 ? edge.to : edge.from };
}

function focusOn(id) {
  state.focused = id;
  if (!id) return;
  bringIntoView(id);
  network.redraw();
  announce(isNode(id)
    ? word("picture.node", { name: nameOf(id), kind: word(`kind.${nodes.get(id).kind}`), count: edgesOf.get(id).filter((edge) => isShown(edge.id)).length })
    : describeLine(edges.get(id)));
}
