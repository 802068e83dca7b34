"""Meetings in the making."""

from kg.extract.drafts import Draft


def test_principals_stand_in_the_order_of_the_members():
    refs = [f"person-{n}" for n in range(20)]
    draft = Draft("meeting", "held", dict.fromkeys(refs, ("participant", None)), [0], 1.0, [])
    draft.members["person-3"] = ("accompanying", "person-2")
    assert list(draft.principals()) == [ref for ref in refs if ref != "person-3"]
    assert draft.principals() == set(refs) - {"person-3"}
