"""The fact sheet: the one contract between extraction, curation and loading, with its dates and its checks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.facts.check import Problem, check_sheet, require_valid
    from kg.facts.claims import FIGURES
    from kg.facts.codec import (
        from_dict,
        read_sheet,
        sheet_from_json,
        sheet_from_yaml,
        sheet_to_json,
        sheet_to_yaml,
        to_dict,
        write_sheet,
    )
    from kg.facts.edtf import EdtfDate, parse_edtf
    from kg.facts.locate import locate_quote, locate_quotes, sha256_of
    from kg.facts.model import (
        MEETING_KINDS,
        REVIEWS,
        ROLES,
        STATUSES,
        Agency,
        ArticleInfo,
        Award,
        FactSheet,
        Ground,
        Meeting,
        MeetingKind,
        Participation,
        Person,
        Post,
        Quote,
        Review,
        Role,
        Status,
    )
    from kg.facts.reference import Topic, country_codes, known_country, known_topic, topics
    from kg.facts.score import Figure, LanguageScore, Miss, Scores, score_folder
else:
    # Modules are imported when a name of theirs is first used: a look-up needs few of them, and starts light.
    _HOMES = {
        "check": ("Problem", "check_sheet", "require_valid"),
        "claims": ("FIGURES",),
        "codec": (
            "from_dict",
            "read_sheet",
            "sheet_from_json",
            "sheet_from_yaml",
            "sheet_to_json",
            "sheet_to_yaml",
            "to_dict",
            "write_sheet",
        ),
        "edtf": ("EdtfDate", "parse_edtf"),
        "locate": ("locate_quote", "locate_quotes", "sha256_of"),
        "model": (
            "MEETING_KINDS",
            "REVIEWS",
            "ROLES",
            "STATUSES",
            "Agency",
            "ArticleInfo",
            "Award",
            "FactSheet",
            "Ground",
            "Meeting",
            "MeetingKind",
            "Participation",
            "Person",
            "Post",
            "Quote",
            "Review",
            "Role",
            "Status",
        ),
        "reference": ("Topic", "country_codes", "known_country", "known_topic", "topics"),
        "score": ("Figure", "LanguageScore", "Miss", "Scores", "score_folder"),
    }

    def __getattr__(name: str) -> object:
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                value = getattr(import_module(f"kg.facts.{home}"), name)
                globals()[name] = value
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "FIGURES",
    "MEETING_KINDS",
    "REVIEWS",
    "ROLES",
    "STATUSES",
    "Agency",
    "ArticleInfo",
    "Award",
    "EdtfDate",
    "FactSheet",
    "Figure",
    "Ground",
    "LanguageScore",
    "Meeting",
    "MeetingKind",
    "Miss",
    "Participation",
    "Person",
    "Post",
    "Problem",
    "Quote",
    "Review",
    "Role",
    "Scores",
    "Status",
    "Topic",
    "check_sheet",
    "country_codes",
    "from_dict",
    "known_country",
    "known_topic",
    "locate_quote",
    "locate_quotes",
    "parse_edtf",
    "read_sheet",
    "require_valid",
    "score_folder",
    "sha256_of",
    "sheet_from_json",
    "sheet_from_yaml",
    "sheet_to_json",
    "sheet_to_yaml",
    "to_dict",
    "topics",
    "write_sheet",
]
