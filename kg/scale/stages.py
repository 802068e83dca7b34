"""The three stages of a job, each a function of one task that any engine can run in any process.

    read      split -> cleaned articles, by the bucket that the hash of their text falls in
    extract   bucket -> fact sheets, N-Quads and blocking keys of the articles that no run had before
    block     part of the keys -> who and what may be the same across the archive

Equal texts have equal hashes and fall in one bucket, where all but the first are left out: each article is extracted
once, in whatever splits, files and runs it stands. A bad record is a line in failures.jsonl.
"""

import gzip
import json
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar
from zlib import crc32

from kg.errors import KgError
from kg.scale.parts import (
    COUNTS,
    DEATHS_MAX,
    FAILURES,
    Counts,
    Journal,
    RecordTimeoutError,
    make_part,
    read_counts,
    run_limited,
)
from kg.scale.records import Split, read_split

if TYPE_CHECKING:
    from kg.text import Article

T = TypeVar("T")

ARTICLES, FACTS, BLOCKS, JOURNALS = "articles", "facts", "blocks", "journals"
HASHES, SPLITS, MADE_OF = "hashes.txt", "splits.json", "made-of.json"
ID_DIGITS = 24
#: A block of more mentions tells nobody apart; it is counted, not written.
BLOCK_MAX = 5_000
ARTICLE_FIELDS = ("id", "text", "language", "title", "publisher", "url", "published")


@dataclass(frozen=True, slots=True)
class Task:
    """What one process does. number: of the bucket, or of the part of the keys; buckets: how many there are."""

    stage: str
    output: str
    buckets: int
    extractor: str = "rules"
    split: Split | None = None
    number: int = 0
    splits: tuple[str, ...] = ()


def run_task(task: Task) -> Counts:
    """Does a task and returns what was counted; one that was done already is not done again.

    Raises:
        WorkspaceError: the disk is full.
    """
    return STAGES[task.stage](task)


class Part:
    """A part of the output that is being filled: its files, its counts, and the records that failed."""

    def __init__(self, folder: Path, journal: Journal, files: ExitStack) -> None:
        self.folder = folder
        self.counts: Counts = {}
        self._journal = journal
        self._files = files
        self._failures = self.open(FAILURES)

    def open(self, name: str) -> IO[str]:
        """Opens a file of the part for writing; .gz packs it."""
        path = self.folder / name
        if name.endswith(".gz"):
            return self._files.enter_context(gzip.open(path, "wt", 1, "utf-8"))
        return self._files.enter_context(path.open("w", encoding="utf-8"))

    def count(self, what: str, number: int = 1) -> None:
        """Adds to a count."""
        self.counts[what] = self.counts.get(what, 0) + number

    def attempt(self, number: int, place: str, work: Callable[[], T]) -> T | None:
        """Does the work on a record; None where it failed, which is written down."""
        if not self._journal.begin(number):
            self._fail(place, f"the process that worked on it died {DEATHS_MAX} times")
            return None
        try:
            return run_limited(work)
        except (KgError, RecordTimeoutError) as error:
            self._fail(place, str(error))
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            self._fail(place, f"unexpected {type(error).__name__} at {where}: {error}")
        return None

    def _fail(self, place: str, error: str) -> None:
        self.count("failed")
        _write_line(self._failures, {"place": place, "error": " ".join(error.split())})


def fill_part(task: Task, final: Path, fill: Callable[[Part], None]) -> Counts:
    """Has a part filled and returns its counts."""
    started = time.process_time()
    journal = Journal(Path(task.output) / JOURNALS / f"{task.stage}-{final.name}")
    with make_part(final) as folder:
        if folder is not None:
            with ExitStack() as files:
                part = Part(folder, journal, files)
                fill(part)
            part.count("cpu_ms", round(1000 * (time.process_time() - started)))
            (folder / COUNTS).write_text(json.dumps(part.counts) + "\n")
    journal.close()
    return read_counts(final)


def read_articles(task: Task) -> Counts:
    """Stage one: cleans the articles of a split and sorts them into buckets."""
    from kg.extract.lexicon import known_languages

    split, languages = task.split, frozenset(known_languages())
    assert split is not None

    def fill(part: Part) -> None:
        buckets: dict[int, IO[str]] = {}
        for number, record in enumerate(read_split(split)):
            part.count("records", 0 if record.is_end else 1)
            article = part.attempt(number, record.place, record.read)
            if article is None:
                continue
            if article.language.partition("-")[0] not in languages:
                part.count("other_language")
                continue
            part.count("articles")
            bucket, line = pack_article(article, record.place, task.buckets)
            if bucket not in buckets:
                buckets[bucket] = part.open(f"{bucket:05}.jsonl.gz")
            _write_line(buckets[bucket], line)

    return fill_part(task, Path(task.output) / ARTICLES / split.id, fill)


