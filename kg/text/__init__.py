"""A file becomes an Article: cleaned text, metadata, language, and offsets back to the source."""

from kg.text.article import Article, Span

__all__ = ["Article", "Span"]
