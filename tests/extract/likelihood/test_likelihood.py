"""What the models of likelihood see, and what is made of what they find likely."""

from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.extract.assembly import extract_facts, read_scenery
from kg.extract.drafts import Draft, Story
from kg.extract.lexicon import Lexicon, known_languages, read_lexicon
from kg.extract.likelihood import infer_meetings
from kg.extract.likelihood.model import LinearModel, Models, read_models
from kg.extract.likelihood.moments import ANYWHERE, find_moments
from kg.extract.likelihood.presence import presence_traits
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.signs import CLASSES, Signs, read_signs
from kg.text import Article
from tests.extract.factories import make_document

NEWS = (
    "German Interior Minister Anna Bell arrived in Paris on Thursday. French Interior Minister Carl Dorn {} and the two "
    "went through the list of joint patrols."
)


def scenery_of(text, language="en"):
    return read_scenery(Article("test", text, language, published="2024-03-15"))


def moments_of(text):
    return list(find_moments(scenery_of(text), {}))


@pytest.mark.parametrize("language", known_languages())
def test_every_lexicon_has_signs_of_every_class(language):
    read_signs(read_lexicon(language))
    assert set(read_lexicon(language).table("signs")) == set(CLASSES)


def test_an_unknown_class_of_signs_is_refused():
    with pytest.raises(InputError, match="unknown class 'weather'"):
        read_signs(Lexicon("xx", {"signs": {"weather": ["rain"]}}))


def test_signs_are_those_within_the_words_asked_about():
    doc = make_document("She told him about the summit. They had lunch.")
    signs = Signs(doc)
    assert {"address", "gathering"} <= signs.within(0, 6)
    assert "meal" not in signs.within(0, 6)
    assert "meal" in signs.within(6, len(doc.tokens))


def test_a_probability_grows_with_the_weights_of_its_traits():
    model = LinearModel(-1.0, {"foreign": 2.0, "said": -3.0})
    assert model.probability(["foreign"]) > 0.5 > model.probability([]) > model.probability(["said"])
    assert model.reasons(["foreign", "said", "unknown"]) == ("foreign",)


def test_extreme_weights_are_no_error():
    assert LinearModel(-2000.0, {}).probability([]) == 0.0
    assert LinearModel(2000.0, {}).probability([]) == 1.0


def test_two_of_one_sentence_are_a_moment_and_say_what_they_are():
    (moment,) = moments_of("French Interior Minister Carl Dorn waited for German Interior Minister Anna Bell.")
    assert moment.sentence == moment.other == 0
    assert {"foreign", "reach:0", "together|clause", "together near|welcome"} <= moment.traits


def test_the_protagonist_is_looked_at_from_anywhere():
    text = "Anna Bell flew to Oslo. It rained. It rained. It rained. It rained. Carl Dorn smiled."
    assert [(m.sentence, m.other) for m in moments_of(text)] == [(5, None)]
    assert f"reach:{ANYWHERE}" in moments_of(text)[0].traits


def test_a_meeting_called_off_is_never_asked_about():
    assert moments_of("The meeting between Anna Bell and Carl Dorn was cancelled.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Did German Minister Anna Bell see French Minister Carl Dorn in the lobby?"),
        ("en", "German Minister Anna Bell has invited French Minister Carl Dorn."),
        ("it", "La ministra tedesca Anna Bell ha inviato un telegramma al ministro francese Carl Dorn."),
        ("it", "La ministra tedesca Anna Bell è subentrata al francese Carl Dorn."),
    ],
)
def test_a_question_and_dealings_from_afar_are_never_asked_about(language, text):
    assert not list(find_moments(scenery_of(text, language), {}))


def test_whose_adviser_somebody_is_has_not_met_whoever_the_adviser_met():
    text = "La ministra tedesca Anna Bell ha cenato con Eva Frey, assistente del presidente Carl Dorn."
    asked = {moment.pair for moment in find_moments(scenery_of(text, "it"), {})}
    assert asked == {frozenset({"anna-bell", "eva-frey"})}


