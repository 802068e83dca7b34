"""From sentences to meetings: retellings, conferences, frames, dates and places."""

import pytest

from kg.extract.assembly import extract_facts
from kg.extract.drafts import Setting
from kg.extract.encounters import find_encounters
from kg.extract.references import resolve_references
from kg.extract.sentences import read_sentences
from kg.text import Article
from tests.extract.factories import make_cast, make_document, tell_meetings

NAMES = ("Anna Bell", "Carl Dorn", "Eva Frey")
COUNTRIES = {"Bell": "DE", "Dorn": "FR", "Frey": "PL"}


def meetings(language, text):
    doc = make_document(text, language)
    cast = resolve_references(doc, make_cast(doc, *NAMES, countries=COUNTRIES), ())
    countries = {name.casefold(): code for name, code in COUNTRIES.items()}
    return tell_meetings(Setting(doc, cast, (), (), (), countries), find_encounters(read_sentences(doc, cast, ())))


CONFERENCES = [
    ("de", "Neben Anna Bell nahmen auch Carl Dorn und Eva Frey an dem Gipfel teil."),
    ("de", "Zu dem Gipfel in Wien kamen Anna Bell, Carl Dorn und Eva Frey."),
    ("en", "The summit was attended by Anna Bell, Carl Dorn and Eva Frey."),
    ("en", "Among those attending the summit were Anna Bell, Carl Dorn and Eva Frey."),
    ("en", "Anna Bell hosted a summit with Carl Dorn and Eva Frey."),
    ("fr", "Le sommet a réuni Anna Bell, Carl Dorn et Eva Frey."),
    ("fr", "Anna Bell, Carl Dorn et Eva Frey ont participé au sommet de Nouakchott."),
    ("es", "A la cumbre asistieron Anna Bell, Carl Dorn y Eva Frey."),
    ("it", "Al vertice hanno partecipato Anna Bell, Carl Dorn ed Eva Frey."),
]


@pytest.mark.parametrize(("language", "text"), CONFERENCES)
def test_all_who_attend_a_conference_are_its_members(language, text):
    (conference,) = meetings(language, text)
    assert conference.kind == "conference"
    assert set(conference.members) == {"bell", "dorn", "frey"}


def test_a_meeting_told_twice_is_one():
    assert len(meetings("en", "Anna Bell met Carl Dorn. Anna Bell held talks with Carl Dorn.")) == 1


def test_hosts_met_one_after_another_are_one_meeting_each():
    assert len(meetings("en", "Anna Bell met Carl Dorn and Eva Frey.")) == 2


def test_a_denial_in_the_next_sentence_calls_the_meeting_off():
    (meeting,) = meetings("en", "Anna Bell met Carl Dorn. No such meeting took place.")
    assert meeting.status == "cancelled"


def test_a_talk_taken_up_as_a_call_was_a_call():
    (meeting,) = meetings("de", "Anna Bell hat mit Carl Dorn gesprochen. Das Telefonat dauerte eine Stunde.")
    assert meeting.kind == "call"


def test_company_goes_with_the_one_it_accompanies():
    (meeting,) = meetings("en", "Anna Bell met Carl Dorn. At his side sat Eva Frey. Also present was Eva Frey.")
    assert meeting.members["frey"] == ("participant", None)


def test_those_met_in_one_breath_are_met_one_by_one_unless_the_words_say_jointly():
    one_by_one = meetings("en", "Anna Bell held talks with Carl Dorn and Eva Frey.")
    assert [set(m.members) for m in one_by_one] == [{"bell", "dorn"}, {"bell", "frey"}]
    (jointly,) = meetings("en", "Anna Bell held trilateral talks with Carl Dorn and Eva Frey.")
    assert {ref: lead for ref, (_, lead) in jointly.members.items()} == {"bell": None, "dorn": None, "frey": None}


LISTS = [
    ("en", "Anna Bell held separate talks with:\n- Carl Dorn;\n- Eva Frey."),
    ("en", "On Monday Anna Bell received:\n• Carl Dorn\n• Eva Frey"),
    ("de", "Anna Bell traf in Oslo:\n- Carl Dorn,\n- Eva Frey"),
    ("fr", "Anna Bell s'est entretenue avec :\n- M. Carl Dorn ;\n- Mme Eva Frey."),
    ("es", "Anna Bell ha mantenido entrevistas separadas con:\n- Carl Dorn;\n- Eva Frey."),
    ("it", "Anna Bell ha incontrato:\n- Carl Dorn;\n- Eva Frey."),
]


@pytest.mark.parametrize(("language", "text"), LISTS)
def test_each_of_a_list_below_is_met_for_himself_and_his_line_tells_so(language, text):
    first, second = meetings(language, text)
    assert (set(first.members), first.told) == ({"bell", "dorn"}, [0, 1])
    assert (set(second.members), second.told) == ({"bell", "frey"}, [0, 2])


NATIONALS = [
    ("de", "Der kolumbianische Polizeichef Carlos Ruiz kam mit dem kolumbianischen Minister Juan Perez nach Hamburg. "
     "Dort empfing der deutsche Minister Otto Kramer die beiden Kolumbianer."),
    ("en", "Colombian police chief Carlos Ruiz and Colombian Interior Minister Juan Perez came to Berlin. German "
     "Minister Otto Kramer received the two Colombians."),
    ("fr", "Le chef de la police colombienne Carlos Ruiz et le ministre colombien Juan Perez sont arrivés à Berlin. Le "
     "ministre allemand Otto Kramer a reçu les deux Colombiens."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), NATIONALS)
def test_the_two_of_a_nation_are_those_who_speak_for_it(language, text):
    sheet = extract_facts(Article("test", text, language, published="2024-03-15"))
    (meeting,) = [m for m in sheet.meetings if m.kind == "meeting"]
    assert {p.ref for p in meeting.participants} == {"otto-kramer", "carlos-ruiz", "juan-perez"}
