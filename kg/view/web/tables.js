// The tables: rows follow the filters, headings sort, a row's links answer in the picture.

const factTable = byId("fact-table");
const nameTable = byId("name-table");
const moreButtons = new Map([[factTable, byId("more-facts")], [nameTable, byId("more-names")]]);
const TABLE_ROWS = 200;
const opened = new Set();

function filterTables() {
  for (const row of factTable.tBodies[0].rows) row.hidden = !state.shown.facts.has(row.dataset.fact);
  for (const row of nameTable.tBodies[0].rows) row.hidden = !state.shown.nodes.has(row.dataset.node);
  cutTable(factTable);
  cutTable(nameTable);
  if (data.facts.length) byId("no-facts").hidden = state.shown.facts.size > 0;
}

// Leaves the first rows that pass the filters; a button brings the others.
function cutTable(table) {
  let count = 0;
  for (const row of table.tBodies[0].rows) {
    if (!row.hidden) count += 1;
    row.classList.toggle("more", !row.hidden && count > TABLE_ROWS && !opened.has(table));
  }
  const button = moreButtons.get(table);
  button.hidden = count <= TABLE_ROWS || opened.has(table);
  button.textContent = word("table.more", { count });
}

function openTable(table) {
  opened.add(table);
  cutTable(table);
}

// Marks the rows of the chosen node or edge.
function markRows() {
  const id = state.chosen;
  const own = new Set(!id ? [] : isNode(id) ? [id, ...factsOf.get(id).map((fact) => fact.id)] : edges.get(id).facts);
  for (const row of factTable.tBodies[0].rows) row.classList.toggle("chosen", own.has(row.dataset.fact));
  for (const row of nameTable.tBodies[0].rows) row.classList.toggle("chosen", row.dataset.node === id);
}

function startTables() {
  // The addresses #id are answered by the picture from now on, not by jumping to a row.
  for (const row of document.querySelectorAll("tbody tr[id]")) row.removeAttribute("id");
  window.addEventListener("beforeprint", () => [factTable, nameTable].forEach(openTable));
  for (const table of [factTable, nameTable]) {
    moreButtons.get(table).addEventListener("click", () => openTable(table));
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = el("button", { type: "button" });
      button.append(...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => sortTable(table, column));
    });
    table.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      if (!link) return;
      event.preventDefault();
      const row = link.closest("tr");
      const id = decodeURIComponent(link.hash.slice(1));
      choose(nodes.has(id) ? id : edgeOfFact(row.dataset.fact), { from: "table", opener: link });
    });
  }
}

// A post has no node: its line stands for it.
function edgeOfFact(id) {
  const edge = data.edges.find((each) => each.facts.includes(id));
  if (edge) return edge.id;
  const holder = (facts.get(id).takers || []).find((taker) => taker.role === "holder");
  return holder ? holder.node : null;
}

function sortTable(table, column) {
  const cell = table.tHead.rows[0].cells[column];
  const up = cell.getAttribute("aria-sort") !== "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  cell.setAttribute("aria-sort", up ? "ascending" : "descending");
  const keyed = [...table.tBodies[0].rows].map((row) => [sortKey(row.cells[column], cell.dataset.sort), row]);
  const order = up ? 1 : -1;
  // Empty cells come last either way.
  keyed.sort(([one], [two]) => (one === "") - (two === "") || order * (cell.dataset.sort === "date" ? (one < two ? -1 : one > two ? 1 : 0) : collate(one, two)));
  table.tBodies[0].append(...keyed.map(([, row]) => row));
  cutTable(table);
  announce(word(up ? "table.sorted_up" : "table.sorted_down", { column: cell.textContent.trim() }));
}

function sortKey(cell, kind) {
  return kind === "date" ? cell.dataset.key || "" : cell.textContent.trim();
}
