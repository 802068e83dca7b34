"""Views made by hand: from a fact sheet, of a wished size, and with hostile content."""

import json
import random
from pathlib import Path
from typing import Any

from kg.view.links import link_facts
from kg.view.model import ViewFact, ViewGraph, ViewNode, ViewQuote, ViewSource, ViewTaker, ViewText, ViewTopic

COUNTRY_NAMES = {
    "FR": ViewText("France", (("de", "Frankreich"), ("fr", "France"))),
    "MA": ViewText("Morocco", (("de", "Marokko"), ("fr", "Maroc"))),
}
SEED = Path(__file__).parents[2] / "seeds" / "000_7a23a3b7712982e3.json"

HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "javascript:window.pwned=1",
    "{{ 7*7 }}{% include 'x' %}${window.pwned=1}",
    "Override \u202egpj.exe",
    "line\u2028para\u2029graph\x00\x1b[31m",
    "' onmouseover='window.pwned=1",
    "<svg onload=window.pwned=1><style>*{display:none}</style>",
    "&lt;b&gt; &amp; <b>bold</b>",
    "__proto__",
)


def make_view(nodes: list[ViewNode], facts: list[ViewFact], sources: list[ViewSource] | None = None) -> ViewGraph:
    return ViewGraph(tuple(nodes), tuple(facts), link_facts(nodes, facts), tuple(sources or ()))


def read_view(path: Path) -> ViewGraph:
    """Returns the view of one fact sheet in JSON, as the store would give it."""
    sheet = json.loads(path.read_text("utf-8"))
    source = sheet["article"]
    nodes = [_person(p) for p in sheet["persons"]] + [_agency(a) for a in sheet["agencies"]]
    nodes += [ViewNode(f"country-{code}", "country", name) for code, name in COUNTRY_NAMES.items()]
    facts: list[ViewFact] = []
    for person in sheet["persons"]:
        facts += [_post(person, post, i, source["id"]) for i, post in enumerate(person["posts"])]
    for meeting in sheet["meetings"]:
        nodes.append(ViewNode(f"m-{meeting['id']}", "meeting", ViewText("")))
        facts.append(_meeting(meeting, source["id"]))
    for i, award in enumerate(sheet["awards"]):
        nodes.append(ViewNode(f"c-{i}", "award", ViewText(award["name"])))
        facts.append(_award(award, i, source["id"]))
    article = ViewSource(
        source["id"], source["title"], source["publisher"], source["published"], source["url"], source["language"]
    )
    return ViewGraph(tuple(nodes), tuple(facts), link_facts(nodes, facts), (article,), _topics())


def _person(person: dict[str, Any]) -> ViewNode:
    return ViewNode(f"p-{person['id']}", "person", ViewText(person["name"]), tuple(person["aliases"]))


def _agency(agency: dict[str, Any]) -> ViewNode:
    name = ViewText(agency["name"])
    return ViewNode(f"a-{agency['id']}", "agency", name, tuple(agency["aliases"]), agency["acronym"], agency["country"])


def _post(person: dict[str, Any], post: dict[str, Any], number: int, source: str) -> ViewFact:
    takers = [ViewTaker(f"p-{person['id']}", "holder")]
    if post["agency"]:
        takers.append(ViewTaker(f"a-{post['agency']}", "agency"))
    if post["country"]:
        takers.append(ViewTaker(f"country-{post['country']}", "country"))
    return ViewFact(
        id=f"t-{person['id']}-{number}",
        kind="post",
        title=post["title"],
        takers=tuple(takers),
        countries=(post["country"],) if post["country"] else (),
        quotes=tuple(ViewQuote(quote, source) for quote in post["evidence"]),
    )


def _meeting(meeting: dict[str, Any], source: str) -> ViewFact:
    first, _, last = (meeting["date"] or "").partition("/")
    takers = [
        ViewTaker(_name_ref(t["ref"]), t["role"], _name_ref(t["with"]) if t.get("with") else None)
        for t in meeting["participants"]
    ]
    takers += [ViewTaker(_name_ref(ref), "inviter") for ref in meeting.get("invited_by", [])]
    if meeting["part_of"]:
        takers.append(ViewTaker(f"m-{meeting['part_of']}", "frame"))
    if meeting["place_country"]:
        takers.append(ViewTaker(f"country-{meeting['place_country']}", "place"))
    return ViewFact(
        id=f"m-{meeting['id']}",
        kind="meeting",
        type=meeting["kind"],
        status=meeting["status"],
        date=meeting["date"],
        earliest=first or None,
        latest=last or first or None,
        place=meeting["place"],
        place_country=meeting["place_country"],
        countries=("FR", "MA"),
        topics=tuple(meeting["topics"]),
        takers=tuple(takers),
        quotes=tuple(ViewQuote(quote, source) for quote in meeting["evidence"]),
    )


def _award(award: dict[str, Any], number: int, source: str) -> ViewFact:
    first, _, last = (award["date"] or "").partition("/")
    return ViewFact(
        id=f"c-{number}",
        kind="award",
        title=award["name"],
        date=award["date"],
        earliest=first or None,
        latest=last or first or None,
        countries=("FR", "MA"),
        topics=("security", "drug-trafficking"),
        takers=(
            ViewTaker(_name_ref(award["recipient"]), "recipient"),
            ViewTaker(_name_ref(award["conferrer"]), "conferrer"),
            ViewTaker(f"m-{award['meeting']}", "occasion"),
        ),
        quotes=tuple(ViewQuote(quote, source) for quote in award["evidence"]),
    )


