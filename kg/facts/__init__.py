"""The fact sheet: the one contract between extraction, curation and loading, with its dates and its checks."""
