"""ontology/kg.ttl and shapes.ttl: sane as OWL, RDFS and SHACL, readable in three languages."""

import re
from functools import cache

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kg.resources import find_folder
from kg.vocab import KG

SCHEMA = Namespace("http://schema.org/")
SH = Namespace("http://www.w3.org/ns/shacl#")
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
LANGUAGES = {"en", "de", "fr"}


@cache
def read(name: str) -> Graph:
    return Graph().parse(find_folder("ontology") / name)


KG_TTL = read("kg.ttl")
TERMS = sorted({str(s) for s in KG_TTL.subjects() if str(s).startswith(KG)})
CLASSES = set(KG_TTL.subjects(RDF.type, OWL.Class))
PROPERTIES = {s for kind in PROPERTY_TYPES for s in KG_TTL.subjects(RDF.type, kind)}


def ours(node: object) -> bool:
    return isinstance(node, URIRef) and str(node).startswith(KG)


def test_every_term_used_is_defined():
    used = {node for triple in KG_TTL for node in triple if ours(node)}
    assert sorted(used - set(KG_TTL.subjects(RDF.type))) == []


def test_no_class_is_also_a_property_or_an_individual():
    individuals = set(KG_TTL.subjects(RDF.type, OWL.NamedIndividual))
    assert CLASSES.isdisjoint(PROPERTIES)
    assert CLASSES.isdisjoint(individuals)


def test_only_participant_is_both_a_role_and_a_property():
    individuals = set(KG_TTL.subjects(RDF.type, OWL.NamedIndividual))
    assert individuals & PROPERTIES == {URIRef(KG + "participant")}


@pytest.mark.parametrize("predicate", [RDFS.domain, SCHEMA.domainIncludes])
def test_domains_are_classes(predicate):
    assert set(KG_TTL.objects(None, predicate)) <= CLASSES


def test_ranges_of_object_properties_are_classes():
    for prop in KG_TTL.subjects(RDF.type, OWL.ObjectProperty):
        ranges = set(KG_TTL.objects(prop, RDFS.range)) | set(KG_TTL.objects(prop, SCHEMA.rangeIncludes))
        assert ranges, prop
        assert ranges <= CLASSES, prop


def test_ranges_of_datatype_properties_are_datatypes():
    for prop in KG_TTL.subjects(RDF.type, OWL.DatatypeProperty):
        (datatype,) = KG_TTL.objects(prop, RDFS.range)
        known = str(datatype).startswith("http://www.w3.org/2001/XMLSchema#") or datatype == RDF.langString
        assert known or (datatype, RDF.type, RDFS.Datatype) in KG_TTL, prop


def test_every_property_but_annotations_says_what_it_belongs_to():
    for prop in PROPERTIES - set(KG_TTL.subjects(RDF.type, OWL.AnnotationProperty)):
        assert set(KG_TTL.objects(prop, RDFS.domain)) | set(KG_TTL.objects(prop, SCHEMA.domainIncludes)), prop


def test_no_property_has_two_kinds():
    for prop in PROPERTIES:
        assert len(PROPERTY_TYPES & set(KG_TTL.objects(prop, RDF.type))) == 1, prop


def test_subclasses_have_no_cycle():
    for cls in CLASSES:
        parents = list(KG_TTL.objects(cls, RDFS.subClassOf))
        assert cls not in {
            ancestor for parent in parents for ancestor in KG_TTL.transitive_objects(parent, RDFS.subClassOf)
        }


def test_no_class_is_disjoint_with_its_ancestor():
    for cls, other in KG_TTL.subject_objects(OWL.disjointWith):
        assert other not in set(KG_TTL.transitive_objects(cls, RDFS.subClassOf)), cls
        assert cls not in set(KG_TTL.transitive_objects(other, RDFS.subClassOf)), cls


def test_ontology_has_no_blank_nodes():
    assert all(isinstance(s, URIRef) for s in KG_TTL.subjects())


def test_ontology_has_version_and_licence():
    ontology = URIRef(KG.rstrip("#"))
    assert KG_TTL.value(ontology, OWL.versionIRI)
    licence = KG_TTL.value(ontology, URIRef("http://purl.org/dc/terms/license"))
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("term", TERMS)
def test_term_has_one_label_in_each_language(term):
    labels = list(KG_TTL.objects(URIRef(term), RDFS.label))
    assert sorted(label.language for label in labels) == sorted(LANGUAGES)


@pytest.mark.parametrize("term", TERMS)
def test_term_is_explained_in_each_language(term):
    subject = URIRef(term)
    value = (subject, RDF.type, OWL.NamedIndividual) in KG_TTL
    texts = list(KG_TTL.objects(subject, SKOS.definition if value else RDFS.comment))
    assert sorted(text.language for text in texts) == sorted(LANGUAGES)


def test_every_outside_vocabulary_of_the_alignment_is_used():
    text = (find_folder("ontology") / "kg.ttl").read_text("utf-8")
    for prefix in ("org", "foaf", "schema", "sem", "prov", "skos", "time", "oa", "dcterms"):
        assert re.search(rf"(subClassOf|subPropertyOf|closeMatch|a) [^.;]*\b{prefix}:", text), prefix


def test_every_class_has_a_shape():
    targets = set(read("shapes.ttl").objects(None, SH.targetClass))
    without = {cls for cls in CLASSES if not any(a in targets for a in KG_TTL.transitive_objects(cls, RDFS.subClassOf))}
    assert {str(cls).removeprefix(KG) for cls in without} == {"Role", "Status", "Review"}


def test_shapes_speak_of_defined_terms_only():
    shapes = read("shapes.ttl")
    used = {node for triple in shapes for node in triple if ours(node)}
    assert sorted(used - set(KG_TTL.subjects(RDF.type))) == []


def test_every_shape_has_a_message_in_each_language():
    shapes = read("shapes.ttl")
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            assert sorted(m.language for m in shapes.objects(shape, SH.message)) == sorted(LANGUAGES), shape


def test_every_property_shape_is_reached_from_its_class():
    shapes = read("shapes.ttl")
    assert set(shapes.subjects(RDF.type, SH.PropertyShape)) == set(shapes.objects(None, SH.property))


@pytest.mark.parametrize("path", sorted(find_folder("queries").glob("*.rq")), ids=lambda path: path.name)
def test_query_uses_defined_terms_only(path):
    names = set(re.findall(r"\bkg:(\w+)", path.read_text("utf-8")))
    assert sorted(name for name in names if KG + name not in TERMS) == []
