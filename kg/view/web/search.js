// The search box: a list of nodes whose name, alias or acronym has the typed words, whatever case and accents.

const searchBox = byId("search");
const hits = byId("hits");
const MAX_HITS = 12;
let searchIndex = [];
let active = -1;

function buildSearchIndex() {
  searchIndex = data.nodes.map((node) => {
    const names = [...data.langs.map((_, i) => (Array.isArray(node.name) ? node.name[i] : node.name) || ""), node.acronym || "", ...(node.aliases || [])];
    const folded = [...new Set(names.filter(Boolean).map(fold))];
    return { id: node.id, folded, words: folded.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u)).filter(Boolean) };
  });
}

// 0: no hit. Whole names before beginnings before parts; things with many facts before others.
function scoreEntry(entry, query, parts) {
  if (!parts.every((part) => entry.folded.some((name) => name.includes(part)))) return 0;
  const fact = facts.has(entry.id) ? 0 : 0.5;
  const links = Math.min(0.4, edgesOf.get(entry.id).length / 100);
  if (entry.folded.includes(query)) return 4 + fact + links;
  if (entry.folded.some((name) => name.startsWith(query))) return 3 + fact + links;
  return (parts.every((part) => entry.words.some((each) => each.startsWith(part))) ? 2 : 1) + fact + links;
}

function findHits(text) {
  const query = fold(text.trim());
  const parts = query.split(/\s+/).filter(Boolean);
  if (!parts.length) return [];
  return searchIndex.map((entry) => [scoreEntry(entry, query, parts), entry.id]).filter(([score]) => score > 0)
    .sort((one, two) => two[0] - one[0] || collate(nameOf(one[1]), nameOf(two[1]))).map(([, id]) => id);
}

function renderHits() {
  const text = searchBox.value;
  const found = findHits(text);
  active = found.length ? 0 : -1;
  hits.replaceChildren(...found.slice(0, MAX_HITS).map(renderHit));
  if (text.trim() && !found.length) hits.append(el("li", { class: "none", role: "option", "aria-disabled": "true" }, word("search.none")));
  hits.hidden = !text.trim();
  searchBox.setAttribute("aria-expanded", String(!hits.hidden));
  markActive();
  if (text.trim()) announce(found.length ? word("search.found", { count: found.length }) : word("search.none"));
}

function renderHit(id, i) {
  const node = nodes.get(id);
  const more = [node.acronym, isShown(id) ? null : word("search.filtered")].filter(Boolean).join(", ");
  const item = el("li", { id: `hit-${i}`, role: "option", "aria-selected": "false" }, icon(node.kind), el("span", null, bdi(nameOf(id)), " ", el("span", { class: "quiet" }, bdi(more))));
  item.dataset.node = id;
  return item;
}

function markActive() {
  [...hits.children].forEach((item, i) => {
    if (item.dataset.node) item.setAttribute("aria-selected", String(i === active));
    if (i === active) item.scrollIntoView({ block: "nearest" });
  });
  if (active >= 0 && !hits.hidden) searchBox.setAttribute("aria-activedescendant", `hit-${active}`);
  else searchBox.removeAttribute("aria-activedescendant");
}

function closeHits() {
  hits.hidden = true;
  searchBox.setAttribute("aria-expanded", "false");
  markActive();
}

function takeHit(item) {
  if (!item || !item.dataset.node) return;
  closeHits();
  searchBox.value = nameOf(item.dataset.node);
  choose(item.dataset.node, { from: "search" });
}

function startSearch() {
  buildSearchIndex();
  searchBox.addEventListener("input", renderHits);
  searchBox.addEventListener("focus", () => { searchBox.select(); });
  searchBox.addEventListener("blur", () => setTimeout(closeHits, 120));
  searchBox.addEventListener("keydown", (event) => {
    const count = [...hits.children].filter((item) => item.dataset.node).length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.hidden) renderHits();
      else if (count) active = (active + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
      markActive();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!hits.hidden) takeHit(hits.children[active]);
    } else if (event.key === "Escape" && !hits.hidden) {
      event.stopPropagation();
      closeHits();
    }
  });
  hits.addEventListener("mousedown", (event) => event.preventDefault());
  hits.addEventListener("click", (event) => takeHit(event.target.closest("li")));
}
