"""What is derived from the claims to answer fast: kept beside the store, in the same generation, never shown as a claim.

The derived data are relations between terms (relations.py), each row with the number of graphs that give it. A graph
contributes rows of its own (contribution.py), so that a change adds and subtracts those of the graphs it touches and
comes to what building anew would give. From these follow the rows of who met whom, how often, and when (meetings.py),
and the tables by which names are found (names.py). On disk it is one file of arrays for all (`base`) and one for what
changed since (`delta`), both immutable and mapped into memory; a look-up reads a few pages of them.
"""

from kg.store.derived.index import Index, open_index
from kg.store.derived.terms import from_term, to_term

__all__ = ["Index", "from_term", "open_index", "to_term"]
