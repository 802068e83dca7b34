"""How someone is spoken of where an article tells of a gathering: traits of a person, over all mentions."""

from kg.extract.likelihood.model import LinearModel
from kg.extract.likelihood.scenery import Scenery
from kg.extract.likelihood.traits import prefixed
from kg.extract.parties import Scene
from kg.extract.syntax import Argument, Clause

# Signs that weigh more where the gathering is named in the same paragraph.
NEAR_SIGNS = ("attending", "delegation", "address", "welcome", "absent")
PEOPLE_MANY = (7, 10)
COUNTRIES_MANY = 4


def presence_traits(scenery: Scenery) -> dict[str, frozenset[str]]:
    """Returns for every person what speaks for and against presence at a gathering of the article."""
    common = _article_traits(scenery)
    paragraphs = frozenset(scenery.doc.sentences[n].paragraph for n in scenery.anchors)
    found = {ref: {*common, *_person_traits(scenery, ref)} for ref in scenery.persons}
    for scene in scenery.scenes:
        crowd = len(scenery.mentions.get(scene.sentence.index, ()))
        for clause in scene.clauses:
            signs = scenery.signs.within(clause.start, clause.end)
            for argument in clause.arguments:
                refs = [ref for ref in argument.refs if ref in found]
                if refs:
                    traits = _mention_traits(scenery, scene, clause, argument, signs, paragraphs)
                    traits.add(f"people:{min(crowd, 6)}")
                    for ref in refs:
                        found[ref] |= traits
    return {ref: frozenset(traits) for ref, traits in found.items()}


def find_presence(scenery: Scenery, model: LinearModel) -> dict[str, float]:
    """Returns how likely each person takes part in a gathering of the article, 0-1."""
    return {ref: model.probability(traits) for ref, traits in presence_traits(scenery).items()}


def _article_traits(scenery: Scenery) -> set[str]:
    count, people = len(scenery.anchors), len(scenery.persons)
    countries = {scenery.country(ref) for ref in scenery.persons}
    checks = {
        "gatherings:none": count == 0,
        "gatherings:2": count >= 2,
        "gatherings:4": count >= 4,
        "countries:4": len(countries) >= COUNTRIES_MANY,
        "countries:diverse": len(countries) > 0.6 * max(people, 1),
        **{f"persons:{many}": people >= many for many in PEOPLE_MANY},
    }
    return {name for name, holds in checks.items() if holds}


def _person_traits(scenery: Scenery, ref: str) -> set[str]:
    count = scenery.counts.get(ref, 0)
    checks = {
        "no post": not scenery.posts[ref],
        "no country": scenery.country(ref) is None,
        "protagonist": ref in scenery.protagonist,
        "mentions:1": count <= 1,
        "mentions:3": count >= 3,
    }
    return {name for name, holds in checks.items() if holds}


def _mention_traits(
    scenery: Scenery,
    scene: Scene,
    clause: Clause,
    argument: Argument,
    signs: frozenset[str],
    paragraphs: frozenset[int],
) -> set[str]:
    sentence = scene.sentence
    behind = min((sentence.index - n for n in scenery.anchors if n <= sentence.index), default=99)
    near = sentence.paragraph in paragraphs
    traits = {f"part:{argument.relation or 'core'}", *prefixed("sentence:", scenery.sentence_traits(scene))}
    traits |= prefixed("clause:", signs)
    traits.add(f"gathering:{'here' if behind == 0 else 'before' if behind == 1 else 'near' if behind <= 3 else 'far'}")
    checks = {
        "listed": len(argument.mentions) > 1,
        "listed:3": len(argument.mentions) > 2,
        "listed:countries": len({scenery.country(ref) for ref in argument.refs}) > 2,
        "gathering:paragraph": near,
        "listed in paragraph": near and len(argument.mentions) > 1,
        "gathering frame here": behind == 0 and "frame:gathering" in scenery.sentence_traits(scene),
        **{f"paragraph:{s}": near and s in signs for s in NEAR_SIGNS},
    }
    return traits | {name for name, holds in checks.items() if holds}
