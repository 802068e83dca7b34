"""A linear model: traits with weights become a probability, and tell why."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REASONS = 3


@dataclass(frozen=True)
class LinearModel:
    """Logistic regression over traits that hold or do not. weights: by trait; traits it does not know weigh nothing."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, traits: Iterable[str]) -> float:
        """Returns 0-1 by the logistic function."""
        weights = self.weights
        # fsum: the same to the last bit in whatever order a set gives its traits
        total = self.bias + math.fsum(weights[trait] for trait in traits if trait in weights)
        return 1.0 / (1.0 + math.exp(-total)) if total > -700 else 0.0

    def reasons(self, traits: Iterable[str]) -> tuple[str, ...]:
        """Returns the traits that speak most for it, strongest first."""
        ranked = sorted(traits, key=lambda trait: (-self.weights.get(trait, 0.0), trait))
        return tuple(trait for trait in ranked[:REASONS] if self.weights.get(trait, 0.0) > 0)


@cache
def read_models() -> tuple[LinearModel, LinearModel]:
    """Returns the models that ship with kg: presence at a gathering, and meeting of two."""
    table = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    presence, meeting = (LinearModel(table[name]["bias"], table[name]["weights"]) for name in ("presence", "meeting"))
    return presence, meeting
