"""Which person holds which office: phrases for offices are joined with the names beside them.

An office belongs to the name that follows it at once; between commas it belongs to the name before it unless that one
has an office already ("le ministre A, X, le chef B, Y"). A plural goes round the names that follow it.
"""

from bisect import bisect_left
from collections import defaultdict

from kg.extract.bodies import Bodies
from kg.extract.borrowing import adopt_roles, adopt_unnamed, settle_bodies
from kg.extract.counterparts import add_counterparts
from kg.extract.employers import find_employers, find_members
from kg.extract.frames import read_frames
from kg.extract.grammar import read_grammar
from kg.extract.houses import join_houses
from kg.extract.leading import find_leaders
from kg.extract.ministries import join_ministries
from kg.extract.name_runs import NameSpan
from kg.extract.office_phrase import PostPhrase
from kg.extract.people import Human
from kg.extract.posts import Holding, draft_posts, finish_posts
from kg.extract.scene import Scene
from kg.extract.settling import settle_countries
from kg.extract.spoken_offices import adopt_spoken
from kg.facts.model import Post

# How many names a list of counterparts may have, and how many names may stand between an office and its holder.
LIST_NAMES = 30
NEARBY_NAMES = 3
# How far behind a genitive a word of encounter may stand ("X of Norway's first official visit").
OWNED_TOKENS = 5


