"""How news, communiqués and newspapers tell of decorations given, in whole articles: names, pronouns, hands and lists."""

import pytest

from kg.extract.assembly import extract_facts
from kg.text import Article


def awards(language, text):
    sheet = extract_facts(Article("test", text, language, published="2024-03-15"))
    return sorted((a.name.replace("’", "'"), a.recipient, a.conferrer) for a in sheet.awards)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "de",
            "General Otto Weber heftete Generalmajor Alan Horvat das Große Silberne Ehrenzeichen mit dem Stern für "
            "Verdienste um die Republik Österreich an.",
            "Großes Silbernes Ehrenzeichen mit dem Stern für Verdienste um die Republik Österreich",
        ),
        (
            "de",
            "General Otto Weber überreichte Generalmajor Alan Horvat das Großkreuz des Ungarischen Verdienstordens.",
            "Großkreuz des Ungarischen Verdienstordens",
        ),
        (
            "de",
            "General Otto Weber überreichte Generalmajor Alan Horvat das Österreichische Ehrenkreuz für Wissenschaft "
            "und Kunst.",
            "Österreichisches Ehrenkreuz für Wissenschaft und Kunst",
        ),
        (
            "de",
            "General Otto Weber hängte Generalmajor Alan Horvat die Kette des Ordens vom Weißen Löwen um.",
            "Orden vom Weißen Löwen",
        ),
        (
            "en",
            "Superintendent Alan Horvat was presented with the FBI Director's Award for International Partnership by "
            "Ambassador Otto Weber.",
            "FBI Director's Award for International Partnership",
        ),
        (
            "en",
            "King Otto Weber invested Prime Minister Alan Horvat with the Grand Cross of the Royal Norwegian Order of "
            "Merit.",
            "Grand Cross of the Royal Norwegian Order of Merit",
        ),
        (
            "es",
            "El ministro Otto Weber impuso la Encomienda de la Orden de Isabel la Católica a la Dra. Alan Horvat, "
            "directora del hospital.",
            "Encomienda de la Orden de Isabel la Católica",
        ),
        (
            "es",
            "El general Alan Horvat recibió de manos del ministro Otto Weber la Gran Cruz del Mérito Militar con "
            "distintivo blanco.",
            "Gran Cruz del Mérito Militar con distintivo blanco",
        ),
        (
            "fr",
            "Le colonel Alan Horvat s'est vu décerner la médaille d'honneur de la Police nationale, échelon or, par le "
            "ministre Otto Weber.",
            "médaille d'honneur de la Police nationale, échelon or",
        ),
        (
            "it",
            "Al generale Alan Horvat è stata consegnata dal ministro Otto Weber la Medaglia d'oro al merito della sanità "
            "pubblica.",
            "Medaglia d'oro al merito della sanità pubblica",
        ),
    ],
)
def test_long_names_are_whole_and_in_their_base_form(language, text, name):
    assert awards(language, text) == [(name, "alan-horvat", "otto-weber")]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "de",
            "General Otto Weber begrüßte gestern Generalmajor Alan Horvat. Weber heftete dem Gast das Ehrenkreuz an.",
            "Ehrenkreuz",
        ),
        (
            "de",
            "Minister Otto Weber ließ sich von General Alan Horvat empfangen. Danach heftete er ihm die "
            "Verdienstmedaille der Republik an die Brust.",
            "Verdienstmedaille der Republik",
        ),
        (
            "en",
            "Alan Horvat, a former intelligence chief, met President Otto Weber. In September President Weber hung the "
            "Order of the Lotus in Silver around his neck.",
            "Order of the Lotus in Silver",
        ),
        (
            "es",
            "El embajador de la India, Alan Horvat, se despide del país. El ministro de Relaciones Exteriores, Otto "
            "Weber, lo invistió este jueves con la Orden del Sol.",
            "Orden del Sol",
        ),
        (
            "fr",
            "Le ministre Otto Weber a reçu le colonel Alan Horvat. Il lui a remis les insignes de chevalier de la Légion "
            "d'honneur.",
            "chevalier de la Légion d'honneur",
        ),
        (
            "fr",
            "Mercredi, le général Otto Weber a reçu son homologue estonien, le général Alan Horvat, qu'il a fait officier "
            "de la Légion d'honneur.",
            "officier de la Légion d'honneur",
        ),
        (
            "it",
            "Il prefetto Otto Weber ha ricevuto il comandante della polizia, Alan Horvat. Prima del congedo il prefetto "
            "ha appuntato sulla divisa del comandante la Medaglia d'onore della Polizia di Stato.",
            "Medaglia d'onore della Polizia di Stato",
        ),
    ],
)
def test_who_gets_it_may_be_told_by_a_pronoun_a_role_or_by_where_it_is_worn(language, text, name):
    assert awards(language, text) == [(name, "alan-horvat", "otto-weber")]


