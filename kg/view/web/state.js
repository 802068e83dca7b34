// What the page knows: its data, indexed, and what the reader has chosen. Nothing here touches the document's content.

const data = JSON.parse(document.getElementById("kg-data").textContent);
const drawn = JSON.parse(document.getElementById("kg-network").textContent);

const nodes = new Map(data.nodes.map((node) => [node.id, node]));
const facts = new Map(data.facts.map((fact) => [fact.id, fact]));
const edges = new Map(data.edges.map((edge) => [edge.id, edge]));
const topics = new Map(data.topics.map((topic) => [topic.code, topic]));
const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
const factsOf = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of data.edges) {
  edgesOf.get(edge.from).push(edge);
  edgesOf.get(edge.to).push(edge);
}
for (const fact of data.facts) {
  for (const id of new Set((fact.takers || []).map((taker) => taker.node))) {
    if (factsOf.has(id)) factsOf.get(id).push(fact);
  }
}

// chosen: id of the node or edge in the panel; focused: the one the keyboard stands on; pointed: the one under the mouse;
// shown: ids of nodes, edges and facts that pass the filters.
const state = { lang: data.lang, chosen: null, focused: null, pointed: null, shown: null };

function pick(said) {
  return Array.isArray(said) ? said[data.langs.indexOf(state.lang)] : said || "";
}

function word(key, values) {
  const text = data.texts[state.lang][key];
  if (text === undefined) return key;
  return values ? text.replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all)) : text;
}

function nameOf(id) {
  const node = nodes.get(id);
  return node ? pick(node.name) || id : id;
}

function shortOf(id) {
  const node = nodes.get(id);
  return node && node.short ? pick(node.short) : nameOf(id);
}

function otherEnd(edge, id) {
  return edge.from === id ? edge.to : edge.from;
}

// The words on an edge: titles for posts, roles for the rest.
function describeEdge(edge) {
  const titles = edge.facts.map((id) => facts.get(id)).filter((fact) => fact && fact.kind === "post").map((fact) => fact.title);
  const roles = edge.roles.filter((role) => role !== "holder" || !titles.length).map((role) => word(`role.${role}`));
  return [...new Set([...titles, ...roles])].filter(Boolean).join(", ");
}

function describeLine(edge) {
  return word("picture.line", { source: nameOf(edge.from), target: nameOf(edge.to), role: describeEdge(edge) });
}

// Without case and accents, as fold_text in wording.py does.
function fold(text) {
  return text.toLowerCase().replace(/ß/g, "ss").replace(/ø/g, "o").replace(/đ/g, "d").replace(/ł/g, "l").replace(/ı/g, "i")
    .replace(/æ/g, "ae").normalize("NFKD").replace(/\p{M}/gu, "");
}

function collate(one, two) {
  return one.localeCompare(two, state.lang, { sensitivity: "base", numeric: true });
}

const isNode = (id) => nodes.has(id);
const isShown = (id) => !state.shown || state.shown.nodes.has(id) || state.shown.edges.has(id);
