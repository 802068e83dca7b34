"""An article is asked about part by part, and the answers become one sheet of what was accepted."""

import logging

from kg.errors import ServiceError
from kg.extract.llm.acceptance import Acceptance, pending_count
from kg.extract.llm.cache import AnswerCache
from kg.extract.llm.merging import merge_awards, merge_meetings
from kg.extract.llm.parts import Part, cut_parts
from kg.extract.llm.prompt import answer_schema, make_messages
from kg.extract.llm.reading import read_rules
from kg.extract.llm.reply import Answer, Proposal, UnusableReply, mend_reply, read_reply
from kg.extract.llm.report import Report
from kg.extract.llm.service import Service, TooLongError
from kg.extract.llm.settings import LlmSettings, settings_from
from kg.facts import ArticleInfo, FactSheet, require_valid, sha256_of
from kg.text import Article
from kg.version import VERSION

_LOG = logging.getLogger(__name__)

#: A part that is too long, or whose answer is cut off, is asked about in halves, down to this many letters.
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
        self._count(sheet, acceptance)
        return sheet

    def close(self) -> None:
        """Ends the connections to the model."""
        self._service.close()

    def _propose(self, article: Article, part: Part) -> list[tuple[Part, Proposal]]:
        """Asks about a part; in halves where the question or the answer is too long."""
        size = (part.end - part.start + 1) // 2
        smallest = size < PART_CHARS_MIN
        try:
            proposal = self._read(article, part, smallest)
        except TooLongError:
            if smallest:
                raise
            proposal = None
        if proposal is not None:
            return [(part, proposal)]
        _LOG.info("%s: too long for one answer, asking about halves", article.id)
        text = article.text[part.start : part.end]
        halves = cut_parts(text, max(size, PART_CHARS_MIN), min(self.settings.overlap_chars, size // 4))
        moved = (Part(half.start + part.start, half.end + part.start) for half in halves)
        return [found for half in moved for found in self._propose(article, half)]

    def _read(self, article: Article, part: Part, smallest: bool) -> Proposal | None:
        """Returns the proposal for a part, from the cache or asked for.

        Args:
            smallest: whether to take what is whole of an answer that was cut off; else there is None of it.

        Raises:
            TooLongError: the part is more than the model can take.
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
        kept = self._cache.read(question)
        if kept is not None:
            try:
                proposal = _understand(article, kept, smallest)
            except UnusableReply:
                _LOG.info("%s: a kept answer is unusable", article.id)
            else:
                self.report.count_cached()
                return proposal
        answer = self._service.ask(messages)
        try:
            proposal = _understand(article, answer, smallest)
        except UnusableReply as why:
            raise ServiceError(f"{settings.url}: {self._complaint(article, answer, why)}") from None
        self._cache.write(question, answer)
        return proposal

    def _complaint(self, article: Article, answer: Answer, why: UnusableReply) -> str:
        if answer.whole:
            return f"the model {self.settings.model!r} answered no facts of {article.id}: {why}; take another"
        cut = f"the answer was cut off at {answer.tokens or self.settings.answer_tokens} tokens"
        return f"{cut}, {why}; allow more with --llm-tokens and a longer context, or take another model"

    def _count(self, sheet: FactSheet, acceptance: Acceptance) -> None:
        posts = sum(len(person.posts) for person in sheet.persons)
        accepted = posts + len(sheet.meetings) + len(sheet.awards)
        pending = pending_count(sheet.persons, sheet.meetings, sheet.awards)
        self.report.count_facts(acceptance.proposed, accepted, pending, +acceptance.refused)


def _understand(article: Article, answer: Answer, smallest: bool) -> Proposal | None:
    """Returns what an answer proposes; None where it was cut off, but not of the smallest part.

    Raises:
        UnusableReply: it proposes nothing.
    """
    if answer.whole:
        return read_reply(answer.text)
    if not smallest:
        return None
    proposal = read_reply(mend_reply(answer.text))
    _LOG.warning("%s: an answer was cut off; what it held before is taken, facts may be missing", article.id)
    return proposal


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
