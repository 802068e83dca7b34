"""Which subject matters a meeting is asked about, and by what traits."""

from kg.extract.assembly import extract_facts, read_meetings
from kg.extract.likelihood.subjects import BEHIND, find_subjects
from kg.text import Article

MEETING = "German Foreign Minister Anna Bell met French President Carl Dorn"


def subjects_of(text, title=None):
    story, scenery = read_meetings(Article("test", text, "en", title, published="2024-06-28"))
    return {s.code: s.traits for s in find_subjects(scenery, story.drafts, story.topics)}


def test_a_matter_is_seen_from_where_its_phrase_stands():
    traits = subjects_of(f"{MEETING} for talks on fisheries. Tourism was on the agenda too.")
    assert "trigger before" in traits["fisheries"]
    assert {"+1", "+1|same paragraph", "next|agenda|list:1"} <= traits["tourism"]


def test_what_leads_up_to_a_matter_is_a_trait():
    assert "here|about" in subjects_of(f"{MEETING} on fisheries.")["fisheries"]
    assert "here|about" not in subjects_of(f"{MEETING}. Fisheries suffer.").get("fisheries", ())


def test_a_title_backs_a_matter_that_the_text_names_and_adds_none():
    traits = subjects_of(f"{MEETING} on fisheries.", "Talks on fisheries and tourism")
    assert set(traits) == {"fisheries"}
    assert "matter in title" in traits["fisheries"]


def test_a_matter_far_behind_a_meeting_is_not_asked_about():
    assert subjects_of(f"{MEETING}. {'It rained. ' * (BEHIND + 1)}Fisheries suffered.") == {}


def test_an_everyday_word_hints_at_a_matter_near_a_meeting_only():
    near = subjects_of(f"{MEETING}. Boats without papers were mentioned.")
    assert "named" not in near["irregular-migration"]
    assert "hint|next|back to none|latest" in near["irregular-migration"]
    assert "irregular-migration" not in subjects_of(f"{MEETING}. {'It rained. ' * 9}Boats without papers came.")


def test_a_hint_counts_for_nothing_where_a_phrase_names_the_matter():
    traits = subjects_of(f"{MEETING} on irregular migration in small boats.")["irregular-migration"]
    assert not any(trait.startswith("hint|") for trait in traits)


def test_matters_near_one_meeting_compete():
    traits = subjects_of(f"{MEETING} for talks on fisheries. It rained. Tourism suffers.")
    assert "firm|nearer:0" in traits["fisheries"]
    assert "firm|nearer:1" in traits["tourism"]


def test_a_sentence_that_speaks_of_talks_told_before_says_so():
    traits = subjects_of(f"{MEETING}. At the meeting they discussed fisheries.")["fisheries"]
    assert "next|back to one|latest" in traits


def test_a_meeting_called_off_was_about_nothing():
    text = "German Foreign Minister Anna Bell cancelled her meeting with French President Carl Dorn on fisheries."
    assert all(m.topics == () for m in extract_facts(Article("test", text, "en")).meetings)


def test_a_name_between_an_office_and_a_matter_makes_it_no_business_of_the_office():
    text = "French President Carl Dorn met German Foreign Minister Anna Bell on energy."
    (meeting,) = extract_facts(Article("test", text, "en")).meetings
    assert meeting.topics == ("energy",)
