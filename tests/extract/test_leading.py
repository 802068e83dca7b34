"""Bodies led by a verb, counterparts and predecessors, offices told with unknown adjectives."""

import pytest

from tests.extract.test_posts import cast_of, posts_of


@pytest.mark.parametrize(
    ("language", "text", "surname", "agency"),
    [
        (
            "en",
            "Ben Carter, who chairs the Foreign Relations Committee, spoke.",
            "Carter",
            "foreign-relations-committee",
        ),
        ("en", "Ann Carter, who now runs the Coast Guard Board (CGB), spoke.", "Carter", "cgb"),
        ("de", "Anna Nowak, die Europol leitet, sprach.", "Nowak", "europol"),
        ("de", "Heute leitet Anna Nowak das Bundeskriminalamt.", "Nowak", "bundeskriminalamt"),
        ("es", "Lo recibió Juan Pérez, al frente de la Dirección General de Aduanas (DGA).", "Pérez", "dga"),
        ("fr", "Jean Morel, qui dirige la DGSE, a parlé.", "Morel", "dgse"),
        ("en", "Ann Carter, who heads Ghana's National Ports Service (NPS), spoke.", "Carter", "nps"),
        ("es", "Al frente de la Dirección General de Aduanas (DGA) queda el general Juan Pérez.", "Pérez", "dga"),
        ("it", "Luca Ferrari, che in passato ha guidato la Polizia stradale, parla.", "Ferrari", "polizia-stradale"),
        (
            "it",
            "Luca Ferrari, che guida anche la Direzione centrale dei porti, parla.",
            "Ferrari",
            "direzione-centrale-dei-porti",
        ),
        ("it", "Luca Ferrari, che ha diretto l'Agenzia delle Dogane, parla.", "Ferrari", "agenzia-delle-dogane"),
    ],
)
def test_who_is_told_to_lead_a_body_holds_an_office_of_it(language: str, text: str, surname: str, agency: str) -> None:
    assert [p.agency for p in posts_of(text, language, surname)] == [agency]


def test_who_only_visits_a_body_does_not_lead_it() -> None:
    assert posts_of("Ann Carter, who visited the Coast Guard Board, spoke.", "en", "Carter") == ()


def test_a_predecessor_held_the_same_office() -> None:
    text = "CIA director Ann Carter spoke. Her predecessor, John Miller, did not."
    post = posts_of(text, "en", "Miller")[0]
    assert (post.title, post.agency, post.country) == ("director", "cia", "US")


def test_a_counterpart_abroad_has_no_title_of_the_federation() -> None:
    text = "Bundesaußenminister Emil Nowak traf seinen kenianischen Amtskollegen Kofi Mensah."
    assert [p.title for p in posts_of(text, "de", "Mensah")] == ["Außenminister"]


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("en", "Kofi Mensah, the foreign policy adviser of Ghana's president, spoke.", "Mensah", "foreign policy adviser"),
        ("de", "Kofi Mensah, der außenpolitische Berater Ghanas, sprach.", "Mensah", "außenpolitischer Berater"),
        ("en", "Deputy Managing Director Ann Carter spoke.", "Carter", "Deputy Managing Director"),
        ("es", "El alcalde de Dakar, Ibrahima Thioub, habló.", "Thioub", "alcalde de Dakar"),
        ("it", "Il Presidente della Repubblica di Albania, S.E. il Signor Bajram Leka, parla.", "Leka",
         "Presidente della Repubblica"),
        ("en", "Ghana's Defence Minister, Army General Kofi Mensah, spoke.", "Mensah", "Defence Minister"),
        ("en", "He met the Speaker of the People's Majlis, Abdul Carter.", "Carter", "Speaker of the People's Majlis"),
        ("fr", "Luc Petit, commandant de la force Barkhane, et Jean Morel sont là.", "Petit", "commandant de la force Barkhane"),
        ("de", "Das teilte John Carter mit, der Sprecher des Ministeriums.", "Carter", "Sprecher des Ministeriums"),
    ],
)  # fmt: skip
def test_a_title_is_read_whole(language: str, text: str, surname: str, title: str) -> None:
    assert posts_of(text, language, surname)[0].title.startswith(title)