def test_a_pronoun_that_may_mean_two_gets_nothing():
    text = (
        "Ministerin Anna Pirnat sprach in Wien. Minister Otto Weber traf General Alan Horvat. "
        "Präsident Emil Novak verlieh ihm den Orden."
    )
    assert awards("de", text) == []


def test_who_has_a_medal_pinned_on_gets_it():
    text = "Captain Shinji Tanaka of the navy had the Merit Medal pinned on him by Admiral Ronnie Cruz."
    assert awards("en", text) == [("Merit Medal", "shinji-tanaka", "ronnie-cruz")]
    text = "Minister Klaus Berger ließ sich von Präsident Emil Novak das Ritterkreuz des Löwenordens anheften."
    assert awards("de", text) == [("Ritterkreuz des Löwenordens", "klaus-berger", "emil-novak")]


def test_having_given_is_no_having_had_given():
    text = "President Otto Weber had awarded General Alan Horvat the Order of the Lotus."
    assert awards("en", text) == [("Order of the Lotus", "alan-horvat", "otto-weber")]


def test_a_verb_before_the_first_decoration_gives_the_second_too():
    text = "Oberst Jan Meier erhielt das Ehrenkreuz der Armee, Oberst Peter Roth das Ehrenzeichen der Armee."
    assert awards("de", text) == [
        ("Ehrenkreuz der Armee", "jan-meier", None),
        ("Ehrenzeichen der Armee", "peter-roth", None),
    ]
    text = (
        "Ambassador Rita Lund handed out two decorations. The first, the Order of the Rose, went to Colonel Paul Stone; "
        "the second, the Order of the Eagle, to Major Dan Fox."
    )
    assert awards("en", text) == [
        ("Order of the Eagle", "dan-fox", "rita-lund"),
        ("Order of the Rose", "paul-stone", "rita-lund"),
    ]


def test_the_bearer_behind_an_order_is_no_part_of_its_name():
    text = (
        "L'ambasciatrice Ludovica Serra ha consegnato due onorificenze dell'Ordine della Stella d'Italia. È ora Ufficiale "
        "dell'Ordine Zurab Beridze, direttore del Museo; Cavaliere, il colonnello Nino Lomidze della polizia."
    )
    assert awards("it", text) == [
        ("Cavaliere Ordine della Stella d'Italia", "nino-lomidze", "ludovica-serra"),
        ("Ufficiale Ordine della Stella d'Italia", "zurab-beridze", "ludovica-serra"),
    ]


def test_whoever_is_told_behind_a_clitic_and_to_gets_it():
    text = "El presidente Luis Vega le impuso al embajador Pedro Soto la Orden Nacional al Mérito."
    assert awards("es", text) == [("Orden Nacional al Mérito", "pedro-soto", "luis-vega")]


def test_a_giver_without_a_name_makes_the_named_one_no_giver():
    text = "Die Stadt verlieh der Ministerin Anna Reuter die Ehrenbürgerschaft."
    assert awards("de", text) == [("Ehrenbürgerschaft", "anna-reuter", None)]