class Appointments:
    """Joins offices with names and makes posts of them."""

    def __init__(self, scene: Scene, humans: list[Human], bodies: Bodies) -> None:
        self.scene = scene
        self.bodies = bodies
        self.holdings: dict[int, list[Holding]] = defaultdict(list)
        self._humans = humans
        self._human_of = {id(s): h for h in humans for s in h.spans}
        self._spans = sorted((s for h in humans for s in h.spans), key=lambda s: s.start)
        self._starts = [s.start for s in self._spans]
        self._named = {s.before.head for s in self._spans if s.before is not None}
        self._posts: dict[str, list[Post]] = {}

    def assign(self, phrases: list[PostPhrase]) -> None:
        """Decides for all phrases who holds the office."""
        taken = self._adjacent()
        self._plurals(taken)
        self._appositions(taken)
        for holding in find_leaders(self.scene, self._spans, [s for s, _ in self.bodies.mentions()]):
            self.holdings[id(holding.span)].append(holding)
        named = {s.start: s for s, _ in self.bodies.mentions()}
        for holding in find_employers(self.scene, self._spans, named, self.holdings):
            self.holdings[id(holding.span)].append(holding)
        self._country_lists(phrases, taken)
        self._joined(phrases, taken)
        holders = {self._human_of[key].id for key, held in self.holdings.items() if held}
        busy = {id(s) for h in self._humans if h.id in holders for s in h.spans}
        for holding in find_members(self.scene, self._spans, named, busy):
            self.holdings[id(holding.span)].append(holding)
        holdings = [h for hs in self.holdings.values() for h in hs]
        loose = [p for p in phrases if p.head not in taken]
        drafts = draft_posts(self.bodies, holdings, self._human_of)
        said = (p for p in phrases if p.countries)
        self.bodies.homelands.claimed = frozenset(k for p in said for k in range(p.start, p.end))
        adopt_roles(self.scene, self.bodies, drafts, loose)
        holders = {self._human_of[id(h.span)].id for h in holdings}
        adopt_unnamed(self.scene, self.bodies, drafts, loose, [h for h in self._humans if h.id not in holders])
        adopt_spoken(self.scene, drafts, loose, self._humans)
        drafts = add_counterparts(self.scene, self.bodies, drafts, holdings, self._human_of, loose)
        settle_bodies(self.scene, self.bodies, drafts)
        join_houses(self.scene, self.bodies, [d for d in drafts if d.country is not None or d.phrase.envoy])
        settle_countries(self.scene, self.bodies, drafts)
        join_houses(self.scene, self.bodies, drafts)
        join_ministries(self.scene, self.bodies, drafts)
        for human, posts in finish_posts(self.scene, drafts).items():
            self._posts[human] = posts

    def _country_lists(self, phrases: list[PostPhrase], taken: dict[int, NameSpan]) -> None:
        """Reads "his counterparts from X, A; Y, B; and Z, C": a country before each name."""
        for phrase in phrases:
            if not phrase.plural:
                continue
            limit = self.scene.limit(phrase.head)
            first = bisect_left(self._starts, phrase.end)
            for span in self._spans[first : first + LIST_NAMES]:
                if not phrase.end <= span.start < limit or span.lead < 2:
                    continue
                place = self.scene.place_before.get(span.lead - 1)
                mark = self.scene.tokens[span.lead - 1].text
                listed = len(phrase.countries) > 1 and span.lead - 1 == phrase.end
                if mark not in {",", "(", ":"} or place is None or place.kind != "country" or listed:
                    continue
                if phrase.start <= place.start < phrase.end and phrase.seats:
                    continue  # "the ambassador to Ghana, X"
                held = next((h for h in self.holdings[id(span)] if h.phrase is phrase), None)
                if held is not None:
                    held.country = place.country
                elif not self.holdings[id(span)]:
                    self.holdings[id(span)].append(Holding(span, phrase, place.country))
                taken[phrase.head] = span

    def _joined(self, phrases: list[PostPhrase], taken: dict[int, NameSpan]) -> None:
        """Gives "the state councillor and foreign minister A" both offices; a country said of one is of both."""
        ending = {p.end: p for p in phrases}
        for span in self._spans:
            for holding in list(self.holdings[id(span)]):
                phrase = holding.phrase
                left = ending.get(phrase.start - 1)
                while left is not None and left.head not in taken and not phrase.definite and not left.counterpart:
                    if self.scene.words.phrases.conjunctions.at(self.scene.tokens, left.end, phrase.start) is None:
                        break
                    left.countries = left.countries or list(phrase.countries)
                    phrase.countries = phrase.countries or list(left.countries)
                    taken[left.head] = span
                    self.holdings[id(span)].append(Holding(span, left, holding.country, holding.told))
                    phrase, left = left, ending.get(left.start - 1)

    def _adjacent(self) -> dict[int, NameSpan]:
        taken: dict[int, NameSpan] = {}
        for span in self._spans:
            if span.before is not None and not span.before_comma:
                self._hold(span, span.before, taken)
        return taken

    def _plurals(self, taken: dict[int, NameSpan]) -> None:
        """Gives "Presidents A of X and B of Y" to both, also "les présidents x et y, A et B"."""
        for n, span in enumerate(self._spans):
            phrase = span.before
            if phrase is None or not phrase.plural:
                continue
            group = self._group(n)
            if len(group) < 2 and phrase.singular:
                continue
            for k, member in enumerate(group):
                country = self._country_behind(member)
                if country is None and len(phrase.countries) == len(group) > 1:
                    country = phrase.countries[k]
                if not any(h.phrase is phrase for h in self.holdings[id(member)]):
                    self.holdings[id(member)].append(Holding(member, phrase, country))
                else:
                    self.holdings[id(member)][-1].country = country
            taken[phrase.head] = span

    def _group(self, n: int) -> list[NameSpan]:
        """Returns the names that stand in a list from span n on."""
        group = [self._spans[n]]
        for span in self._spans[n + 1 : n + LIST_NAMES]:
            gap_start = self._behind(group[-1])
            if span.before is not None and span.before is not group[0].before:
                break
            gap = self.scene.tokens[gap_start : span.lead]
            joins = self.scene.words.phrases.conjunctions
            if len(gap) > 3 or not gap or not all(t.text == "," or joins.at([t], 0) is not None for t in gap):
                break
            group.append(span)
        return group

    def _behind(self, span: NameSpan) -> int:
        """Returns the token after a name and the country or party behind it."""
        tokens = self.scene.tokens
        i = span.end
        if i + 2 < len(tokens) and tokens[i].text == "(":
            place = self.scene.place_at.get(i + 1)
            if place is not None and place.end < len(tokens) and tokens[place.end].text == ")":
                return place.end + 1
            if tokens[i + 2].text == ")":
                i += 3
        if i + 1 < len(tokens) and tokens[i].text == "." and tokens[i - 1].text.isupper():
            i += 1
        match = self.scene.words.names.before_country.at(tokens, i) if i < len(tokens) else None
        if match is not None and match.end in self.scene.place_at:
            place = self.scene.place_at[match.end]
            i = i if self._owns_body(place.end) else place.end
        elif (
            match is not None
            and match.end < len(tokens)
            and tokens[match.end].norm in self.scene.words.phrases.articles
        ):
            place = self.scene.place_at.get(match.end + 1)
            i = place.end if place is not None else i
        return i

    def _owns_body(self, i: int) -> bool:
        """Tells whether a country's genitive ends at token i and owns no meeting or visit: "X of Oman's coast guard"."""
        tokens, doc = self.scene.tokens, self.scene.doc
        if i + 1 >= len(tokens) or tokens[i].norm not in read_grammar(doc.lexicon).genitive_ends:
            return False
        return not read_frames(doc.lexicon).nouns.is_in(tokens, i, min(i + OWNED_TOKENS, len(tokens)))

    def _country_behind(self, span: NameSpan) -> str | None:
        end = self._behind(span)
        if self.scene.tokens[end - 1].text == ")":
            end -= 1
        place = self.scene.place_before.get(end)
        return place.country if place is not None and place.start >= span.end else None

    def _appositions(self, taken: dict[int, NameSpan]) -> None:
        for span in self._spans:
            comma = span.before if span.before_comma else None
            if comma is not None and comma.head not in taken and not self._belongs_left(comma, span):
                self._hold(span, comma, taken)
            if span.outer is not None and span.outer.head not in taken and not self._belongs_left(span.outer, span):
                self._hold(span, span.outer, taken)
            for phrase in span.after:
                if phrase.head in taken or self._better_right(phrase, span):
                    continue
                for holder in [span] if phrase.singular else self._before(span):
                    self._hold(holder, phrase, taken)
            if span.bridged is not None and span.bridged.head not in taken and not self._names_another(span.bridged):
                self._hold(span, span.bridged, taken, told=True)

    def _before(self, span: NameSpan) -> list[NameSpan]:
        """Returns the names joined before a name, with it, none where it stands alone: "A and B, the negotiators"."""
        group = [span]
        at = bisect_left(self._starts, span.start)
        for other in reversed(self._spans[max(0, at - LIST_NAMES) : at]):
            if not self._joins(other.end, group[0].lead):
                break
            group.insert(0, other)
        return group if len(group) > 1 else []

    def _joins(self, start: int, end: int) -> bool:
        """Tells whether only a comma, a conjunction and a people stand between two names: "A et le Rwandais B"."""
        tokens, phrases = self.scene.tokens, self.scene.words.phrases
        place = self.scene.place_before.get(end)
        if place is not None and place.kind == "demonym" and place.start > start:
            end = place.start - (tokens[place.start - 1].norm in phrases.articles)
        gap = tokens[start:end]
        return 0 < len(gap) < 3 and all(t.text == "," or phrases.conjunctions.at([t], 0) is not None for t in gap)

    def _belongs_left(self, phrase: PostPhrase, span: NameSpan) -> bool:
        """Tells whether an office between two names in commas is the first one's."""
        at = bisect_left(self._starts, span.start)
        for other in self._spans[max(0, at - NEARBY_NAMES) : at]:
            if phrase in other.after and not self.holdings[id(other)]:
                return not (phrase.definite and not span.after and phrase is other.after[0])
        return False

    def _better_right(self, phrase: PostPhrase, span: NameSpan) -> bool:
        """Tells whether a name that has an office is followed by the office of another."""
        if phrase is not span.after[0] or phrase.indefinite:
            return False
        at = bisect_left(self._starts, span.start + 1)
        following = self._spans[at : at + NEARBY_NAMES]
        right = next((s for s in following if s.before is phrase and s.before_comma), None)
        if right is None:
            return False
        return bool(self.holdings[id(span)]) or (phrase.definite and not right.after)

    def _names_another(self, phrase: PostPhrase) -> bool:
        """Tells whether a name follows the office it would be told of."""
        return phrase.head in self._named

    def _hold(self, span: NameSpan, phrase: PostPhrase, taken: dict[int, NameSpan], told: bool = False) -> None:
        taken[phrase.head] = span
        self.holdings[id(span)].append(Holding(span, phrase, self._country_behind(span), told))

    def posts_of(self, human: Human) -> tuple[Post, ...]:
        """Returns the posts of a person in the order of the article."""
        return tuple(self._posts.get(human.id, ()))

    def stretch(self, span: NameSpan) -> tuple[int, int]:
        """Returns the tokens of a mention: title, name, and the office in apposition."""
        start, end = span.lead, self._behind(span)
        for holding in self.holdings[id(span)]:
            if not holding.told:
                start = min(start, holding.phrase.start) if holding.phrase.start < span.start else start
                end = max(end, holding.phrase.end) if holding.phrase.start > span.start else end
        return start, end
