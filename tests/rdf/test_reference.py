import pyoxigraph as ox

from kg import vocab as v
from kg.rdf.reference import reference_files, reference_nquads


def labels(iri):
    quads = ox.parse("".join(reference_nquads()), format=ox.RdfFormat.N_QUADS)
    named = [quad.object for quad in quads if quad.subject.value == iri and quad.predicate.value == v.RDFS_label]
    return {label.language: label.value for label in named}


def test_files_are_there():
    assert all(path.is_file() for path in reference_files())


def test_lines_are_sorted_quads_of_the_reference_graph():
    lines = reference_nquads()
    assert list(lines) == sorted(set(lines))
    assert all(line.endswith(f" <{v.REFERENCE_GRAPH}> .\n") for line in lines)


def test_lines_say_what_the_files_say():
    from_lines = {q.triple for q in ox.parse("".join(reference_nquads()), format=ox.RdfFormat.N_QUADS)}
    from_files = {q.triple for path in reference_files() for q in ox.parse(path=path, format=ox.RdfFormat.TURTLE)}
    assert from_lines == from_files


def test_country_has_labels_in_five_languages():
    assert labels(v.COUNTRY + "MA") == {
        "de": "Marokko",
        "en": "Morocco",
        "fr": "Maroc",
        "es": "Marruecos",
        "it": "Marocco",
    }


def test_topic_and_term_have_labels_in_three_languages():
    assert labels(v.TOPIC + "drug-trafficking")["de"] == "Drogenhandel"
    assert set(labels(v.KG_Visit)) == {"en", "de", "fr"}
