"""Which lines a picture draws for its facts."""

from collections.abc import Iterable, Iterator

from kg.view.model import Role, ViewEdge, ViewFact, ViewNode


def link_facts(nodes: Iterable[ViewNode], facts: Iterable[ViewFact]) -> tuple[ViewEdge, ...]:
    """Returns one edge for each two nodes that a fact joins, in the order of the facts.

    A meeting's country is not linked where the meeting is part of one with the same country: the picture would be all
    lines to one node. The panel and the table still say it.
    """
    nodes = tuple(nodes)
    facts = tuple(facts)
    known = {node.id for node in nodes}
    by_id = {fact.id: fact for fact in facts}
    joined: dict[tuple[str, str], tuple[dict[Role, None], dict[str, None]]] = {}
    for fact in facts:
        for source, target, role in _find_joins(fact, by_id):
            if source in known and target in known and source != target:
                key = (target, source) if (target, source) in joined else (source, target)
                roles, ids = joined.setdefault(key, ({}, {}))
                roles[role] = None
                ids[fact.id] = None
    for node in nodes:
        seat = f"country-{node.country}"
        if node.kind == "agency" and seat in known:
            joined.setdefault((node.id, seat), ({}, {}))[0]["country"] = None
    return tuple(
        ViewEdge(id=f"{source}_{target}", source=source, target=target, roles=tuple(roles), facts=tuple(ids))
        for (source, target), (roles, ids) in joined.items()
    )


def _find_joins(fact: ViewFact, by_id: dict[str, ViewFact]) -> Iterator[tuple[str, str, Role]]:
    """Yields (source, target, role); an arrow, where one is drawn, points to the target."""
    by_role = {taker.role: taker.node for taker in fact.takers}
    if fact.kind == "post":
        end = by_role.get("agency") or by_role.get("country")
        if end and "holder" in by_role:
            yield by_role["holder"], end, "holder"
        return
    frame = by_id.get(by_role.get("frame", ""))
    for taker in fact.takers:
        if taker.role == "recipient" or taker.role == "frame":
            yield fact.id, taker.node, taker.role
        elif not (taker.role == "place" and frame and frame.place_country == fact.place_country):
            yield taker.node, fact.id, taker.role
