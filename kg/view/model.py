"""What a page shows: nodes, the facts that join them, the edges drawn for those facts, and the sources they rest on.

Everything here is plain text as the store gave it; cleaning, wording in a language and escaping happen on the way into
the page (safety.py, wording.py). Nothing here is positioned or styled.
"""

from dataclasses import dataclass
from typing import Literal

NodeKind = Literal["person", "agency", "country", "meeting", "award"]
FactKind = Literal["meeting", "post", "award"]

NODE_KINDS: tuple[NodeKind, ...] = ("person", "agency", "country", "meeting", "award")
FACT_KINDS: tuple[FactKind, ...] = ("meeting", "post", "award")
MEETING_TYPES = ("visit", "meeting", "call", "conference", "ceremony")
STATUSES = ("held", "planned", "cancelled")

#: Part of a node in a fact. Meetings: host to place; posts: holder, agency, country; awards: recipient to occasion.
Role = Literal[
    "host",
    "guest",
    "participant",
    "accompanying",
    "inviter",
    "frame",
    "place",
    "holder",
    "agency",
    "country",
    "recipient",
    "conferrer",
    "occasion",
]


@dataclass(frozen=True, slots=True)
class ViewText:
    """A name. text: as said where no language fits; by_lang: (language, name) for the languages that have their own."""

    text: str
    by_lang: tuple[tuple[str, str], ...] = ()

    def say_in(self, lang: str) -> str:
        """Returns the name in a language ("en"), or the one that has no language."""
        return dict(self.by_lang).get(lang, self.text)


@dataclass(frozen=True, slots=True)
class ViewSource:
    """An article. date: EDTF; language: BCP 47; None: the article does not say."""

    id: str
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ViewQuote:
    """Words of an article, letter for letter. source: id of a ViewSource."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class ViewNode:
    """A thing with a place in the picture.

    id: unique in the page; a letter, "-", then letters, digits, "-", "_" ("country-FR" for a country): the page's
        deep link (#id).
    name: of a meeting empty (it is worded from its fact), of an award the award's.
    country: alpha-2 of an agency's country, None where not said. links: IRIs said to be the same thing.
    """

    id: str
    kind: NodeKind
    name: ViewText
    aliases: tuple[str, ...] = ()
    acronym: str | None = None
    country: str | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewTaker:
    """A node's part in a fact. beside: the node that an accompanying one goes with."""

    node: str
    role: Role
    beside: str | None = None


@dataclass(frozen=True, slots=True)
class ViewFact:
    """A meeting, a post held or an award given.

    id: of a meeting or award also the id of its node.
    type: one of MEETING_TYPES, None for posts and awards. title: of a post or award, as the article words it.
    date: EDTF, of a post None. since, until, stated: EDTF, of posts: from, to, and the day an article says it is so.
    earliest, latest: ISO days that bound the date, None where open.
    countries: alpha-2 codes the fact has to do with (place, takers' countries), for filtering.
    topics: codes; an award has those of its occasion. confidence: 0-1, None where nobody said.
    inferred: names of fields ("date") that the article does not state outright.
    """

    id: str
    kind: FactKind
    takers: tuple[ViewTaker, ...]
    quotes: tuple[ViewQuote, ...] = ()
    type: str | None = None
    title: str | None = None
    status: str | None = None
    date: str | None = None
    since: str | None = None
    until: str | None = None
    stated: str | None = None
    earliest: str | None = None
    latest: str | None = None
    place: str | None = None
    place_country: str | None = None
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    confidence: float | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewEdge:
    """A line of the picture: all that two nodes have to do with each other.

    roles: why, each once. facts: ids of the facts behind it, empty for an agency's country.
    """

    id: str
    source: str
    target: str
    roles: tuple[Role, ...]
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewTopic:
    """A topic. broader: code of the next wider one."""

    code: str
    name: ViewText
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class ViewGraph:
    """All that a page shows. total: nodes there were before a limit was set, None where none was."""

    nodes: tuple[ViewNode, ...]
    facts: tuple[ViewFact, ...]
    edges: tuple[ViewEdge, ...]
    sources: tuple[ViewSource, ...] = ()
    topics: tuple[ViewTopic, ...] = ()
    total: int | None = None