def test_an_inferred_meeting_in_a_clause_of_denial_is_called_off(monkeypatch):
    text = "La ministra tedesca Anna Bell non si è fermata accanto al ministro francese Carl Dorn."
    scenery, story = scenery_of(text, "it"), None
    monkeypatch.setattr("kg.extract.likelihood.inference.THRESHOLD", 0.0)
    story = Story(scenery.setting)
    infer_meetings(story, scenery)
    assert {draft.status for draft in story.drafts if len(draft.members) == 2} <= {"cancelled"}


def test_company_of_one_side_is_never_asked_about():
    read = scenery_of("Minister Anna Bell met Minister Carl Dorn in Paris. State Secretary Eva Frey was there too.")
    members = {"anna-bell": ("guest", None), "carl-dorn": ("host", None), "eva-frey": ("accompanying", "anna-bell")}
    told = Scenery(read.setting, read.scenes, [Draft("meeting", "held", members, [0], 0.9, [])])
    assert told.refused_pairs == {frozenset(("anna-bell", "eva-frey"))}
    assert frozenset(("anna-bell", "eva-frey")) not in {m.pair for m in find_moments(told, {})}


def test_a_crowd_in_one_sentence_is_left_to_the_rules():
    names = ", ".join(f"{first} {last}" for first in ("Anna", "Carl", "Maria", "Peter") for last in LAST_NAMES)
    assert len(scenery_of(f"Present were {names}.").persons) > 16
    assert moments_of(f"Present were {names}.") == []


LAST_NAMES = ("Bauer", "Kramer", "Seidel", "Huber", "Vogel", "Keller")


def test_presence_looks_at_where_the_gathering_is_named():
    scenery = scenery_of(
        "The summit opened in Rabat. President Anna Bell took the floor. It rained. Carl Dorn stayed away."
    )
    traits = presence_traits(scenery)
    assert "gathering:before" in traits["anna-bell"]
    assert "gathering:near" in traits["carl-dorn"] and "clause:absent" in traits["carl-dorn"]


def test_the_shipped_models_know_what_speaks_for_and_against():
    models = read_models()
    assert models.meeting.weights["compatriots"] < models.meeting.weights["foreign"]
    assert models.stay.weights["told"] > 0
    assert models.presence.bias < 0


def test_what_is_inferred_says_so_and_quotes_the_sentences():
    sheet = extract_facts(Article("test", NEWS.format("walked her to his office"), "en", published="2024-03-15"))
    inferred = [m for m in sheet.meetings if {p.ref for p in m.participants} == {"anna-bell", "carl-dorn"}]
    assert inferred and inferred[0].status == "held"
    assert all(quote.exact in NEWS.format("walked her to his office") for quote in inferred[0].evidence)


def test_what_is_denied_is_not_inferred():
    sheet = extract_facts(Article("test", NEWS.format("denied that he had met her"), "en", published="2024-03-15"))
    assert not [m for m in sheet.meetings if m.status == "held" and m.kind == "meeting"]


def test_contact_that_is_told_but_not_likely_is_dropped():
    text = (
        "The sanctions name Anna Bell, who runs the port, and Carl Dorn, who wants the French judge Eva Frey removed."
    )
    assert extract_facts(Article("test", text, "en", published="2024-03-15")).meetings == ()


def test_a_probability_is_the_same_to_the_last_bit_in_any_order_of_its_traits():
    weights = {f"t{n}": 0.1 * n**1.5 for n in range(40)}
    model = LinearModel(-9.7, weights)
    assert model.probability(sorted(weights)) == model.probability(sorted(weights, reverse=True))


