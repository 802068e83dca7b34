"""What asking a model cost and what became of its answers, over any number of articles and threads."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class Report:
    """Counts of one run.

    price: money for a million tokens asked and answered, None: unknown. proposed: posts, meetings and awards in the
    answers, and what had no shape; told twice, they count twice. refused: why facts, or parts of them, were not taken,
    and how often.
    """

    price: tuple[float, float] | None = None
    requests: int = 0
    cached: int = 0
    retried: int = 0
    tokens_asked: int = 0
    tokens_answered: int = 0
    proposed: int = 0
    accepted: int = 0
    pending: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def count_request(self, tokens_asked: int, tokens_answered: int) -> None:
        """Counts an answer of the service and its tokens."""
        with self._lock:
            self.requests += 1
            self.tokens_asked += tokens_asked
            self.tokens_answered += tokens_answered

    def count_cached(self) -> None:
        """Counts an answer that the cache had."""
        with self._lock:
            self.cached += 1

    def count_retry(self) -> None:
        """Counts a request made again."""
        with self._lock:
            self.retried += 1

    def count_facts(self, proposed: int, accepted: int, pending: int, refused: Counter[str]) -> None:
        """Counts what became of the facts of one article. pending: those of the accepted that wait for review."""
        with self._lock:
            self.proposed += proposed
            self.accepted += accepted
            self.pending += pending
            self.refused.update(refused)

    def lines(self) -> list[str]:
        """Returns the report in a few lines for people."""
        cost = ""
        if self.price is not None:
            money = (self.tokens_asked * self.price[0] + self.tokens_answered * self.price[1]) / 1e6
            cost = f", cost {money:.4f}"
        lines = [
            f"model: {self.requests} requests ({self.retried} repeated), {self.cached} answers from the cache, "
            f"{self.tokens_asked} tokens asked, {self.tokens_answered} answered{cost}",
            f"facts: {self.proposed} proposed, {self.accepted} accepted ({self.pending} to review), "
            f"{sum(self.refused.values())} refusals",
        ]
        return lines + [f"refused: {count} × {why}" for why, count in self.refused.most_common()]
