"""A linear model: traits with weights become a probability, and tell why."""

import json
import math
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any, Generic, Protocol, TypeVar

REASONS = 3


@dataclass(frozen=True)
class LinearModel:
    """Logistic regression over traits that hold or do not. weights: by trait; traits it does not know weigh nothing."""

    bias: float
    weights: Mapping[str, float]

    def score(self, traits: Iterable[str]) -> float:
        """Returns the sum of the weights of what holds, which ranks."""
        # fsum: the same to the last bit in whatever order a set gives its traits
        return math.fsum(map(self.weights.get, traits, repeat(0.0)))

    def probability(self, traits: Iterable[str]) -> float:
        """Returns 0-1 by the logistic function."""
        total = self.bias + self.score(traits)
        return 1.0 / (1.0 + math.exp(-total)) if total > -700 else 0.0

    def reasons(self, traits: Iterable[str]) -> tuple[str, ...]:
        """Returns the traits that speak most for it, strongest first."""
        ranked = sorted(traits, key=lambda trait: (-self.weights.get(trait, 0.0), trait))
        return tuple(trait for trait in ranked[:REASONS] if self.weights.get(trait, 0.0) > 0)


class Moment(Protocol):
    """A place of the text that speaks for or against something."""

    @property
    def traits(self) -> frozenset[str]:
        """What holds there."""


M = TypeVar("M", bound=Moment)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Likely(Generic[M]):
    """The moment that makes something likeliest, and how likely, 0-1."""

    moment: M
    probability: float


def find_likeliest(moments: Iterable[M], key: Callable[[M], K], model: LinearModel) -> dict[K, Likely[M]]:
    """Returns by key the first of the likeliest moments, in order of appearance."""
    best: dict[K, Likely[M]] = {}
    for moment in moments:
        probability = model.probability(moment.traits)
        known = best.get(key(moment))
        if known is None or probability > known.probability:
            best[key(moment)] = Likely(moment, probability)
    return best


@dataclass(frozen=True, slots=True)
class Models:
    """presence: who is at a gathering; stay: who stayed in a country; meeting: who met whom."""

    presence: LinearModel
    stay: LinearModel
    meeting: LinearModel


@cache
def read_topic_model() -> LinearModel:
    """Returns the model that ships with kg of whether a meeting was about a subject matter."""
    table = _read_table("topic_weights.json")
    return LinearModel(table["bias"], table["weights"])


@cache
def read_antecedent_models() -> Mapping[str, LinearModel]:
    """Returns the models that ship with kg of whom words for "one" mean, and for a "group"; their scores only rank."""
    return {name: LinearModel(0.0, weights) for name, weights in _read_table("antecedent_weights.json").items()}


@cache
def read_place_model() -> LinearModel:
    """Returns the model that ships with kg of where a meeting was; its scores only rank."""
    return LinearModel(0.0, _read_table("place_weights.json")["weights"])


@cache
def read_date_models() -> Mapping[str, LinearModel]:
    """Returns the models that ship with kg of when a visit was, and any other meeting; their scores only rank."""
    return {name: LinearModel(0.0, weights) for name, weights in _read_table("date_weights.json").items()}


def _read_table(name: str) -> dict[str, Any]:
    return dict(json.loads(files(__package__).joinpath(name).read_text("utf-8")))


@cache
def read_models() -> Models:
    """Returns the models that ship with kg."""
    table = _read_table("weights.json")
    return Models(**{name: LinearModel(model["bias"], model["weights"]) for name, model in table.items()})
