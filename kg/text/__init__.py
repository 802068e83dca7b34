"""A file becomes an Article: cleaned text, metadata, language, and offsets back to the source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.text.article import Article, Span
    from kg.text.language import LANGUAGES, detect_language
    from kg.text.read import (
        ARTICLE_SUFFIXES,
        article_from_bytes,
        article_from_text,
        make_id,
        read_article,
        to_source,
    )
else:
    # Modules are imported when a name of theirs is first used: a look-up needs few of them, and starts light.
    _HOMES = {
        "article": ("Article", "Span"),
        "language": ("LANGUAGES", "detect_language"),
        "read": ("ARTICLE_SUFFIXES", "article_from_bytes", "article_from_text", "make_id", "read_article", "to_source"),
    }

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"kg.text.{home}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ARTICLE_SUFFIXES",
    "LANGUAGES",
    "Article",
    "Span",
    "article_from_bytes",
    "article_from_text",
    "detect_language",
    "make_id",
    "read_article",
    "to_source",
]
