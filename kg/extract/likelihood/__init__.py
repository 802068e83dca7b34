"""Encounters that no frame tells, inferred from how people, and people and places, are spoken of together.

Three linear models over traits that hold in every language: how likely someone takes part in the gathering an article
tells of, stayed in a country, and how likely two persons met. Their weights are learned from annotated articles (benchmarks/extraction) and
ship as weights.json; which trait is what, a reader can look up in presence.py, stays.py and moments.py. What is not likely enough
is not asserted; what the rules read as called off or as one side's own company is never asked about.
"""

from kg.extract.likelihood.inference import infer_meetings

__all__ = ["infer_meetings"]
