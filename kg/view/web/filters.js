// Which facts, nodes and edges are shown. Topic, country, status and dates choose meetings and awards; persons, agencies
// and countries stay while they have a part in one; a post stays with its holder.

const filterForm = byId("filters");
const filterInputs = { topic: byId("topic"), country: byId("country"), from: byId("from"), to: byId("to"), undated: byId("undated") };

function readFilters() {
  const ticked = (name) => new Set([...filterForm.querySelectorAll(`input[name=${name}]:checked`)].map((input) => input.value));
  const { topic, country, from, to, undated } = filterInputs;
  const chosen = { kinds: ticked("kind"), statuses: ticked("status"), topic: topic.value, country: country.value, from: from.value, to: to.value, undated: undated.checked };
  chosen.dated = Boolean(chosen.from || chosen.to);
  chosen.narrow = Boolean(chosen.topic || chosen.dated || chosen.statuses.size < 3);
  chosen.topics = chosen.topic ? narrowerTopics(chosen.topic) : null;
  return chosen;
}

// A topic with all that are narrower.
function narrowerTopics(code) {
  const found = new Set([code]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const topic of data.topics) if (found.has(topic.broader)) found.add(topic.code);
  }
  return found;
}

function fitsDates(fact, filters) {
  if (!filters.dated) return true;
  if (!fact.earliest && !fact.latest) return filters.undated;
  return !(filters.from && fact.latest && fact.latest < filters.from) && !(filters.to && fact.earliest && fact.earliest > filters.to);
}

function fitsCountry(fact, filters) {
  return !filters.country || (fact.countries || []).includes(filters.country);
}

function fitsEvent(fact, filters) {
  return (!fact.status || filters.statuses.has(fact.status)) && (!filters.topics || (fact.topics || []).some((code) => filters.topics.has(code)))
    && fitsCountry(fact, filters) && fitsDates(fact, filters);
}

function findShown(filters) {
  const events = data.facts.filter((fact) => fact.kind !== "post" && fitsEvent(fact, filters));
  const present = new Set();
  const takers = new Set();
  for (const fact of events) {
    present.add(fact.id);
    for (const taker of fact.takers || []) {
      if (taker.role !== "frame" && taker.role !== "occasion") present.add(taker.node);
      takers.add(taker.node);
    }
  }
  const posts = data.facts.filter((fact) => fact.kind === "post" && fitsPost(fact, filters, takers));
  for (const fact of posts) for (const taker of fact.takers) present.add(taker.node);
  if (!filters.narrow && !filters.country) {
    for (const node of data.nodes) if (!facts.has(node.id)) present.add(node.id);
  }
  for (const id of [...present]) {
    const node = nodes.get(id);
    if (node && node.kind === "agency" && node.country && nodes.has(`country-${node.country}`)) present.add(`country-${node.country}`);
  }
  const shownNodes = new Set([...present].filter((id) => nodes.has(id) && filters.kinds.has(nodes.get(id).kind)));
  return finishShown(shownNodes, [...events, ...posts]);
}

function fitsPost(fact, filters, takers) {
  const holder = fact.takers.find((taker) => taker.role === "holder");
  const held = Boolean(holder) && takers.has(holder.node);
  if (filters.dated && (fact.earliest || fact.latest) && !fitsDates(fact, filters)) return false;
  if (filters.narrow) return held;
  return held || fitsCountry(fact, filters);
}

function finishShown(shownNodes, passed) {
  const rows = passed.filter((fact) => shownNodes.has(fact.kind === "post" ? (fact.takers.find((taker) => taker.role === "holder") || {}).node : fact.id));
  const shownFacts = new Set(rows.map((fact) => fact.id));
  const shownEdges = data.edges.filter((edge) => shownNodes.has(edge.from) && shownNodes.has(edge.to) && (!edge.facts.length || edge.facts.some((id) => shownFacts.has(id))));
  return { nodes: shownNodes, facts: shownFacts, edges: new Set(shownEdges.map((edge) => edge.id)) };
}

function applyFilters(animate) {
  const filters = readFilters();
  state.shown = findShown(filters);
  if (state.chosen && !isShown(state.chosen)) choose(null);
  if (state.focused && !isShown(state.focused)) state.focused = null;
  paint();
  filterTables();
  tellCount(filters);
  if (animate) fitPicture(true);
}

function tellCount(filters) {
  const counts = { nodes: state.shown.nodes.size, all_nodes: data.nodes.length, facts: state.shown.facts.size, all_facts: data.facts.length };
  const undated = filters.dated && !filters.undated ? data.facts.filter((fact) => fact.kind !== "post" && !fact.earliest && !fact.latest).length : 0;
  byId("count").textContent = word("filters.count", counts) + (undated ? `; ${word("filters.undated_hidden", { count: undated })}` : "");
}

function resetFilters() {
  filterForm.reset();
  applyFilters(false);
}

function fillSelects() {
  fillSelect(filterInputs.topic, word("filters.any_topic"), listTopics());
  const codes = Object.entries(data.countries).map(([code, name]) => [code, pick(name)]).sort((one, two) => collate(one[1], two[1]));
  fillSelect(filterInputs.country, word("filters.any_country"), codes);
}

// The topics of the facts and all that are broader, narrower ones indented below; a circle of topics is cut open.
function listTopics() {
  const used = new Set(data.facts.flatMap((fact) => fact.topics || []));
  for (const code of used) if (topics.has(code) && topics.has(topics.get(code).broader)) used.add(topics.get(code).broader);
  const rows = [];
  const listed = new Set();
  const sorted = [...used].sort((one, two) => collate(topicName(one), topicName(two)));
  const add = (code, depth) => {
    if (listed.has(code)) return;
    listed.add(code);
    rows.push([code, "\u2003".repeat(depth) + topicName(code)]);
    for (const narrower of sorted) if ((topics.get(narrower) || {}).broader === code) add(narrower, depth + 1);
  };
  for (const code of sorted) if (!used.has((topics.get(code) || {}).broader)) add(code, 0);
  for (const code of sorted) add(code, 0);
  return rows;
}

function fillSelect(select, all, rows) {
  const value = select.value;
  select.replaceChildren(...[["", all], ...rows].map(([code, words]) => el("option", { value: code }, words)));
  select.value = value;
  select.disabled = rows.length === 0;
}

function startFilters() {
  const days = data.facts.flatMap((fact) => [fact.earliest, fact.latest]).filter(Boolean).sort();
  for (const input of [filterInputs.from, filterInputs.to]) {
    if (days.length) Object.assign(input, { min: days[0], max: days[days.length - 1] });
  }
  fillSelects();
  filterForm.addEventListener("change", () => applyFilters(true));
  filterForm.addEventListener("submit", (event) => event.preventDefault());
  byId("show-all").addEventListener("click", () => { resetFilters(); fitPicture(true); });
  if (matchMedia("(max-width: 44rem)").matches) byId("filters-fold").open = false;
}