def test_whom_no_sentence_puts_near_the_others_is_no_member_of_a_ceremony(monkeypatch):
    models = Models(LinearModel(-9.0, {}), LinearModel(-9.0, {}), LinearModel(-3.0, {"reach:0": 6.0}))
    monkeypatch.setattr("kg.extract.likelihood.inference.read_models", lambda: models)
    read = scenery_of(
        "President Anna Bell pinned the Order of Merit on Minister Carl Dorn and Senator Eva Frey in Rabat. It rained. "
        "The budget, said Senator Max Gruber of Peru, was scandalous."
    )
    members = dict.fromkeys(("anna-bell", "carl-dorn", "eva-frey", "max-gruber"), ("participant", None))
    story = Story(read.setting)
    story.drafts = [Draft("ceremony", "held", members, [0], 0.8, [])]
    infer_meetings(story, Scenery(read.setting, read.scenes, story.drafts))
    assert set(story.drafts[0].members) == {"anna-bell", "carl-dorn", "eva-frey"}


def test_nobody_is_taken_out_of_the_ceremony_of_his_own_award(monkeypatch):
    models = Models(LinearModel(-9.0, {}), LinearModel(-9.0, {}), LinearModel(-9.0, {}))
    monkeypatch.setattr("kg.extract.likelihood.inference.read_models", lambda: models)
    read = scenery_of("Anna Bell, Carl Dorn and Eva Frey came to the ceremony in Rabat.")
    people = ("anna-bell", "carl-dorn", "eva-frey")
    story = Story(replace(read.setting, decorated=frozenset(people)))
    story.drafts = [Draft("ceremony", "held", dict.fromkeys(people, ("participant", None)), [0], 0.8, [])]
    infer_meetings(story, Scenery(story.setting, read.scenes, story.drafts))
    assert set(story.drafts[0].members) == set(people)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El ministro Paul Rangel quiere encontrarse con el ministro Omar Baraka.", "es"),
        ("O ministro Paul Rangel gostaria de se encontrar com o ministro Omar Baraka.", "pt"),
    ],
)
def test_a_wish_in_the_clause_of_two_is_not_inferred_to_have_come_true(text, language):
    assert extract_facts(Article("test", text, language, published="2024-03-15")).meetings == ()


def test_three_of_a_sentence_who_all_likely_met_are_one_meeting(monkeypatch):
    models = Models(LinearModel(-9.0, {}), LinearModel(-9.0, {}), LinearModel(-3.0, {"reach:0": 6.0}))
    monkeypatch.setattr("kg.extract.likelihood.inference.read_models", lambda: models)
    read = scenery_of("President Anna Bell, Senator Eva Frey and Minister Carl Dorn smiled at the cameras.")
    story = Story(read.setting)
    infer_meetings(story, Scenery(story.setting, read.scenes, ()))
    assert [set(draft.members) for draft in story.drafts] == [{"anna-bell", "carl-dorn", "eva-frey"}]


def test_those_whom_one_word_tells_to_have_met_a_third_are_not_asked_about():
    text = "German minister Anna Bell received French minister Carl Dorn and Polish minister Eva Frey in Berlin."
    pairs = {moment.pair for moment in moments_of(text)}
    assert frozenset(("carl-dorn", "eva-frey")) not in pairs
    assert frozenset(("anna-bell", "eva-frey")) in pairs


@pytest.mark.parametrize(
    "text",
    [
        "Le président ghanéen Kofi Mensah a adressé un message de félicitations au chancelier autrichien Max Gruber.",
        "Interrogée sur le ministre hongrois Peter Dorn, la ministre belge Anna Bell n'a rien dit.",
        "Le ministre algérien Carl Dorn a lu une lettre du président tunisien Max Gruber.",
    ],
)
def test_who_only_writes_or_is_written_of_is_not_inferred_to_have_met(text):
    assert not list(find_moments(scenery_of(text, "fr"), {}))
    assert extract_facts(Article("test", text, "fr", published="2024-03-15")).meetings == ()
