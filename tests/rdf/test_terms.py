import pyoxigraph as ox
import pytest

from kg.errors import InputError
from kg.rdf.terms import check_iri, clean_iri, write_literal
from kg.vocab import EDTF, XSD_string

HOSTILE = ['"', "\\", 'a"> <b> "c', "line\nbreak\r\n", "tab\t", "\x00\x01\x1f\x7f", "\u2028\ufeff", "𝔄 ع", "\\u0041"]


@pytest.mark.parametrize("value", HOSTILE)
def test_literal_comes_back_letter_for_letter(value):
    line = f"<a:s> <a:p> {write_literal(value, XSD_string)} .\n"
    assert line.count("\n") == 1
    (triple,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert triple.object.value == value


def test_literal_has_its_datatype():
    assert write_literal("2024-05", EDTF) == f'"2024-05"^^<{EDTF}>'


def test_half_a_letter_is_refused():
    with pytest.raises(InputError, match="half a letter"):
        write_literal("a\ud800", XSD_string)


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://a.example/ä?q=1#x", "https://a.example/ä?q=1#x"),
        (" https://a.example/a b ", "https://a.example/a%20b"),
        ("https://a.example/<script>", "https://a.example/%3Cscript%3E"),
        ('https://a.example/"\\^`{|}', "https://a.example/%22%5C%5E%60%7B%7C%7D"),
        ("https://a.example/a\x7fb", "https://a.example/a%7Fb"),
        ("https://a.example/%zz?[1]#a#b", "https://a.example/%25zz?%5B1%5D#a%23b"),
        ("https://a.example/\x80\ue000", "https://a.example/%C2%80%EE%80%80"),
        ("https://a.example/\U000e0000\U0001f600", "https://a.example/%F3%A0%80%80\U0001f600"),
        ("HTTP://a.example:8080", "HTTP://a.example:8080"),
        ("urn:isbn:1 2", "urn:isbn:1%202"),
    ],
)
def test_address_is_percent_encoded_where_it_must_be(text, iri):
    assert clean_iri(text) == check_iri(iri) == ox.NamedNode(iri).value


@pytest.mark.parametrize(
    "text",
    [
        *("", "paper.example/a", "/a", "javascript:alert(1)", "data:text/html,x", "https://", "file:///etc", "a:b"),
        *(
            "urn:",
            "https://[x",
            "https://[::1]/",
            "https://a:b/",
            "https://me@a.example/",
            "https://a b/",
            "https://<a>/",
        ),
    ],
)
def test_address_that_is_none_is_refused(text):
    with pytest.raises(InputError, match="is no address: use an absolute IRI"):
        clean_iri(text)


def test_address_with_half_a_letter_is_refused():
    with pytest.raises(InputError, match="is no address"):
        clean_iri("https://a.example/\ud800")


@pytest.mark.parametrize("iri", ["https://a.example/a b", "https://a> <b", "no-scheme", "https://a.example/\ud800"])
def test_iri_from_elsewhere_must_fit_in_a_line(iri):
    with pytest.raises(InputError, match="is no IRI"):
        check_iri(iri)
