"""The body of an office that its own words do not name: employers behind names, houses, bodies spoken of."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.places import find_places
from kg.text import Article


def bodies_of(text: str, language: str, surname: str) -> list[str | None]:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    cast = find_cast(doc, find_places(doc))
    names = {a.id: a.name for a in cast.agencies}
    person = next(p for p in cast.persons if p.name.endswith(surname))
    return [names[post.agency] if post.agency else None for post in person.posts]


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        ("en", "Captain Jane Carter of the Harbour Police spoke.", "Carter", "Harbour Police"),
        ("de", "Staatssekretärin Ute Meier vom Bundesamt für Wasserwege sprach.", "Meier", "Bundesamt für Wasserwege"),
        ("it", "Il colonnello Mario Bianchi della Polizia fluviale ha parlato.", "Bianchi", "Polizia fluviale"),
        ("es", "La senadora María López, del Partido Fluvial, habló.", "López", "Partido Fluvial"),
    ],
)
def test_a_body_behind_the_name_is_whom_someone_works_for(language: str, text: str, surname: str, body: str) -> None:
    assert bodies_of(text, language, surname) == [body]


def test_a_rank_without_a_body_is_no_office() -> None:
    assert bodies_of("Captain Jane Carter spoke of the weather.", "en", "Carter") == []


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        ("en", "The Embassy of Ghana opened. Ambassador Kofi Mensah spoke.", "Mensah", "Embassy of Ghana"),
        ("fr", "L'Ambassade du Ghana a ouvert. L'ambassadeur Kofi Mensah a parlé.", "Mensah", "Ambassade du Ghana"),
        ("de", "Die Botschaft von Ghana lud ein. Botschafter Kofi Mensah sprach.", "Mensah", "Botschaft von Ghana"),
    ],
)
def test_an_envoy_is_of_the_embassy_that_the_article_names(language: str, text: str, surname: str, body: str) -> None:
    assert bodies_of(text, language, surname) == [body]


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        (
            "es",
            "EMBAJADA DE ESPAÑA EN ETIOPÍA\n\nEl Embajador Juan Pérez habló.",
            "Pérez",
            "EMBAJADA DE ESPAÑA EN ETIOPÍA",
        ),
        (
            "it",
            "AMBASCIATA D'ITALIA A TBILISI\n\nL'Ambasciatrice Ada Rossi parlò.",
            "Rossi",
            "AMBASCIATA D'ITALIA A TBILISI",
        ),
        (
            "fr",
            "L'Ambassade de France au Sénégal. L'ambassadeur, Luc Morel.",
            "Morel",
            "Ambassade de France au Sénégal",
        ),
    ],
)
def test_an_embassy_is_named_with_where_it_is_also_in_a_heading(
    language: str, text: str, surname: str, body: str
) -> None:
    assert bodies_of(text, language, surname) == [body]


def test_two_embassies_leave_open_whose_ambassador_someone_is() -> None:
    text = "The Embassy of Ghana and the Embassy of Togo opened. Ambassador Kofi Mensah spoke."
    assert bodies_of(text, "en", "Mensah") == [None]


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        ("de", "Karl Huber, Kommandant des Flusskampfzentrums, sprach.", "Huber", "Flusskampfzentrum"),
        ("es", "Ana López, directora de la Maternidad de Gambo, habló.", "López", "Maternidad de Gambo"),
        ("it", "Mario Bianchi, direttore del Museo nazionale, ha parlato.", "Bianchi", "Museo nazionale"),
    ],
)
def test_the_words_behind_the_head_of_a_body_name_it(language: str, text: str, surname: str, body: str) -> None:
    assert bodies_of(text, language, surname) == [body]


@pytest.mark.parametrize(
    ("language", "text", "surname"),
    [
        ("es", "Ana López, jefa del Gobierno, habló.", "López"),
        ("en", "John Carter, head of the Opposition, spoke.", "Carter"),
        ("fr", "Luc Morel, chef de la Diplomatie, a parlé.", "Morel"),
    ],
)
def test_words_of_state_behind_a_head_name_no_body(language: str, text: str, surname: str) -> None:
    assert bodies_of(text, language, surname) == [None]


def test_its_president_leads_the_body_of_the_sentence_before() -> None:
    text = "Er fuhr zum Bundesamt für Wasserwege (BfW). Dessen Präsident Karl Huber empfing ihn."
    assert bodies_of(text, "de", "Huber") == ["Bundesamt für Wasserwege"]


def test_a_bare_president_leads_the_body_where_he_is_met() -> None:
    text = "Beim Bundesamt für Wasserwege (BfW) traf er Präsident Karl Huber."
    assert bodies_of(text, "de", "Huber") == ["Bundesamt für Wasserwege"]


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        (
            "fr",
            "L'invité du président de l'Assemblée nationale togolaise, Luc Morel, est là.",
            "Morel",
            "Assemblée nationale togolaise",
        ),
        ("fr", "Luc Morel, troisième vice-président du Sénat, a parlé.", "Morel", "Sénat"),
        ("it", "Era ospite del presidente della Regione Lombardia, Mario Bianchi.", "Bianchi", "Regione Lombardia"),
        (
            "de",
            "Karl Huber, der das Bundesamt für Wasserwege (BfW) leitet, sprach.",
            "Huber",
            "Bundesamt für Wasserwege",
        ),
        ("es", "Habló el comandante del Ejército Juan Pérez.", "Pérez", "Ejército"),
        ("es", "Habló el excomandante del Ejército Juan Pérez.", "Pérez", "Ejército"),
        ("de", "Ständerat Karl Huber sprach.", "Huber", None),
    ],
)
def test_an_office_reaches_its_holder_past_what_follows_the_body(
    language: str, text: str, surname: str, body: str | None
) -> None:
    assert bodies_of(text, language, surname) == [body]


def test_who_is_visited_at_home_is_no_part_of_a_body() -> None:
    text = "Er war im Haus von Ali Mamluk, dem Chef des Nationalen Sicherheitsbüros, zu Gast."
    assert bodies_of(text, "de", "Mamluk") == ["Nationales Sicherheitsbüro"]


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        ("fr", "Le chef de la police ghanéenne, Kofi Mensah, parle.", "Mensah", "police ghanéenne"),
        ("fr", "Aivar Tamm, attaché de défense à l'ambassade d'Estonie, parle.", "Tamm", "ambassade d'Estonie"),
        ("it", "Paul Roux, consigliere dell'ambasciata francese, parla.", "Roux", "ambasciata francese"),
        ("es", "Habló el jefe de la policía peruana, Juan Soto.", "Soto", "policía peruana"),
        ("en", "Ann Carter, director-general at Ghana's foreign ministry, spoke.", "Carter", "Ghana's foreign ministry"),
        ("en", "The spokesman of the Estonian embassy, Karl Tamm, spoke.", "Tamm", "Estonian embassy"),
        ("en", "He met the chief of Jordan's armed forces, Ann Carter.", "Carter", "Jordan's armed forces"),
        ("de", "Parlamentspräsidentin Anna Nowak sprach.", "Nowak", "Parlament"),
        ("de", "Der Leiter des Amts für Drogen- und Waffenfragen, Karl Huber, sprach.", "Huber", "Amt für Drogen- und Waffenfragen"),
        ("en", "Peter Lekishon of the Directorate of Ports (DP) spoke.", "Lekishon", "Directorate of Ports"),
    ],
)  # fmt: skip
def test_a_body_written_small_is_named_by_its_country(language: str, text: str, surname: str, body: str) -> None:
    assert bodies_of(text, language, surname) == [body]


def test_who_comes_from_an_institute_holds_no_office() -> None:
    assert bodies_of("Peter Lekishon of the Ports Institute spoke.", "en", "Lekishon") == []


@pytest.mark.parametrize(
    ("language", "text", "surname", "body"),
    [
        ("en", "Ann Carter, head of the Harbour Police, came with Ben Miller. Carter's deputy, Dan Reed, spoke.", "Reed", "Harbour Police"),
        ("de", "Sie fuhr ins Innenministerium, wo Ministerin Anna Nowak wartete.", "Nowak", "Innenministerium"),
        ("de", "Eine Delegation des Flusspolizeipräsidiums (FPP) mit Präsident Emil Nowak traf ein.", "Nowak", "Flusspolizeipräsidium"),
        ("it", "Ha parlato alla Commissione dei porti (Cop), davanti al presidente Luca Nowak.", "Nowak", "Commissione dei porti"),
    ],
)  # fmt: skip
def test_whose_deputy_or_president_someone_is_says_the_body(language: str, text: str, surname: str, body: str) -> None:
    assert bodies_of(text, language, surname) == [body]


def test_a_name_that_ends_like_a_council_is_a_persons() -> None:
    assert bodies_of("Im Senat wartete dessen Vorsitzender Marat Ospanow.", "de", "Ospanow") == ["Senat"]
