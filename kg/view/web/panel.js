// The side panel: all that is known of the chosen node or edge, each fact with its quotes and their sources.

const panel = byId("panel");
const MANY_QUOTES = 12;
const MANY_NAMES = 4;
const TAKER_ROLES = ["host", "guest", "participant", "accompanying"];

function renderPanel() {
  panel.replaceChildren();
  panel.classList.toggle("open", Boolean(state.chosen));
  if (!state.chosen) panel.append(renderEmpty());
  else if (isNode(state.chosen)) panel.append(...renderNode(nodes.get(state.chosen)));
  else panel.append(...renderEdge(edges.get(state.chosen)));
}

function renderEmpty() {
  if (!data.nodes.length) return el("p", { class: "empty" }, word("page.empty"));
  const icons = el("p", { "aria-hidden": "true" }, ["person", "agency", "country", "meeting", "award"].map(icon));
  const best = data.nodes.filter((node) => ["person", "agency"].includes(node.kind) && isShown(node.id))
    .map((node) => [edgesOf.get(node.id).length, node]).sort((one, two) => two[0] - one[0] || collate(nameOf(one[1].id), nameOf(two[1].id)));
  const list = best.slice(0, MANY_NAMES + 2).map(([, node]) => el("li", null, icon(node.kind), " ", nodeLink(node.id)));
  return el("div", null,
    el("div", { class: "empty" }, icons, el("p", null, word("panel.empty")), el("p", null, word("panel.empty_more"))),
    list.length ? section(word("panel.start"), el("ul", null, list)) : null);
}

function renderTop(kind, words, title) {
  const close = el("button", { type: "button", class: "close", "aria-label": word("panel.close"), title: word("panel.close") }, "×");
  close.addEventListener("click", () => choose(null));
  return [
    el("div", { class: "top" }, el("span", { class: "kind" }, kind && icon(kind), words), close),
    el("h2", { id: "panel-title", tabindex: "-1" }, bdi(title)),
  ];
}

function renderNode(node) {
  const fact = facts.get(node.id);
  if (fact) {
    const title = fact.kind === "meeting" ? nameTakers(fact) || nameOf(node.id) : nameOf(node.id);
    return [...renderTop(fact.status && fact.status !== "held" ? fact.status : node.kind, word(`type.${fact.type || fact.kind}`), title), ...renderFact(fact)];
  }
  const own = factsOf.get(node.id);
  const playing = (kind, ...roles) => own.filter((each) => each.kind === kind && each.takers.some((taker) => taker.node === node.id && roles.includes(taker.role)));
  const open = own.reduce((sum, each) => sum + (each.quotes || []).length, 0) <= MANY_QUOTES;
  const list = (title, found) => found.length ? section(title, el("ul", { class: "facts" }, byDate(found).map((each) => renderCard(each, node, open)))) : null;
  const agencies = node.kind === "country" ? data.nodes.filter((each) => each.kind === "agency" && `country-${each.country}` === node.id) : [];
  return [
    ...renderTop(node.kind, word(`kind.${node.kind}`), nameOf(node.id)),
    renderOtherNames(node),
    list(word("panel.posts"), playing("post", "holder")),
    list(word("panel.members"), playing("post", "agency", "country").filter((each) => node.kind === "agency" || !each.takers.some((taker) => taker.role === "agency"))),
    list(word("panel.meetings"), playing("meeting", ...TAKER_ROLES, "inviter")),
    list(word("panel.here"), node.kind === "country" ? playing("meeting", "place").filter((each) => !playing("meeting", ...TAKER_ROLES, "inviter").includes(each)) : []),
    list(word("panel.awards"), playing("award", "recipient", "conferrer")),
    agencies.length ? section(word("panel.agencies"), el("ul", null, agencies.map((each) => el("li", null, nodeLink(each.id))))) : null,
    node.links ? section(word("panel.links"), el("ul", null, node.links.map((link) => el("li", null, webLink(link, link))))) : null,
  ].filter(Boolean);
}

function renderOtherNames(node) {
  const rows = [];
  const others = [...new Set([node.acronym, ...(node.aliases || [])])].filter((name) => name && name !== nameOf(node.id));
  if (others.length) rows.push([word("panel.also"), others.flatMap((name, i) => [i ? ", " : null, bdi(name)])]);
  if (node.country) rows.push([word("panel.country"), nodeLink(`country-${node.country}`)]);
  return rows.length ? describeList(rows) : null;
}

function describeList(rows) {
  return el("dl", null, rows.flatMap(([term, value]) => [el("dt", null, term), el("dd", null, value)]));
}

function section(title, ...content) {
  return el("section", null, el("h3", null, title), ...content);
}

function byDate(found) {
  return [...found].sort((one, two) => (two.earliest || two.latest || "").localeCompare(one.earliest || one.latest || ""));
}

// "A, B, +2", without the one whose panel it is.
function nameTakers(fact, without) {
  const takers = fact.takers || [];
  const ids = [...new Set(takers.filter((taker) => TAKER_ROLES.includes(taker.role) && taker.node !== without).map((taker) => taker.node))];
  const names = ids.slice(0, MANY_NAMES).map(shortOf);
  return [...names, ...(ids.length > MANY_NAMES ? [`+${ids.length - MANY_NAMES}`] : [])].join(", ");
}

// A fact in the list of one node: what it is, then when, where and the node's own part in it, then its quotes.
function renderCard(fact, node, open) {
  const [headline, more] = fact.kind === "post" ? describePost(fact, node) : describeEvent(fact, node);
  const meta = more.flatMap((part, i) => [i ? " · " : null, part]);
  return el("li", null, el("p", { class: "headline" }, headline), meta.length ? el("p", { class: "meta" }, meta) : null, renderQuotes(fact, open));
}