def _name_ref(ref: str) -> str:
    if ref.isupper():
        return f"country-{ref}"
    return f"{'p' if '-' in ref and ref != 'police-nationale' else 'a'}-{ref}"


def _topics() -> tuple[ViewTopic, ...]:
    lines = (Path(__file__).parents[2] / "ontology" / "topics.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return tuple(ViewTopic(row[0], ViewText(row[2], (("de", row[3]), ("fr", row[4]))), row[1] or None) for row in rows)


def read_seed_view() -> ViewGraph:
    return read_view(SEED)


def make_event_view() -> ViewGraph:
    """Returns meetings that were held, planned and cancelled, dated and undated."""
    events = (
        ("january", "held", "2024-01-10", "2024-01-10", "2024-01-10"),
        ("march", "held", "2024-03-05/2024-03-07", "2024-03-05", "2024-03-07"),
        ("undated", "held", None, None, None),
        ("planned", "planned", "2025-05-01", "2025-05-01", "2025-05-01"),
        ("cancelled", "cancelled", "2025-06", "2025-06-01", "2025-06-30"),
    )
    nodes, facts = [ViewNode("p-guest", "person", ViewText("Constant Guest"))], []
    for name, status, when, earliest, latest in events:
        nodes += [
            ViewNode(f"p-{name}", "person", ViewText(f"{name.capitalize()} meeting host")),
            ViewNode(f"m-{name}", "meeting", ViewText("")),
        ]
        facts.append(
            ViewFact(
                id=f"m-{name}",
                kind="meeting",
                type="meeting",
                status=status,
                date=when,
                earliest=earliest,
                latest=latest,
                takers=(ViewTaker("p-guest", "guest"), ViewTaker(f"p-{name}", "host")),
                quotes=(ViewQuote(f"The {name} meeting.", "s"),),
            )
        )
    return make_view(nodes, facts, [ViewSource("s", "Events", "Paper", None, None, "en")])


def make_hostile_view() -> ViewGraph:
    """Returns a view in which everything an article can say is hostile."""
    nodes = [
        ViewNode(
            f"p-{i}", "person", ViewText(words), aliases=(words, "<b>alias</b>"), links=(words, "javascript:pwned=1")
        )
        for i, words in enumerate(HOSTILE)
    ]
    nodes += [
        ViewNode(f"a-{i}", "agency", ViewText(words), acronym=words[:30], country="XX")
        for i, words in enumerate(HOSTILE)
    ]
    nodes.append(ViewNode("country-XX", "country", ViewText(HOSTILE[1], (("de", HOSTILE[0]),))))
    facts, sources = [], []
    addresses = (
        "javascript:alert(1)",
        "data:text/html,<script>",
        "https://example.org/a?b=%22",
        'https://x/"><script>',
    )
    for i, words in enumerate(HOSTILE):
        nodes += [ViewNode(f"m-{i}", "meeting", ViewText("")), ViewNode(f"c-{i}", "award", ViewText(words))]
        sources.append(ViewSource(words, words, words, words, addresses[i % 4], words))
        quote = ViewQuote(f"{words} {words}", words)
        who = (ViewTaker(f"p-{i}", "guest"), ViewTaker(f"a-{i}", "host"), ViewTaker("country-XX", "place"))
        facts += [
            ViewFact(f"m-{i}", "meeting", who, (quote,), "call", None, "held", words, place=words, topics=(words,)),
            ViewFact(
                f"t-{i}", "post", (ViewTaker(f"p-{i}", "holder"), ViewTaker(f"a-{i}", "agency")), (quote,), title=words
            ),
            ViewFact(f"c-{i}", "award", (ViewTaker(f"p-{i}", "recipient"),), (quote,), title=words, countries=(words,)),
        ]
    topics = tuple(ViewTopic(words, ViewText(words), words) for words in HOSTILE)
    return ViewGraph(tuple(nodes), tuple(facts), link_facts(nodes, facts), tuple(sources), topics)


def make_large_view(count: int) -> ViewGraph:
    """Returns a view of exactly `count` nodes: persons of agencies who met in twos and threes."""
    rng = random.Random(count)
    persons = [ViewNode(f"p-{i}", "person", ViewText(f"Givenname Surname{i}")) for i in range(count * 45 // 100)]
    agencies = [
        ViewNode(f"a-{i}", "agency", ViewText(f"Ministry of Subject {i}"), acronym=f"MS{i}")
        for i in range(count * 13 // 100)
    ]
    nodes = persons + agencies
    facts = []
    for i, person in enumerate(persons):
        takers = (ViewTaker(person.id, "holder"), ViewTaker(rng.choice(agencies).id, "agency"))
        facts.append(
            ViewFact(f"t-{i}", "post", takers, (ViewQuote(f"{person.name.text}, director", "s"),), title="director")
        )
    for i in range(count - len(nodes)):
        day = f"20{20 + i % 6}-{1 + i % 12:02}-{1 + i % 28:02}"
        who = rng.sample(persons, 2 + i % 2)
        nodes.append(ViewNode(f"m-{i}", "meeting", ViewText("")))
        facts.append(
            ViewFact(
                id=f"m-{i}",
                kind="meeting",
                type="meeting",
                status=("held", "held", "planned", "cancelled")[i % 4],
                date=day,
                earliest=day,
                latest=day,
                takers=tuple(ViewTaker(person.id, "participant") for person in who),
                quotes=(ViewQuote(f"They met on {day} to speak of many things, as a spokesman said afterwards.", "s"),),
            )
        )
    return make_view(nodes, facts, [ViewSource("s", "A title", "A paper", "2024-01-02", "https://example.org/a", "en")])
