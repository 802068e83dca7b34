"""The graph in other people's formats. To add one, write its function and name it in EXPORTERS; the CLI lists it.

An exporter is pure: the same workspace gives the same bytes.
"""

from kg.export.formats import EXPORTERS, Exporter, find_exporter

__all__ = ["EXPORTERS", "Exporter", "find_exporter"]
