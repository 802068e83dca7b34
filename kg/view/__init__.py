"""The viewer: one self-contained HTML page of what a store holds, or of a part of it.

The page asks the network for nothing, and nothing that an article says can become markup or script in it.
"""

from kg.view.collect import collect_view
from kg.view.model import ViewGraph
from kg.view.page import render_page, write_page
from kg.view.reading import make_id
from kg.view.wording import LANGS

__all__ = ["LANGS", "ViewGraph", "collect_view", "make_id", "render_page", "write_page"]
