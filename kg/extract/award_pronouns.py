"""Who is meant around a decoration without a name: "hung it around his neck", "from her hands", "this old soldier"."""

from collections.abc import Sequence

from kg.extract.award_ground import AwardGround
from kg.extract.award_words import Frame
from kg.extract.honours import Honour
from kg.extract.lexicon import Match
from kg.extract.mentions import ActorMention


def find_by_pronoun(
    ground: AwardGround, honour: Honour, verb: Match[Frame], giver: ActorMention | None
) -> tuple[str, ...]:
    """Who gets what is given to "him", a small word beside the verb, or hung around "her neck": the one spoken of."""
    end = ground.part_of(verb.start)[1]
    if verb.value in ("get", "go"):
        return ()
    worn = ground.find("worn", verb.end, end)
    if not worn and (ground.is_passive(verb) or not _has_clitic(ground, honour, verb)):
        return ()
    gave = giver.refs if giver is not None else ()
    before = [m for m in ground.people if m.end <= verb.start and not set(m.refs) & set(gave)]
    spoken = [r for r in ground.spoken_of if r[0] not in gave]
    told = [m for m in ground.actors if m.kind == "pronoun" and m not in ground.people and m is not giver]
    if before:
        refs = before[-1].refs
    elif told:
        refs = ()  # a pronoun that may mean two
    elif ground.scene.protagonist in spoken:
        refs = ground.scene.protagonist
    else:
        refs = spoken[0] if len(spoken) == 1 else ()
    return tuple(r for r in refs[:1] if r in ground.scene.persons and r not in gave)


def _has_clitic(ground: AwardGround, honour: Honour, verb: Match[Frame]) -> bool:
    """Whether a pronoun stands before the verb; where verbs stand last, also between it and the decoration."""
    ahead = max(verb.end + 1, honour.start) if ground.scene.verb_last else verb.start
    return bool(ground.find("clitics", max(ground.scene.sentence.start, verb.start - 2), ahead))


def find_own_hand(ground: AwardGround, recipients: Sequence[str]) -> str | None:
    """Who gives in "from her hands": the only other one spoken of."""
    scene = ground.scene
    others = [r[0] for r in ground.spoken_of if r[0] not in recipients]
    said = ground.find("own_source", scene.sentence.start, scene.sentence.end)
    return others[0] if said and len(others) == 1 else None


def find_relative(ground: AwardGround, verb: Match[Frame], giver: ActorMention | None) -> tuple[str, ...]:
    """Whom a relative pronoun before the verb means that is not its subject: "X, whom Y made an officer"."""
    before = [m for m in ground.people if m.reason == "relative pronoun" and m.end <= verb.start]
    gave = giver.refs if giver is not None else ()
    return tuple(r for r in ground.persons(before[-1:]) if gave and r not in gave)


def find_told_again(ground: AwardGround, verb: Match[Frame]) -> tuple[str, ...]:
    """Who is meant by "this former sergeant" before the verb: the only one spoken of."""
    start, spoken = ground.part_of(verb.start)[0], ground.spoken_of
    said = ground.find("demonstratives", start, verb.start)
    return spoken[0] if said and len(spoken) == 1 and not ground.actors else ()
