"""An article is asked about part by part, and the answers become one sheet of what was accepted."""

import logging
from collections import Counter

from kg.errors import ServiceError
from kg.extract.llm.acceptance import Acceptance, pending_count
from kg.extract.llm.cache import AnswerCache
from kg.extract.llm.merging import merge_awards, merge_meetings
from kg.extract.llm.parts import Part, cut_parts
from kg.extract.llm.prompt import answer_schema, make_messages
from kg.extract.llm.reading import read_rules
from kg.extract.llm.reply import Proposal, UnusableReply, mend_reply, read_reply
from kg.extract.llm.report import Report
from kg.extract.llm.service import CutOffError, Service
from kg.extract.llm.settings import LlmSettings, settings_from
from kg.facts import ArticleInfo, FactSheet, require_valid, sha256_of
from kg.text import Article
from kg.version import VERSION

_LOG = logging.getLogger(__name__)

#: A part whose answer is cut off is asked about in halves, down to this many letters.
PART_CHARS_MIN = 1500


class LlmExtractor:
    """Article -> FactSheet by a model. Safe to be used by several threads.

    report: what the run cost and what became of the facts, over all articles.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self.settings = settings
        self.report = Report(settings.price)
        self._service = Service(settings, self.report)
        self._cache = AnswerCache(settings.cache)

    def __call__(self, article: Article) -> FactSheet:
        """Returns the facts of an article that the model proposes and the article bears out.

        Raises:
            ServiceError: the model is away, or does not answer with facts.
        """
        acceptance = Acceptance(article, read_rules(article), self.settings.model)
        for part in cut_parts(article.text, self.settings.part_chars, self.settings.overlap_chars):
            for asked, proposal in self._propose(article, part):
                acceptance.take(proposal, asked)
        sheet = make_sheet(article, acceptance, self.settings.model)
        require_valid(sheet, article.text)
        self._count(sheet, acceptance.refused)
        return sheet

    def close(self) -> None:
        """Ends the connections to the model."""
        self._service.close()

    def _propose(self, article: Article, part: Part) -> list[tuple[Part, Proposal]]:
        """Asks about a part; in halves where the answer is too long."""
        try:
            return [(part, self._read(article, part))]
        except CutOffError as error:
            size = (part.end - part.start + 1) // 2
            if size < PART_CHARS_MIN:
                return [(part, self._mend(article, error))]
            _LOG.info("%s: answer cut off, asking about halves", article.id)
            text = article.text[part.start : part.end]
            halves = cut_parts(text, max(size, PART_CHARS_MIN), min(self.settings.overlap_chars, size // 4))
            moved = (Part(half.start + part.start, half.end + part.start) for half in halves)
            return [found for half in moved for found in self._propose(article, half)]

    def _mend(self, article: Article, error: CutOffError) -> Proposal:
        """Returns what is whole of an answer that was cut off though little was asked about.

        Raises:
            ServiceError: nothing is.
        """
        try:
            proposal = read_reply(mend_reply(error.answer))
        except UnusableReply as why:
            raise ServiceError(f"{error}, {why}; allow more with --llm-tokens or take another model") from None
        _LOG.warning("%s: %s; what it held before is taken, facts may be missing", article.id, error)
        return proposal

    def _read(self, article: Article, part: Part) -> Proposal:
        """Returns the proposal for a part, from the cache or asked for.

        Raises:
            ServiceError: the service fails, or answers with what is no proposal.
        """
        settings = self.settings
        messages = make_messages(article, article.text[part.start : part.end])
        question: dict[str, object] = {
            "url": settings.url,
            "model": settings.model,
            "messages": messages,
            "schema": answer_schema(),
            "answer_tokens": settings.answer_tokens,
        }
        answer = self._cache.read(question)
        if answer is not None:
            try:
                proposal = read_reply(answer)
            except UnusableReply:
                _LOG.info("%s: a kept answer is unusable", article.id)
            else:
                self.report.count_cached()
                return proposal
        answer = self._service.ask(messages)
        try:
            proposal = read_reply(answer)
        except UnusableReply as why:
            raise ServiceError(
                f"{settings.url}: the model {settings.model!r} answered no facts of {article.id}: {why}; take another"
            ) from None
        self._cache.write(question, answer)
        return proposal

    def _count(self, sheet: FactSheet, refused: Counter[str]) -> None:
        posts = sum(len(person.posts) for person in sheet.persons)
        accepted = posts + len(sheet.meetings) + len(sheet.awards)
        self.report.count_facts(accepted, pending_count(sheet.persons, sheet.meetings, sheet.awards), +refused)


def make_sheet(article: Article, acceptance: Acceptance, model: str) -> FactSheet:
    """Puts together what was accepted; persons without a post or a part, and agencies of no fact, are left out."""
    meetings, became = merge_meetings(acceptance.meetings)
    awards = merge_awards(acceptance.awards, became)
    used = {ref for m in meetings for part in m.participants for ref in (part.ref, part.accompanied)}
    used |= {ref for m in meetings for ref in m.invited_by}
    used |= {ref for a in awards for ref in (a.recipient, a.conferrer)}
    persons = tuple(p for p in acceptance.parties.persons.values() if p.posts or p.id in used)
    used |= {post.agency for person in persons for post in person.posts}
    agencies = tuple(a for a in acceptance.parties.agencies.values() if a.id in used)
    info = ArticleInfo(
        id=article.id,
        language=article.language,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        sha256=sha256_of(article.text),
        extractor=f"kg llm {VERSION} ({model})",
    )
    return FactSheet(info, persons, agencies, tuple(meetings), tuple(awards))


def extract_with_llm(article: Article) -> FactSheet:
    """Extracts with the model that the environment names (KG_LLM_URL, KG_LLM_MODEL ...), for EXTRACTORS.

    Raises:
        InputError: the environment names none.
        ServiceError: the model is away, or does not answer with facts.
    """
    extractor = LlmExtractor(settings_from())
    try:
        return extractor(article)
    finally:
        extractor.close()