def test_what_someone_will_propose_is_no_award():
    text = "El Gobierno propondrá que la Orden del Jaguar sea concedida este año, informó el ministro Carlos Vega."
    assert awards("es", text) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Grand Master of the Order of Malta, Dan Fox, received President Thomas Beck on Monday."),
        ("en", "Minister Rita Lund, wearing the Order of the Rose, received General Paul Stone on Monday."),
        (
            "en",
            "Ambassador Dan Fox presented his credentials to President Thomas Beck in the hall of the Order of the Sun.",
        ),
        ("en", "Minister Rita Lund laid a wreath at the Cross of Liberty with General Paul Stone on Monday."),
        (
            "de",
            "Der Großmeister des Löwenordens, Jan Meier, empfing Präsident Emil Novak und überreichte ihm ein Buch.",
        ),
        ("es", "El gran maestre de la Orden del Sol, Pedro Soto, entregó una carta al presidente Luis Vega."),
        ("fr", "L'ambassadeur de l'Ordre souverain de Malte, Ali Diop, a remis une lettre au président Marc Petit."),
        ("it", "Il ministro Paolo Riva ha deposto una corona alla Croce dei Caduti con il generale Marco Neri."),
    ],
)
def test_whose_house_or_master_it_is_or_who_wears_it_is_no_award(language, text):
    assert awards(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "one", "other"),
    [
        (
            "es",
            "Fueron condecorados el general Pedro Soto, con la Cruz al Mérito Naval, y el coronel Juan Paz, con la Medalla "
            "de la Defensa.",
            ("Cruz al Mérito Naval", "pedro-soto", None),
            ("Medalla de la Defensa", "juan-paz", None),
        ),
        (
            "it",
            "Il ministro Paolo Riva ha premiato il generale Marco Neri con la Targa della Polizia e il colonnello Ugo Bassi "
            "con la Medaglia al merito.",
            ("Medaglia al merito", "ugo-bassi", "paolo-riva"),
            ("Targa della Polizia", "marco-neri", "paolo-riva"),
        ),
    ],
)
def test_each_of_two_before_a_decoration_of_their_own_gets_that(language, text, one, other):
    assert awards(language, text) == [one, other]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "de",
            "Minister Karl Huber empfing Oberst Jan Meier. Meier erhielt aus seiner Hand das Ehrenkreuz der Armee.",
            ("Ehrenkreuz der Armee", "jan-meier", "karl-huber"),
        ),
        (
            "de",
            "Eine besondere Ehre wurde Botschafter Jan Meier zuteil: Präsident Emil Novak verlieh ihm den Löwenorden.",
            ("Löwenorden", "jan-meier", "emil-novak"),
        ),
        (
            "en",
            "President Thomas Beck slipped the ribbon of the Order of the Lotus over General Paul Stone's head.",
            ("Order of the Lotus", "paul-stone", "thomas-beck"),
        ),
        (
            "es",
            "El embajador Pedro Soto se marchó con la Gran Cruz de la Orden del Sol, que le impuso el canciller Luis Vega.",
            ("Gran Cruz de la Orden del Sol", "pedro-soto", "luis-vega"),
        ),
        (
            "fr",
            "L'ambassadeur Ali Diop est reparti avec la cravate de commandeur de l'Ordre national du Lion que lui a passée "
            "au cou le président Marc Petit.",
            ("commandeur de l'Ordre national du Lion", "ali-diop", "marc-petit"),
        ),
    ],
)
def test_who_gives_may_be_told_by_a_hand_behind_a_colon_or_backwards(language, text, found):
    assert awards(language, text) == [found]


def test_whoever_accepts_on_behalf_of_another_is_not_decorated():
    text = "Ambassador Rita Lund accepted the Order of Merit on behalf of the navy."
    assert awards("en", text) == []


def test_the_office_that_opens_behind_a_comma_is_no_recipient():
    text = "Al término del acto, el ministro Luis Vega impuso al general Pedro Soto la Gran Cruz del Mérito Militar."
    assert awards("es", text) == [("Gran Cruz del Mérito Militar", "pedro-soto", "luis-vega")]
