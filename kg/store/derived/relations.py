"""The relations that are kept: their columns, and by which of them rows are looked up.

A column is of terms ("t") or of plain numbers ("n"). Rows of the first group are contributed by graphs; each counts
how many graphs give it. Those of the second follow from the meetings as all graphs together show them.
"""

from dataclasses import dataclass

from kg import vocab as v

#: The term that stands for none: nobody was accompanied, no role was given.
NONE = ""
NONE_ID = -1


@dataclass(frozen=True, slots=True)
class Relation:
    """columns: "t" or "n" each. keys: the columns by which rows are looked up; the first one always is 0."""

    name: str
    columns: str = "tt"
    keys: tuple[int, ...] = (0,)


#: Properties whose statements are rows as they are: property to relation.
PROPERTIES = {
    v.RDF_type: "type",
    v.RDFS_label: "label",
    v.SKOS_altLabel: "alias",
    v.KG_acronym: "acronym",
    v.KG_alpha2: "alpha",
    v.KG_alpha3: "alpha",
    v.KG_country: "country",
    v.OWL_sameAs: "same",
    v.KG_status: "status",
    v.KG_date: "date",
    v.KG_since: "since",
    v.KG_until: "until",
    v.KG_earliest: "earliest",
    v.KG_latest: "latest",
    v.KG_place: "place",
    v.KG_topic: "topic",
    v.SKOS_broader: "broader",
    v.KG_partOf: "frame",
    v.KG_invitedBy: "inviter",
    v.KG_inferred: "inferred",
    v.KG_award: "award",
    v.KG_recipient: "recipient",
    v.KG_conferrer: "conferrer",
    v.KG_meeting: "at",
    v.KG_holder: "holder",
    v.KG_post: "post",
    v.KG_agency: "agency",
    v.DCTERMS_issued: "issued",
}
#: Classes that no question asks for: most things of a graph are of these.
CLASSES_LEFT_OUT = frozenset(
    {
        v.KG_Participation,
        v.KG_Evidence,
        v.KG_Article,
        v.KG_Extraction,
        v.KG_Curation,
        v.OA_TextQuoteSelector,
        v.OA_TextPositionSelector,
        v.PROV_Entity,
        v.PROV_Activity,
        v.PROV_SoftwareAgent,
    }
)

_LOOKED_UP_BY_OBJECT = frozenset(
    ("type", "country", "topic", "broader", "recipient", "conferrer", "holder", "post", "agency", "issued")
)
CONTRIBUTED = (
    *(
        Relation(name, keys=(0, 1) if name in _LOOKED_UP_BY_OBJECT else (0,))
        for name in dict.fromkeys(PROPERTIES.values())
    ),
    #: meeting, who took part, whom they accompanied, in what role
    Relation("part", "tttt", (0, 1)),
    #: meeting, who took part, by which tenure the article on the meeting gives them a post
    Relation("seat", "ttt"),
    #: agency or country, meeting, who took part and has a post of it by the article on the meeting
    Relation("side", "ttt"),
    #: tenure, agency or country of its post, as the article says that states the tenure
    Relation("tenure_agency"),
    Relation("tenure_country"),
    #: article, fact, what kind of value (TOLD), value: what one article says of a fact
    Relation("told", "ttnt"),
)
FOLLOWING = (
    #: one who met, other, meeting; both ways round, whatever became of the meeting
    Relation("met", "ttt"),
    #: one, other; counts the meetings held at which they met; both ways round
    Relation("pair"),
    #: who, what is counted (kg.store.derived.meetings.TALLIES)
    Relation("tally", "tn"),
    #: month (year * 100 + month; see kg.store.derived.days), meeting that may have been in it
    Relation("month", "nt"),
)
RELATIONS = {relation.name: relation for relation in (*CONTRIBUTED, *FOLLOWING)}

#: What an article says of a fact, by property.
TOLD_KINDS, TOLD_STATUS, TOLD_DATE, TOLD_WHO, TOLD_WHAT = range(5)
TOLD = {
    v.RDF_type: TOLD_KINDS,
    v.KG_status: TOLD_STATUS,
    v.KG_date: TOLD_DATE,
    v.KG_since: TOLD_DATE,
    v.KG_until: TOLD_DATE,
    v.KG_participant: TOLD_WHO,
    v.KG_recipient: TOLD_WHO,
    v.KG_conferrer: TOLD_WHO,
    v.KG_holder: TOLD_WHO,
    v.KG_topic: TOLD_WHAT,
    v.KG_award: TOLD_WHAT,
    v.KG_post: TOLD_WHAT,
}