function describeEvent(fact, node) {
  const names = fact.kind === "meeting" ? nameTakers(fact, node.id) : "";
  const type = word(`type.${fact.type || fact.kind}`);
  const link = el("a", { href: `#${fact.id}` }, bdi(fact.kind === "award" ? nameOf(fact.id) : names ? `${type}: ${names}` : type));
  const own = fact.takers.filter((taker) => taker.node === node.id && taker.role !== "place").map((taker) => word(`role.${taker.role}`));
  const status = fact.status && fact.status !== "held" ? el("span", { class: `badge ${fact.status}` }, word(`status.${fact.status}`)) : null;
  return [link, [status, fact.date && pick(fact.date), fact.place && bdi(pick(fact.place)), own.join(", ")].filter(Boolean)];
}

function describePost(fact, node) {
  const found = ["holder", "agency", "country"].map((role) => fact.takers.find((taker) => taker.role === role && taker.node !== node.id));
  const [holder, agency, country] = found.map((taker) => taker && nodeLink(taker.node));
  const stated = !fact.date && fact.stated ? word("panel.stated", { date: pick(fact.stated) }) : null;
  const inferred = fact.inferred ? `${word("panel.inferred")}: ${fact.inferred.map(pick).join(", ")}` : null;
  return [bdi(fact.title), [holder, agency, node.kind === "agency" ? null : country, fact.date && pick(fact.date), stated, inferred].filter(Boolean)];
}

// All of a meeting or an award.
function renderFact(fact) {
  const takers = fact.takers || [];
  const linked = (role) => takers.filter((taker) => taker.role === role).flatMap((taker, i) => [i ? ", " : null, nodeLink(taker.node)]);
  const parts = data.facts.filter((each) => (each.takers || []).some((taker) => taker.node === fact.id && taker.role === "frame"));
  const given = data.facts.filter((each) => (each.takers || []).some((taker) => taker.node === fact.id && taker.role === "occasion"));
  const rows = [
    [word("table.status"), fact.status ? el("span", { class: `badge ${fact.status}` }, word(`status.${fact.status}`)) : null],
    [word("panel.date"), fact.date ? pick(fact.date) : null],
    [word("panel.place"), fact.place ? bdi(pick(fact.place)) : null],
    ...["recipient", "conferrer", "occasion", "inviter", "frame"].map((role) => [word(`panel.${role}`), linked(role)]),
    [word("panel.confidence"), fact.confidence === undefined ? null : new Intl.NumberFormat(state.lang, { style: "percent" }).format(fact.confidence)],
    [word("panel.inferred"), fact.inferred ? fact.inferred.map(pick).join(", ") : null],
  ].filter(([, value]) => value && value.length !== 0);
  const who = takers.filter((taker) => TAKER_ROLES.includes(taker.role));
  const items = (found) => el("ul", null, found.map((each) => el("li", null, nodeLink(each.id))));
  return [
    describeList(rows),
    who.length ? section(word(`panel.takers_${fact.status || "held"}`), el("ul", null, who.map(renderTaker))) : null,
    fact.topics ? section(word("panel.topics"), el("ul", { class: "topics" }, fact.topics.map((code) => el("li", null, bdi(topicName(code)))))) : null,
    parts.length ? section(word("panel.parts"), items(byDate(parts))) : null,
    given.length ? section(word("panel.awards"), items(given)) : null,
    fact.quotes ? section(word("panel.quotes"), renderQuotes(fact, true)) : null,
  ].filter(Boolean);
}

function renderTaker(taker) {
  const beside = taker.beside ? ` ${word("panel.beside", { name: nameOf(taker.beside) })}` : "";
  return el("li", null, nodeLink(taker.node), " ", el("span", { class: "meta" }, bdi(`${word(`role.${taker.role}`)}${beside}`)));
}

function topicName(code) {
  return topics.has(code) ? pick(topics.get(code).name) : code;
}

// Quotes grouped by the article they are from, folded away where there are many.
function renderQuotes(fact, open) {
  const bySource = new Map();
  for (const [text, source] of fact.quotes || []) bySource.set(source, [...(bySource.get(source) || []), text]);
  const figures = [...bySource].map(([source, texts]) => renderFigure(texts, data.sources[source]));
  if (!figures.length) return null;
  return open ? el("div", null, figures) : el("details", null, el("summary", null, word("panel.quotes")), figures);
}

function renderFigure(texts, source) {
  const quotes = texts.map((text) => el("blockquote", { dir: "auto", lang: source && source.lang }, text));
  if (!source) return el("figure", null, quotes);
  const name = source.url ? webLink(source.url, source.name) : bdi(source.name);
  return el("figure", null, quotes, el("figcaption", null, "— ", name, source.date ? `, ${pick(source.date)}` : null));
}

function renderEdge(edge) {
  const own = edge.facts.map((id) => facts.get(id)).filter(Boolean);
  const ends = el("p", { class: "sub" }, nodeLink(edge.from), " – ", nodeLink(edge.to));
  const cards = own.map((fact) => el("section", null,
    el("h3", null, word(`type.${fact.type || fact.kind}`)),
    ...(fact.kind === "post" ? [el("ul", null, renderCard(fact, {}, true))] : renderFact(fact))));
  return [...renderTop(null, word("panel.label"), describeEdge(edge)), ends, ...cards];
}
