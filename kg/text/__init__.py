"""A file becomes an Article: cleaned text, metadata, language, and offsets back to the source."""

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