def test_an_office_with_its_holders_name_is_no_part_of_a_body() -> None:
    cast = cast_of("Die Regierung des israelischen Ministerpräsidenten Emil Nowak sprach.", "de")
    assert cast.persons[0].posts[0].title == "Ministerpräsident"
    assert cast.agencies == ()


def test_a_body_does_not_take_what_comes_to_it() -> None:
    cast = cast_of("He was host at the Ministry of Interior to Kofi Mensah of Ghana.", "en")
    assert [a.name for a in cast.agencies] == ["Ministry of Interior"]


def test_a_first_name_is_no_acronym() -> None:
    assert cast_of("Bundeskanzler Olaf Nowak sprach.", "de").persons[0].name == "Olaf Nowak"


def test_a_pronoun_for_people_tells_a_name() -> None:
    assert [p.name for p in cast_of("Xyqa van Qerro, who retires soon, spoke.", "en").persons] == ["Xyqa van Qerro"]


def test_an_office_told_before_its_holders_name_is_a_statesmans() -> None:
    text = "Saudi Arabia's foreign minister denied it. “No such meeting,” Faisal bin Farhan wrote."
    post = posts_of(text, "en", "Farhan")[0]
    assert (post.title, post.country) == ("foreign minister", "SA")


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        (
            "de",
            "Das Amt bekommt eine neue Leitung: Präsidentin wird Anna Nowak, eine Juristin.",
            "Nowak",
            "Präsidentin",
        ),
        ("en", "The new director of the CIA will be Ann Carter, he said.", "Carter", "director of the CIA"),
        ("es", "El nuevo director de la CIA será Juan Pérez, dijo.", "Pérez", "director de la CIA"),
        ("fr", "Le nouveau directeur de la CIA est Luc Morel, dit-il.", "Morel", "directeur de la CIA"),
        ("it", "Il nuovo direttore della CIA è Luca Ferrari, dice.", "Ferrari", "direttore della CIA"),
    ],
)
def test_an_office_may_be_told_before_its_holder(language: str, text: str, surname: str, title: str) -> None:
    assert [p.title for p in posts_of(text, language, surname)] == [title]


def test_a_commissioner_is_of_the_commission_that_the_article_names() -> None:
    text = "European Commissioner for Trade Ann Carter spoke, the European Commission said."
    assert posts_of(text, "en", "Carter")[0].agency is not None


@pytest.mark.parametrize(
    ("language", "text", "surname", "title"),
    [
        ("en", "Ann Carter, who retires in May as head of the Coast Guard Board, spoke.", "Carter", "head of the Coast Guard Board"),
        ("es", "Juan Pérez presentó ayer su renuncia como director de la Agencia de Puertos.", "Pérez", "director de la Agencia de Puertos"),
        ("fr", "Jean Morel, qui lui a succédé comme directeur de l'Agence des ports, parle.", "Morel", "directeur de l'Agence des ports"),
        ("it", "Luca Ferrari, per sei anni vicedirettore dell'Agenzia dei porti, parla.", "Ferrari", "vicedirettore dell'Agenzia dei porti"),
    ],
)  # fmt: skip
def test_in_which_capacity_someone_acts_is_an_office(language: str, text: str, surname: str, title: str) -> None:
    assert [p.title for p in posts_of(text, language, surname)] == [title]


def test_an_office_behind_as_that_another_name_parts_is_not_the_first_ones() -> None:
    assert posts_of("Ann Carter praised Ben Miller as head of the Coast Guard Board.", "en", "Carter") == ()


def test_an_office_in_a_participle_clause_is_of_the_name_before() -> None:
    text = "Il l'a vu avec Jean Morel, reconduit le même jour comme directeur de l'Agence des ports."
    assert [p.title for p in posts_of(text, "fr", "Morel")] == ["directeur de l'Agence des ports"]


def test_a_chief_guest_is_no_chief() -> None:
    assert posts_of("Ann Carter, billed as chief guest, sent apologies.", "en", "Carter") == ()
