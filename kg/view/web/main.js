// Puts the page together: choosing, addresses, the language.

let opener = null;

// Shows a node or edge in the panel; null closes it.
// from: picture, keyboard, search, table, panel or address; opener: what gets the focus back when the panel closes.
function choose(id, { from = "", opener: source = null, refocus = false } = {}) {
  const known = id !== null && (nodes.has(id) || edges.has(id)) ? id : null;
  if (known && !isShown(known)) resetFilters();
  const back = opener;
  if (known) opener = source || (from === "keyboard" ? container : from === "search" ? searchBox : opener);
  else opener = null;
  state.chosen = known;
  if (known) state.focused = known;
  renderPanel();
  panel.scrollTop = 0;
  network.redraw();
  markRows();
  if (from !== "address") writeAddress(known);
  if (known) showChosen(known, from);
  else if (refocus) (back && back.isConnected ? back : container).focus();
}

function showChosen(id, from) {
  const sheet = getComputedStyle(panel).position === "fixed";
  if (from === "table" || sheet) container.closest(sheet ? ".stage" : "section").scrollIntoView({ block: "start" });
  if (from !== "picture" || sheet) bringIntoView(id);
  if (from !== "picture" && from !== "address") byId("panel-title").focus({ preventScroll: true });
  announce(word("panel.opened", { name: isNode(id) ? nameOf(id) : describeLine(edges.get(id)) }));
}

function writeAddress(id) {
  const address = id ? `#${encodeURIComponent(id)}` : location.href.split("#")[0];
  if (readAddress() === id) return;
  try {
    history.pushState(null, "", address);
  } catch {
    // some browsers allow no history for files; the page works without
  }
}

function readAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
}

function answerAddress() {
  const id = readAddress();
  if (id !== state.chosen && (id === null || nodes.has(id) || edges.has(id))) choose(id, { from: "address" });
}

function switchLanguage(lang) {
  state.lang = lang;
  translateDocument();
  fillSelects();
  renderPanel();
  applyFilters(false);
  if (searchBox.value && state.chosen && isNode(state.chosen)) searchBox.value = nameOf(state.chosen);
}

function start() {
  startTables();
  startPicture();
  startFilters();
  startSearch();
  startKeys();
  translateDocument();
  renderPanel();
  applyFilters(false);
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    event.preventDefault();
    choose(decodeURIComponent(link.hash.slice(1)), { from: "panel" });
  });
  byId("lang").addEventListener("change", (event) => switchLanguage(event.target.value));
  byId("zoom-in").addEventListener("click", () => zoom(1.25));
  byId("zoom-out").addEventListener("click", () => zoom(0.8));
  byId("fit").addEventListener("click", () => fitPicture(true));
  window.addEventListener("popstate", answerAddress);
  window.addEventListener("hashchange", answerAddress);
  answerAddress();
}

start();
