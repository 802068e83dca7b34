"""Small documents and casts for tests of the finders."""

from collections.abc import Iterable

from kg.extract.document import Document, read_document
from kg.extract.drafts import Draft, Setting
from kg.extract.encounter_model import Encounter
from kg.extract.lexicon import read_lexicon
from kg.extract.meetings import finish_story, tell_story
from kg.extract.mentions import ActorMention, Cast
from kg.facts.model import Person, Post
from kg.text import Article

TITLES = ("Minister", "President", "ministre", "ministro")


def make_document(text: str, language: str = "en", published: str | None = "2024-03-15") -> Document:
    """A document of the text; paragraphs are separated by an empty line."""
    return read_document(Article("test", text, language, published=published), read_lexicon(language))


def make_cast(doc: Document, *names: str, countries: dict[str, str] | None = None) -> Cast:
    """A cast of persons found by their full names and surnames; ids are the casefolded surnames."""
    persons, mentions = [], []
    for name in (n for n in names if n in doc.article.text):
        surname = name.split()[-1]
        ref = surname.casefold()
        post = Post("minister", None, (countries or {}).get(surname))
        persons.append(Person(ref, name, (surname,), (post,)))
        words = name.split()
        i = 0
        while i < len(doc.tokens):
            texts = [t.text for t in doc.tokens[i : i + len(words)]]
            if texts == words:
                start = i - 1 if i and doc.tokens[i - 1].text in TITLES else i
                mentions.append(ActorMention(start, i + len(words), (ref,), "name", i))
                i += len(words)
                continue
            if doc.tokens[i].text == surname:
                mentions.append(ActorMention(i, i + 1, (ref,), "surname", i))
            i += 1
    mentions.sort(key=lambda m: m.start)
    return Cast(tuple(persons), (), tuple(mentions))


def tell_meetings(setting: Setting, encounters: Iterable[Encounter]) -> list[Draft]:
    """The meetings that the rules alone make of the encounters of an article."""
    story = tell_story(setting, encounters)
    finish_story(story)
    return story.drafts
