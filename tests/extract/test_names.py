"""Which words are people, and which never are."""

import pytest

from kg.extract.cast import find_cast
from kg.extract.document import read_document
from kg.extract.lexicon import read_lexicon
from kg.extract.name_words import STRONG, UNKNOWN, fold_letters, name_strength
from kg.extract.places import find_places
from kg.text import Article


def names_in(text: str, language: str) -> list[str]:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    return [p.name for p in find_cast(doc, ()).persons]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Minister Michael R. Halvorsen spoke.", "Michael R. Halvorsen"),
        ("en", "Libya's envoy, Col. Ahmed al-Misri, left.", "Ahmed al-Misri"),
        ("en", "Crown Prince Khalid bin Fahd arrived.", "Khalid bin Fahd"),
        ("en", "President Lee Jae-sung arrived.", "Lee Jae-sung"),
        ("en", "Minister Jean DUPONT arrived.", "Jean Dupont"),
        ("fr", "Le ministre Mohamed Ould Salem est arrivé.", "Mohamed Ould Salem"),
        ("fr", "M. M'hamed Ziane a parlé.", "M'hamed Ziane"),
        ("it", "Con loro sedeva Beppe Sandrini.", "Beppe Sandrini"),
        ("it", "Il Pontefice era atteso; alle nove Francesco ha parlato.", "Francesco"),
        ("de", "Präsidentin Petra von der Heide kam.", "Petra von der Heide"),
        ("de", "Landeshauptmann Mag. Dr. Georg Huber kam.", "Georg Huber"),
        ("de", "König Hamid VI. von Marokko kam.", "Hamid VI"),
        ("es", "El ministro José de la Torre viajó.", "José de la Torre"),
        ("it", "Il ministro Carlo Di Stefano è arrivato.", "Carlo Di Stefano"),
    ],
)
def test_a_name_is_found_whole(language: str, text: str, name: str) -> None:
    assert name in names_in(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Washington Post reported on the Grand Hotel in Wall Street."),
        ("en", "Photo: Peter Miller"),
        ("en", "Read also: How Anna Novak won"),
        ("en", "He was given the Order of Saint Andrew at the Berlin Festival."),
        ("de", "Am Montag begann die Münchner Sicherheitskonferenz im Hotel Bayerischer Hof."),
        ("de", "Die Zahl der Verfahren stieg Ende Januar."),
        ("de", "Foto: Hans Meier"),
        ("fr", "La Légion d'honneur et la Coupe du monde.\n\nÀ lire aussi : Jean Martin revient"),
        ("es", "La Casa Blanca y el Fondo Monetario Internacional callan."),
        ("it", "La Corte Costituzionale e Palazzo Chigi tacciono."),
    ],
)
def test_what_is_no_person_is_not_found(language: str, text: str) -> None:
    assert names_in(text, language) == []


@pytest.mark.parametrize("text", ["Alle nove Francesco ha parlato.", "Il papa ha visitato San Francesco in Puglia."])
def test_a_plain_name_is_a_popes_only_where_popes_are_spoken_of(text: str) -> None:
    assert names_in(text, "it") == []


def test_letters_are_folded_over_scripts_of_europe() -> None:
    assert fold_letters("Łukasz Øyvind Çelık") == "lukasz oyvind celik"


def test_a_hyphenated_name_of_names_is_strong() -> None:
    assert name_strength("Jean-Pierre") == STRONG


def test_an_ordinary_word_is_no_name() -> None:
    assert name_strength("Sicherheit") == UNKNOWN


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("it", "La viceministra Emanuela Del Re ha parlato.", "Emanuela Del Re"),
        ("it", "Il generale Antonino Maggiore ha parlato.", "Antonino Maggiore"),
        ("en", "Governor Joseph ole Lenku spoke.", "Joseph ole Lenku"),
    ],
)
def test_a_surname_may_be_a_word_behind_a_particle_or_a_rank(language: str, text: str, name: str) -> None:
    assert name in names_in(text, language)


def test_a_verb_before_a_known_surname_is_no_first_name() -> None:
    text = "Asiste Sánchez a la cumbre. El presidente Pedro Sánchez viaja mañana."
    assert names_in(text, "es") == ["Pedro Sánchez"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Habló la Consejera Económica, Dña. Nuria Salat."),
        ("it", "Il presidente della Repubblica Democratica di Timor-Leste ha parlato."),
    ],
)
def test_an_adjective_of_an_office_is_nobody(language: str, text: str) -> None:
    assert not {"Económica", "Democratica"} & set(names_in(text, language))


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Pasó revista el ministro de Obras Públicas, Julio Moltó, a las obras.", "Julio Moltó"),
        ("it", "Ha parlato la ministra della Cultura, Ginevra Malvezzi, ieri.", "Ginevra Malvezzi"),
        ("de", "Zuvor sprach Tran Thanh Man, Vorsitzender der Nationalversammlung.", "Tran Thanh Man"),
        (
            "fr",
            "Avec le ministre des Affaires religieuses, Bouabdallah Ghlamallah, il a parlé.",
            "Bouabdallah Ghlamallah",
        ),
        ("fr", "Il voit la patronne de l'agence spatiale, Oyuna Tsend, demain.", "Oyuna Tsend"),
        ("en", "Leader of the Opposition Khaleda Zia spoke.", "Khaleda Zia"),
        ("it", "È toccato al governatore della Bank of Namibia (BoN), Ebson Katjivena, parlare.", "Ebson Katjivena"),
    ],
)
def test_a_rare_name_is_known_by_the_office_before_it(language: str, text: str, name: str) -> None:
    doc = read_document(Article("a", text, language), read_lexicon(language))
    assert name in [p.name for p in find_cast(doc, find_places(doc)).persons]


def test_a_noun_behind_a_small_word_is_no_surname() -> None:
    text = "Außenministerin Anna Berger war am Montag bei Präsident Carlo Rossini zu Gast."
    assert "Carlo Rossini" in names_in(text, "de")
