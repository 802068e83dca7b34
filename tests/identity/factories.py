"""Factories of identity's tests: an article that names some people."""

from kg.facts.model import ArticleInfo, FactSheet, Person, Post


def make_sheet(article: str, *people: tuple[str, str | None, str | None], published: str = "2024-06-15") -> FactSheet:
    """Returns an article. people: (name, title of the post, its country); a person's id is p0, p1, ..."""
    persons = tuple(
        Person(f"p{at}", name, posts=(Post(title, country=country),) if title else ())
        for at, (name, title, country) in enumerate(people)
    )
    return FactSheet(ArticleInfo(article, "en", published=published), persons)
