"""Which ministry a minister leads: the one of the same field and country that the article names.

The field of a ministry is that of its row in the list of known agencies, else of its name; words of fields and of
kinds of ministries are the lexicon's ([posts] fields, ministries).
"""

from collections.abc import Sequence

from kg.extract.bodies import Bodies, Body
from kg.extract.government_fields import field_of
from kg.extract.known_agencies import Known, read_known_agencies
from kg.extract.posts import Draft
from kg.extract.scene import Scene

# Kinds of known agencies that are ministries.
_KINDS = frozenset(["foreign", "interior", "defence", "justice", "finance"])


def join_ministries(scene: Scene, bodies: Bodies, drafts: Sequence[Draft]) -> None:
    """Gives ministers and their deputies the ministry of their field that the article names."""
    by_field: dict[str, list[Body]] = {}
    for body in bodies.all():
        field = _field_of_body(scene, body) if not body.international else None
        if field is not None:
            by_field.setdefault(field, []).append(body)
    if not by_field:
        return
    everything = [body for field in by_field.values() for body in field]
    for draft in drafts:
        if draft.body is not None or draft.phrase.envoy or not _is_minister(scene, draft.title):
            continue
        field = field_of(scene, draft.title)
        bare = " " not in draft.title and draft.title.casefold().endswith(scene.words.posts.ministers) and field is None
        near = _in_sentence(scene, everything, draft) if bare else []
        fitting = near or everything if bare and (near or len(everything) == 1) else by_field.get(field or "", ())
        ministry = _same_country(fitting, draft.country)
        if ministry is not None:
            draft.body = ministry
            draft.inferred.append("agency")
            draft.reasons.append(f"ministry named in the article: {ministry.name}")
            if ministry.country is None:
                ministry.country, ministry.inferred = draft.country, True


def _in_sentence(scene: Scene, ministries: Sequence[Body], draft: Draft) -> list[Body]:
    """Returns the ministry named last before a bare "minister" in its sentence: "at the ministry, where Minister X"."""
    start = scene.doc.sentence_of(draft.phrase.head).start
    named = [(s.start, b) for b in ministries for s in b.spans if start <= s.start < draft.phrase.start]
    return [max(named, key=lambda pair: pair[0])[1]] if named else []


def _same_country(ministries: Sequence[Body], country: str | None) -> Body | None:
    """Returns the ministry of the country, else the one of no country said."""
    mine = [b for b in ministries if b.country == country]
    open_ = [b for b in ministries if b.country is None]
    if mine:
        return mine[0]
    return open_[0] if len(open_) == 1 else None


def _is_minister(scene: Scene, title: str) -> bool:
    words = title.casefold().replace("-", " ").split()
    return any(word.endswith(scene.words.posts.ministers) for word in words)


def _field_of_body(scene: Scene, body: Body) -> str | None:
    rows = {s.row for s in body.spans if s.row}
    for row in rows:
        kind = _kind_of_row(scene, row)
        if kind in _KINDS:
            return kind
    if not any(word in name.casefold() for name in body.names for word in scene.words.posts.ministry_words):
        return None
    return next((f for f in (field_of(scene, name) for name in body.names) if f is not None), None)


def _kind_of_row(scene: Scene, row: str) -> str | None:
    known: Known | None = read_known_agencies(scene.doc.lexicon).rows.get(row)
    return known.kind if known is not None else None
