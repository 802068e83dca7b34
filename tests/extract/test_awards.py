import pytest

from kg.extract.awards import find_awards
from kg.extract.sentences import read_sentences
from tests.extract.factories import make_cast, make_document


def awards(text, language, *names):
    doc = make_document(text, language)
    return [
        (a.name, r, a.conferrer)
        for a in find_awards(doc, read_sentences(doc, make_cast(doc, *names), ()))
        for r in a.recipients
    ]


@pytest.mark.parametrize(
    ("text", "language", "names", "found"),
    [
        (
            "Ada Kern wurde von Bruno Lang mit dem Verdienstorden der Republik ausgezeichnet.",
            "de",
            ("Ada Kern", "Bruno Lang"),
            [("Verdienstorden der Republik", "kern", "lang")],
        ),
        (
            "Bruno Lang überreichte Ada Kern die Goldmedaille der Polizei.",
            "de",
            ("Ada Kern", "Bruno Lang"),
            [("Goldmedaille der Polizei", "kern", "lang")],
        ),
        (
            "Bruno Lang presented the Order of the Falcon to Ada Kern.",
            "en",
            ("Ada Kern", "Bruno Lang"),
            [("Order of the Falcon", "kern", "lang")],
        ),
        (
            "Ada Kern was awarded the Medal of Merit by Bruno Lang.",
            "en",
            ("Ada Kern", "Bruno Lang"),
            [("Medal of Merit", "kern", "lang")],
        ),
        (
            "Ada Kern received the Medal of Merit from Bruno Lang.",
            "en",
            ("Ada Kern", "Bruno Lang"),
            [("Medal of Merit", "kern", "lang")],
        ),
        (
            "Bruno Lang a remis la Médaille d'honneur de la Police nationale à Ada Kern et à Carl Voss.",
            "fr",
            ("Ada Kern", "Bruno Lang", "Carl Voss"),
            [
                ("Médaille d'honneur de la Police nationale", "kern", "lang"),
                ("Médaille d'honneur de la Police nationale", "voss", "lang"),
            ],
        ),
        (
            "Ada Kern a été décorée de la Croix du Mérite par Bruno Lang.",
            "fr",
            ("Ada Kern", "Bruno Lang"),
            [("Croix du Mérite", "kern", "lang")],
        ),
        (
            "Bruno Lang impuso la Orden del Sol a Ada Kern.",
            "es",
            ("Ada Kern", "Bruno Lang"),
            [("Orden del Sol", "kern", "lang")],
        ),
        (
            "Ada Kern è stata insignita della Medaglia al Valore da Bruno Lang.",
            "it",
            ("Ada Kern", "Bruno Lang"),
            [("Medaglia al Valore", "kern", "lang")],
        ),
    ],
)
def test_a_decoration_is_found_with_who_gave_and_who_got_it(text, language, names, found):
    assert awards(text, language, *names) == found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ada Kern refused the Order of the Falcon that was awarded by Bruno Lang.", "en"),
        ("Ada Kern was nominated for the Medal of Merit awarded by Bruno Lang.", "en"),
        ("Ada Kern wurde für den Verdienstorden vorgeschlagen, mit dem Bruno Lang ausgezeichnet werden soll.", "de"),
        ("Ada Kern a refusé la Médaille remise par Bruno Lang.", "fr"),
        ("Ada Kern presented the agenda to Bruno Lang.", "en"),
        ("Bruno Lang a remis de l'ordre du jour à Ada Kern.", "fr"),
    ],
)
def test_what_is_not_given_is_no_award(text, language):
    assert awards(text, language, "Ada Kern", "Bruno Lang") == []


def test_the_medal_is_the_one_told_before():
    text = "Ada Kern received the Medal of Merit on Monday. Bruno Lang presented Kern with the medal."
    assert awards(text, "en", "Ada Kern", "Bruno Lang") == [("Medal of Merit", "kern", "lang")]


def test_grades_belong_to_the_order_named_last():
    text = (
        "Bruno Lang a remis la cravate de commandeur de la Légion d'honneur à Ada Kern, "
        "ainsi que la croix de chevalier à Carl Voss."
    )
    assert awards(text, "fr", "Ada Kern", "Bruno Lang", "Carl Voss") == [
        ("commandeur de la Légion d'honneur", "kern", "lang"),
        ("chevalier de la Légion d'honneur", "voss", "lang"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The Medal of Merit went to Ada Kern.", "en", [("Medal of Merit", "kern", None)]),
        ("Der Friedenspreis ging an Ada Kern.", "de", [("Friedenspreis", "kern", None)]),
        (
            "Bruno Lang ernannte Ada Kern zum Offizier der Ehrenlegion.",
            "de",
            [("Offizier der Ehrenlegion", "kern", "lang")],
        ),
        (
            "Ada Kern s'est vu remettre la Croix du Mérite des mains de Bruno Lang.",
            "fr",
            [("Croix du Mérite", "kern", "lang")],
        ),
        (
            "Ada Kern, promue officier de l'Ordre du Lion par Bruno Lang, a souri.",
            "fr",
            [("officier de l'Ordre du Lion", "kern", "lang")],
        ),
        ("Al embajador Ada Kern le fue otorgada la Orden del Sol.", "es", [("Orden del Sol", "kern", None)]),
        (
            "Bruno Lang distinguió con la Orden del Sol, en el grado de Gran Cruz, a Ada Kern.",
            "es",
            [("Orden del Sol", "kern", "lang")],
        ),
        (
            "Bruno Lang ha insignito dell'Ordine della Stella d'Italia la console Ada Kern.",
            "it",
            [("Ordine della Stella d'Italia", "kern", "lang")],
        ),
    ],
)
def test_other_ways_to_tell_of_giving_are_read(text, language, found):
    assert awards(text, language, "Ada Kern", "Bruno Lang") == found


