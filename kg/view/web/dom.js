// Makes elements. Text only ever becomes text: no markup is parsed anywhere in this page.

const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

// A name from an article, its direction kept to itself.
function bdi(text) {
  return el("bdi", null, text);
}

function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${name}`);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#shape-${name}`);
  svg.append(use);
  return svg;
}

// A link within the page; the address after # is what the page answers to.
function nodeLink(id) {
  return nodes.has(id) ? el("a", { href: `#${id}` }, bdi(nameOf(id))) : bdi(id);
}

// A link out, only where the address is plain http or https; the words alone otherwise.
function webLink(address, words) {
  try {
    const url = new URL(address);
    if (url.protocol === "http:" || url.protocol === "https:") {
      return el("a", { href: url.href, rel: "noopener noreferrer", target: "_blank", title: word("panel.new_tab") }, bdi(words));
    }
  } catch {
    // no address at all
  }
  return bdi(words);
}

function byId(id) {
  return document.getElementById(id);
}

function announce(text) {
  byId("live").textContent = text;
}

// Puts the words of the chosen language into everything the server rendered.
function translateDocument() {
  document.documentElement.lang = state.lang;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = word(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", word(element.dataset.tLabel));
    if (element.tagName === "BUTTON") element.title = word(element.dataset.tLabel);
  }
  for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = word(element.dataset.tPlaceholder);
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = pick(JSON.parse(element.dataset.say));
}
