import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg import vocab as v
from kg.errors import InputError
from kg.facts.codec import read_sheet
from kg.facts.model import Meeting, Quote
from kg.rdf.mapping import nquads_of
from kg.rdf.validation import LANGUAGES, validate_graph
from kg.resources import read_resource

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev" / "apanews-hammouchi.json"
NODE = "https://w3id.org/newskg/id/x"
TYPES = {
    "Person": "A person has a name.",
    "Agency": "An agency has a name.",
    "Place": "A place has a name.",
    "Post": "A post has a title.",
    "Tenure": "A tenure has exactly one holder, a person.",
    "Meeting": "A meeting is held, planned or cancelled.",
    "Participation": "Exactly one person, agency or country takes part.",
    "Award": "An award has a name.",
    "Conferral": "A conferral is of exactly one award.",
    "Article": "An article has exactly one language tag.",
    "Evidence": "Evidence comes from exactly one article.",
    "Country": "A country has one code of two capital letters.",
    "Topic": "A topic has one label each in English, German and French.",
    "Extraction": "An extraction uses exactly one article.",
    "Curation": "A curation uses exactly one article.",
}


def messages(data, **options):
    return [violation.message for violation in validate_graph(data, **options)]


def test_graph_of_a_sheet_is_valid(make_sheet, text):
    assert validate_graph(nquads_of(make_sheet(), text)) == []


@pytest.mark.skipif(not GOLD.exists(), reason="needs the gold articles")
def test_graph_of_the_seed_article_is_valid():
    assert validate_graph(nquads_of(read_sheet(GOLD))) == []


def test_reference_data_is_valid():
    for name in ("countries.ttl", "topics.ttl"):
        assert validate_graph(read_resource("ontology", name), syntax="turtle") == []


@pytest.mark.parametrize("kind", TYPES)
def test_bare_node_breaks_the_rules_of_its_class(kind):
    assert TYPES[kind] in messages(f"<{NODE}> a <{v.KG}{kind}> .", syntax="turtle")


@pytest.mark.parametrize("predicate", ["status", "holder", "participant", "role", "recipient", "award", "evidence"])
def test_missing_statement_is_found(make_sheet, predicate):
    lines = [line for line in nquads_of(make_sheet()) if f"#{predicate}> " not in line]
    assert predicate in {violation.path.removeprefix(v.KG) for violation in validate_graph(lines)}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"2024-05-05"^^<http://www.w3.org/2001/XMLSchema#date>', '"May"', "The last day of a meeting is one day."),
        (v.COUNTRY + "NO", v.COUNTRY + "Norway", "A meeting takes place in at most one country."),
        (v.TOPIC + "security", v.TOPIC + "a%20b", "The topic of a meeting is a code of the topic list."),
        (v.KG_guest, v.KG_held, "A participation has one role: host, guest, participant or accompanying."),
        ('"43"', '"4"', "A quote starts at one position before its end."),
        ('"Ana Ruiz"', '""', "A person has a name."),
    ],
)
def test_wrong_value_is_found(make_sheet, old, new, message):
    data = "".join(nquads_of(make_sheet()))
    assert old in data
    assert message in messages(data.replace(old, new))


def test_violation_names_graph_node_path_and_value(make_sheet):
    meeting = Meeting("m", "call", "held", (), (Quote("x"),), date="2024")
    data = "".join(nquads_of(make_sheet(meetings=(meeting,), awards=()))).replace(v.KG_held, v.KG_host)
    (wrong, warning) = sorted(validate_graph(data), key=lambda violation: violation.severity)
    assert (wrong.graph, wrong.path, wrong.value) == (v.GRAPH + "oslo-talks", v.KG_status, v.KG_host)
    assert wrong.node.startswith(v.ID + "m-")
    assert (warning.severity, warning.message) == ("warning", "A meeting has participants.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_in_the_language_asked_for(language):
    heard = {"en": "A place has a name.", "de": "Ein Ort hat einen Namen.", "fr": "Un lieu a un nom."}
    assert messages(f"<{NODE}> a <{v.KG_Place}> .", lang=language, syntax="turtle") == [heard[language]]


def test_articles_may_contradict_each_other(make_sheet):
    one = make_sheet()
    two = replace(
        one,
        article=replace(one.article, id="other-paper"),
        meetings=tuple(replace(meeting, status="cancelled", date="2024-06") for meeting in one.meetings),
    )

    def same(article, local):
        return f"{v.ID}m-same" if local == "oslo" else None

    lines = [*nquads_of(one, None, same), *nquads_of(two, None, same)]
    assert validate_graph(lines) == []


def test_what_cannot_be_parsed_is_an_error_of_the_user():
    with pytest.raises(InputError, match="cannot read the graph as nquads"):
        validate_graph("nonsense")
    with pytest.raises(InputError, match="cannot read the graph as turtle"):
        validate_graph("<a> <b>", syntax="turtle")


def test_language_without_messages_is_refused():
    with pytest.raises(InputError, match="no messages in language 'it'; use en, de, fr"):
        validate_graph("", lang="it")


def test_mapping_loads_no_heavy_library():
    code = (
        "import sys, kg.rdf, kg.rdf.validation;"
        "sys.exit(any(name in sys.modules for name in ('rdflib', 'pyshacl', 'pyoxigraph', 'edtf')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