def pack_article(article: "Article", place: str, buckets: int) -> tuple[int, dict[str, Any]]:
    """Returns the bucket of an article and the article as a line: its id is made of the hash of its text."""
    from kg.facts import sha256_of

    digest = sha256_of(article.text)
    named = replace(article, id=f"a{digest[:ID_DIGITS]}")
    fields = {name: getattr(named, name) for name in ARTICLE_FIELDS}
    return int(digest[:8], 16) % buckets, {"place": place, "article": fields}


def extract_bucket(task: Task) -> Counts:
    """Stage two: extracts the articles of a bucket that are of splits no earlier run had, each text once."""
    output = Path(task.output)
    earlier = sorted((output / FACTS).glob(f"{task.number:05}-*")) if (output / FACTS).exists() else []
    had = {split for part in earlier for split in json.loads((part / SPLITS).read_bytes())}
    new = [split for split in task.splits if split not in had]
    if not new:
        return {}

    def fill(part: Part) -> None:
        (part.folder / SPLITS).write_text(json.dumps(new))
        seen = {line for old in earlier for line in (old / HASHES).read_text().split()}
        hashes, sheets, graph = (part.open(name) for name in (HASHES, "sheets.jsonl", "graph.nq"))
        keys: dict[int, IO[str]] = {}
        paths = (output / ARTICLES / split / f"{task.number:05}.jsonl.gz" for split in sorted(new))
        for number, (place, article) in enumerate(_read_bucket(path for path in paths if path.exists())):
            if article.id in seen:
                part.count("repeated")
                continue
            seen.add(article.id)
            hashes.write(f"{article.id}\n")
            found = part.attempt(number, place, lambda article=article: _extract(article, task))  # type: ignore[misc]
            if found is None:
                continue
            sheet, quads, blocking = found
            sheets.write(sheet)
            graph.writelines(quads)
            for key_part, line in blocking:
                if key_part not in keys:
                    keys[key_part] = part.open(f"keys-{key_part:05}.jsonl")
                keys[key_part].write(line)
            part.count("sheets")
            part.count("quads", len(quads))

    return fill_part(task, output / FACTS / f"{task.number:05}-{len(earlier) + 1:04}", fill)


def _read_bucket(paths: Iterator[Path]) -> Iterator[tuple[str, "Article"]]:
    from kg.text import Article

    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                told = json.loads(line)
                yield told["place"], Article(**told["article"])


def _extract(article: "Article", task: Task) -> tuple[str, list[str], list[tuple[int, str]]]:
    """Returns the sheet as a line, its quads, and its blocking keys: (part of the keys, line)."""
    from kg.extract import get_extractor
    from kg.facts import locate_quotes, require_valid, to_dict
    from kg.identity.model import write_key
    from kg.identity.sheet_keys import make_sheet_keys
    from kg.rdf import nquads_of

    sheet = get_extractor(task.extractor)(article)
    require_valid(sheet, article.text)
    sheet = locate_quotes(sheet, article.text)
    quads = list(nquads_of(sheet, article.text))
    keys = [
        (crc32(f"{kind} {key}".encode()) % task.buckets, json.dumps([kind, key, write_key(mention)]) + "\n")
        for kind, key, mention in make_sheet_keys(sheet)
    ]
    return json.dumps(to_dict(sheet), ensure_ascii=False) + "\n", quads, keys


def block_keys(task: Task) -> Counts:
    """Stage three: writes the blocks of a part of the keys: the mentions, of two articles or more, that share one."""
    output = Path(task.output)
    parts = sorted(part.name for part in (output / FACTS).iterdir() if not part.name.startswith("."))
    final = output / BLOCKS / f"{task.number:05}-{crc32(json.dumps(parts).encode()):08x}"

    def fill(part: Part) -> None:
        (part.folder / MADE_OF).write_text(json.dumps(parts))
        blocks: dict[tuple[str, str], set[str]] = {}
        for name in parts:
            path = output / FACTS / name / f"keys-{task.number:05}.jsonl"
            for line in path.read_text("utf-8").splitlines() if path.exists() else ():
                kind, key, mention = json.loads(line)
                blocks.setdefault((kind, key), set()).add(mention)
        out = part.open("blocks.jsonl")
        for (kind, key), mentions in sorted(blocks.items()):
            if len({mention.partition("#")[0] for mention in mentions}) < 2:
                continue
            if len(mentions) > BLOCK_MAX:
                part.count("too_big")
                continue
            part.count("blocks")
            _write_line(out, {"kind": kind, "key": key, "mentions": sorted(mentions)})

    counts = fill_part(task, final, fill)
    for old in (output / BLOCKS).glob(f"{task.number:05}-*"):
        if old != final:
            _remove(old)
    return counts


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def _write_line(out: IO[str], value: object) -> None:
    out.write(json.dumps(value, ensure_ascii=False) + "\n")


STAGES: dict[str, Callable[[Task], Counts]] = {"read": read_articles, "extract": extract_bucket, "block": block_keys}