def test_each_verb_has_its_own_decoration():
    text = "Ada Kern was awarded the Order of the Rose, while Carl Voss received the Order of the Eagle."
    assert awards(text, "en", "Ada Kern", "Carl Voss") == [
        ("Order of the Rose", "kern", None),
        ("Order of the Eagle", "voss", None),
    ]


def test_what_is_given_respectively_is_each_ones_own():
    text = "Ada Kern and Carl Voss received the Order of the Rose and the Order of the Eagle respectively."
    assert awards(text, "en", "Ada Kern", "Carl Voss") == [
        ("Order of the Rose", "kern", None),
        ("Order of the Eagle", "voss", None),
    ]


def test_whoever_attends_by_another_verb_has_not_given():
    text = "Ada Kern was awarded the Medal of Merit at a ceremony attended by Bruno Lang."
    assert awards(text, "en", "Ada Kern", "Bruno Lang") == [("Medal of Merit", "kern", None)]


def test_an_adviser_and_relative_of_another_is_decorated_alone():
    text = "Bruno Lang impuso la Orden del Sol a Ada Kern, asesora y hermana de Carl Voss."
    assert awards(text, "es", "Ada Kern", "Bruno Lang", "Carl Voss") == [("Orden del Sol", "kern", "lang")]


def test_lines_under_headings_name_who_gets_which_grade():
    text = (
        "El presidente Bruno Lang impuso la Orden del Sol a personalidades extranjeras.\n\nRelación de condecorados:\n\n"
        "Gran Cruz\n\n– Ada Kern, ministra\n\nComendador\n\n– Carl Voss, agregado naval"
    )
    assert awards(text, "es", "Ada Kern", "Bruno Lang", "Carl Voss") == [
        ("Gran Cruz Orden del Sol", "kern", "lang"),
        ("Comendador Orden del Sol", "voss", "lang"),
    ]


def test_numbered_lines_name_who_gets_which_decoration():
    text = (
        "Bruno Lang handed over the insignia. The recipients are as follows:\n\n"
        "1. Ada Kern: the Order of the Rose;\n\n2. Carl Voss: the Order of the Eagle."
    )
    assert awards(text, "en", "Ada Kern", "Bruno Lang", "Carl Voss") == [
        ("Order of the Rose", "kern", "lang"),
        ("Order of the Eagle", "voss", "lang"),
    ]


def test_a_sentence_after_it_names_more_recipients():
    text = "Bruno Lang presented Ada Kern with the Medal of Merit. Carl Voss was also decorated."
    assert awards(text, "en", "Ada Kern", "Bruno Lang", "Carl Voss") == [
        ("Medal of Merit", "kern", "lang"),
        ("Medal of Merit", "voss", "lang"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ada Kern will receive the Medal of Merit next month.", "en"),
        ("Lawmakers recommended that Ada Kern be awarded the Medal of Merit.", "en"),
        ("Ada Kern soll im Herbst mit dem Verdienstorden ausgezeichnet werden.", "de"),
        ("Ada Kern devrait être décorée de la Légion d'honneur par Bruno Lang.", "fr"),
        ("Bruno Lang pidió que se retire la Medalla de Oro a Ada Kern.", "es"),
        ("Ada Kern riceverà la Medaglia d'oro a giugno.", "it"),
        ("En tal ocasión el cuerpo español recibió la Placa de Honor de la Orden del Sol.", "es"),
    ],
)
def test_what_is_planned_or_asked_for_is_no_award(text, language):
    assert awards(text, language, "Ada Kern", "Bruno Lang") == []


def test_a_relative_clause_told_backwards_names_the_giver_last():
    text = "Ada Kern porte désormais la Médaille du Mérite, que lui a remise Bruno Lang."
    assert awards(text, "fr", "Ada Kern", "Bruno Lang") == [("Médaille du Mérite", "kern", "lang")]


def test_the_recipient_behind_a_name_is_no_part_of_it():
    text = "Bruno Lang ha conferito la Medaglia al presidente Ada Kern."
    assert awards(text, "it", "Ada Kern", "Bruno Lang") == [("Medaglia", "kern", "lang")]
    text = "Bruno Lang impuso el Collar de la Orden del Sol al presidente Ada Kern."
    assert awards(text, "es", "Ada Kern", "Bruno Lang") == [("Collar de la Orden del Sol", "kern", "lang")]
    text = "Bruno Lang a remis la Médaille du Mérite au président Ada Kern."
    assert awards(text, "fr", "Ada Kern", "Bruno Lang") == [("Médaille du Mérite", "kern", "lang")]
