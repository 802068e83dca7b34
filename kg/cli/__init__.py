"""The command line: parse, one call into the rooms below, print. Data goes to stdout, messages to stderr.

Only this room configures logging and catches errors (boundary.py). A command's module, and what it needs, is imported
when that command runs (app.py), so a look-up starts light. Refuses to hold any knowledge of articles or of the graph.
"""

from kg.cli.boundary import main

__all__ = ["main"]
