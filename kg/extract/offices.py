"""Which person holds which office: phrases for offices are joined with the names beside them.

An office belongs to the name that follows it at once; between commas it belongs to the name before it unless that one
has an office already ("le ministre A, X, le chef B, Y"). A plural goes round the names that follow it.
"""

from collections import defaultdict
from dataclasses import dataclass

from kg.extract.bodies import Bodies, Body
from kg.extract.names import NameSpan
from kg.extract.people import Human
from kg.extract.post_phrases import Office, PostPhrase
from kg.extract.scene import Scene
from kg.facts.model import Ground, Post, Quote

# How sure an office is: told beside the name; with a verb between; its country taken from the context.
BESIDE, TOLD, CONTEXT = 0.95, 0.85, 0.75


@dataclass
class Holding:
    """A name that holds an office. country: told of this name ("President X of Y"), None where it is not."""

    span: NameSpan
    phrase: PostPhrase
    country: str | None = None
    told: bool = False


class Appointments:
    """Joins offices with names and makes posts of them."""

    def __init__(self, scene: Scene, humans: list[Human], bodies: Bodies) -> None:
        self.scene = scene
        self.bodies = bodies
        self.holdings: dict[int, list[Holding]] = defaultdict(list)
        self._human_of = {id(s): h for h in humans for s in h.spans}
        self._spans = sorted((s for h in humans for s in h.spans), key=lambda s: s.start)
        self._posts: dict[str, list[Post]] = defaultdict(list)
        self._titles: list[tuple[int, Office, str]] = []

    def assign(self, phrases: list[PostPhrase]) -> None:
        """Decides for all phrases who holds the office."""
        taken = self._adjacent()
        self._plurals(taken)
        self._appositions(taken)
        order = sorted((h for hs in self.holdings.values() for h in hs), key=lambda h: (h.phrase.head, h.span.start))
        for holding in order:
            self._make_posts(holding)
        self._drop_bare_ranks()

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
        for span in self._spans[n + 1 :]:
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
        if i + 2 < len(tokens) and tokens[i].text == "(" and tokens[i + 2].text == ")":
            i += 3
        match = self.scene.words.names.before_country.at(tokens, i) if i < len(tokens) else None
        if match is not None and match.end in self.scene.place_at:
            i = self.scene.place_at[match.end].end
        elif (
            match is not None
            and match.end < len(tokens)
            and tokens[match.end].norm in self.scene.words.phrases.articles
        ):
            place = self.scene.place_at.get(match.end + 1)
            i = place.end if place is not None else i
        return i

    def _country_behind(self, span: NameSpan) -> str | None:
        end = self._behind(span)
        place = self.scene.place_before.get(end)
        return place.country if place is not None and place.start >= span.end else None

    def _appositions(self, taken: dict[int, NameSpan]) -> None:
        for span in self._spans:
            comma = span.before if span.before_comma else None
            if comma is not None and comma.head not in taken and not self._belongs_left(comma, span):
                self._hold(span, comma, taken)
            for phrase in span.after:
                if phrase.head not in taken and (not self._better_right(phrase, span)):
                    self._hold(span, phrase, taken)
            if span.bridged is not None and span.bridged.head not in taken:
                self._hold(span, span.bridged, taken, told=True)

    def _belongs_left(self, phrase: PostPhrase, span: NameSpan) -> bool:
        """Tells whether an office between two names in commas is the first one's."""
        for other in self._spans:
            if other.start >= span.start:
                break
            if phrase in other.after and not self.holdings[id(other)]:
                return True
        return False

    def _better_right(self, phrase: PostPhrase, span: NameSpan) -> bool:
        """Tells whether a name that has an office is followed by the office of another."""
        if not self.holdings[id(span)] or phrase is not span.after[0]:
            return False
        return any(s.before is phrase and s.before_comma for s in self._spans if s.start > span.start)

    def _hold(self, span: NameSpan, phrase: PostPhrase, taken: dict[int, NameSpan], told: bool = False) -> None:
        taken[phrase.head] = span
        self.holdings[id(span)].append(Holding(span, phrase, self._country_behind(span), told))

    def _make_posts(self, holding: Holding) -> None:
        phrase, human = holding.phrase, self._human_of[id(holding.span)]
        offices = phrase.offices
        inferred: list[str] = []
        if phrase.counterpart:
            title = self._counterpart_title(phrase)
            if title is None:
                return
            offices = [Office(title)]
            inferred.append("title")
        for office in offices:
            body = self.bodies.add(office.agency) if office.agency is not None else None
            country, guessed = self._country(holding, office, body)
            fields = (*inferred, "country") if guessed else tuple(inferred)
            if body is not None and body.country is None and not body.international and country is not None:
                body.country, body.inferred = country, guessed
            confidence = CONTEXT if guessed else TOLD if holding.told else BESIDE
            reasons = (f"{'told of' if holding.told else 'beside'} the name: {office.title}",)
            post = Post(
                office.title,
                body.id if body is not None else None,
                country,
                (self._quote(holding),),
                ground=Ground(confidence, reasons, None, fields),
            )
            self._note(human, post)
            self._titles.append((phrase.head, office, human.id))

    def _note(self, human: Human, post: Post) -> None:
        posts = self._posts[human.id]
        for n, other in enumerate(posts):
            same_title = other.title.casefold() == post.title.casefold()
            fits = other.country == post.country or None in (other.country, post.country)
            fits = fits or "country" in (*other.ground.inferred, *post.ground.inferred)
            if same_title and fits and (other.agency == post.agency or None in (other.agency, post.agency)):
                if (other.agency is None, "country" in other.ground.inferred) > (
                    post.agency is None,
                    "country" in post.ground.inferred,
                ):
                    posts[n] = post
                return
        posts.append(post)

    def _counterpart_title(self, phrase: PostPhrase) -> str | None:
        """Returns the title that a counterpart shares: of the office told last before."""
        earlier = [office for head, office, _ in self._titles if head < phrase.head]
        return earlier[-1].title if earlier else None

    def _country(self, holding: Holding, office: Office, body: Body | None) -> tuple[str | None, bool]:
        """Returns the country of an office, and whether the context had to say it."""
        phrase = holding.phrase
        if holding.country is not None:
            return holding.country, False
        if phrase.countries and not (phrase.plural and len(phrase.countries) > 1):
            return phrase.countries[0], False
        if body is not None and body.international:
            return None, False
        if body is not None and body.country is not None:
            return body.country, False
        homelands = self.bodies.homelands
        country = homelands.of_title(office.title)
        if country is not None:
            return country, False
        known = [p.country for p in self._posts[self._human_of[id(holding.span)].id] if p.country]
        if known:
            return known[0], True
        country = homelands.near(phrase) or homelands.dateline
        return country, country is not None

    def _quote(self, holding: Holding) -> Quote:
        tokens = self.scene.tokens
        start = min(holding.span.lead, holding.phrase.start)
        end = max(holding.span.end, holding.phrase.end)
        first, last = tokens[start].start, tokens[end - 1].end
        return Quote(self.scene.doc.article.text[first:last], first, last)

    def _drop_bare_ranks(self) -> None:
        """Drops "ambassador" alone where the person has a real office: it is a rank then."""
        ranks = self.scene.words.names.ranks
        for key, posts in self._posts.items():
            real = [p for p in posts if p.title.casefold() not in ranks or p.agency is not None]
            if real:
                self._posts[key] = real

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
