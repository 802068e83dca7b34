"""The tables of docs/benchmarks.md."""

from collections.abc import Iterable, Sequence
from typing import Any


def write_tables(
    figures: dict[str, Any],
    names: dict[str, Any],
    machine: str,
    command: str,
    seconds: float,
    questions: int,
    rounds: int,
    few: int,
) -> str:
    """Returns the page. figures: by size, as bench_scale.py measures them."""
    sizes = list(figures)
    parts = [
        "# Benchmarks",
        "",
        f"Made by `{command} -o docs/benchmarks.md`; do not edit.",
        f"Machine: {machine}. It did other work meanwhile, on both cores: compare the figures of one table with one",
        "another rather than with those of another day. Times are in milliseconds unless said otherwise. With up to sixteen",
        "processes waiting for two cores, only processor time says much; where time from start to end is given, take it for",
        "several times what it is on an idle machine: `import pyoxigraph, click`, 60 ms on one, took up to 450 ms.",
        "",
        "The graphs are made up (`benchmarks/generate.py`): few are in the news often and most seldom, several articles",
        "tell of one meeting, and each fact has its quotes. Arguments of questions are drawn as the news name people, so",
        "that the best connected are asked about most; rows are read and typed within the time.",
        "",
        *_tell_loads(figures, sizes),
        *_tell_questions(figures, sizes, questions, rounds),
        *_tell_few(figures, sizes, few),
        *_tell_peers(figures, sizes, seconds),
        *_tell_commands(figures, sizes),
        *_tell_names(names),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _tell_loads(figures: dict[str, Any], sizes: Sequence[str]) -> list[str]:
    rows = []
    for size in sizes:
        load = figures[size]["load"]
        own = load["quads"] / load["seconds"] / 1000
        raw = load["raw_quads"] / load["raw_seconds"] / 1000 if load["raw_quads"] else None
        busy = [f"{load[name]:.0f}" if load.get(name) else "" for name in ("raw_busy", "busy")]
        ratio = "" if raw is None else f"{own / raw:.2f} / {_per_quad(load, 'raw_') / _per_quad(load, ''):.2f}"
        add, slow = figures[size]["adding"]
        rows.append(
            (f"{load['quads']:,}", "" if raw is None else f"{raw:.1f}", f"{own:.1f}", ratio, *busy, f"{load['memory']:,}",
             f"{load['store_mb']:,}", f"{load['derived_mb']:,}", f"{add:.0f} / {slow:.0f}")
        )  # fmt: skip
    head = ("quads", "store alone", "kg build", "ratio", "s, alone", "s, kg", "MB", "store MB", "derived MB", "add, ms")
    return [
        "## Loading",
        "",
        "Thousand quads a second into a store on disk: the store's own bulk loader on a file of N-Quads; and the whole",
        "of the build from fact sheets in memory: mapping, bulk loading, merging the store's files, derived data. MB are",
        "the most memory of the process, s its seconds of processor time; the ratio is that of speeds from start to end, and",
        "that of processor time a quad. Making the sheets up counts for kg, some 3 % of its time.",
        "*add* is the change by one article: processor time, without the wait for the disk, median / 95th percentile.",
        "",
        *_table(head, rows),
    ]


def _per_quad(load: dict[str, Any], who: str) -> float:
    """Returns the seconds of processor time for a quad."""
    return float(load[f"{who}busy"]) / float(load[f"{who}quads"])


def _tell_questions(figures: dict[str, Any], sizes: Sequence[str], questions: int, rounds: int) -> list[str]:
    return [
        "## Questions",
        "",
        f"Processor time, median / 95th percentile over {questions} arguments, each the best of {rounds}; on disk, in a running",
        "process. On an idle core that is the time one waits. At most 9,999 rows, as everywhere unless asked otherwise: a",
        "graph ten times as large has ten times as many meetings of an agency, about a topic, in a period, and the answer as",
        "many more rows; these take about 15 microseconds each.",
        "",
        *_table(("question", *(f"{int(size):,}" for size in sizes)), _list_spreads(figures, sizes, "questions")),
    ]


def _tell_few(figures: dict[str, Any], sizes: Sequence[str], few: int) -> list[str]:
    return [
        f"### The first {few} rows",
        "",
        f"The same with `--limit {few}`. What grows is the choice of the first rows among all that fit, which is not kept for",
        "each topic, agency and country.",
        "",
        *_table(("question", *(f"{int(size):,}" for size in sizes)), _list_spreads(figures, sizes, "few")),
    ]


def _list_spreads(figures: dict[str, Any], sizes: Sequence[str], of: str) -> list[tuple[str, ...]]:
    cells = {name: [figures[size][of][name] for size in sizes] for name in figures[sizes[-1]][of]}
    return [(name, *(f"{_ms(middle)} / {_ms(high)}" for middle, high in found)) for name, found in cells.items()]


def _tell_peers(figures: dict[str, Any], sizes: Sequence[str], seconds: float) -> list[str]:
    columns = [(size, peer) for size in sizes for peer in figures[size].get("peers", {})]
    if not columns:
        return []
    names = list(figures[columns[0][0]]["peers"][columns[0][1]])
    rows = []
    for name in names:
        cells = [figures[size]["peers"][peer][name] for size, peer in columns]
        rows.append((name, *(f"> {seconds * 1000:,.0f}" if cell is None else _ms(cell) for cell in cells)))
    head = ("question", *(f"{peer}, {int(size):,}" for size, peer in columns))
    return [
        "## The same questions by SPARQL alone",
        "",
        "The queries of `queries/`, one question each, without derived data: Oxigraph on disk in a process of its own,",
        "Oxigraph's server on the same files, rdflib in memory (the time of all rows). These are times from start to end",
        "on the busy machine, not processor time as above: a tenth of them may be what an idle one takes. Stopped after",
        f"{seconds:g} s. Where a size has a column here, but kg was measured anew since, that of the peers was kept.",
        "",
        *_table(head, rows),
    ]


def _tell_commands(figures: dict[str, Any], sizes: Sequence[str]) -> list[str]:
    names = list(figures[sizes[-1]]["commands"])
    rows = []
    for name in names:
        cells = (figures[size]["commands"][name] for size in sizes)
        rows.append((f"`{name}`", *(f"{best:.0f} / {busy:.0f} / {memory}" for best, busy, memory in cells)))
    head = ("command", *(f"{int(size):,}" for size in sizes))
    anew = figures[sizes[-1]].get("anew")  # what a run of a part of the benchmark put in place of older figures
    return [
        "## Commands",
        "",
        "Best time from the start of the process to its end, ms / processor time, ms / most memory, MB (no more than that).",
        "Commands take turns, so that what else the machine does slows all alike; compare them with the bare import above.",
        *([f"Measured after the other tables: {anew}."] if anew else []),
        "",
        *_table(head, rows),
    ]


def _tell_names(names: dict[str, Any]) -> list[str]:
    if not names:
        return []
    rows = [(name, _ms(middle), _ms(high)) for name, (middle, high) in names.items()]
    return [
        "## Names",
        "",
        "Processor time of one look-up among a million persons.",
        "",
        *_table(("look-up", "median", "95 %"), rows),
    ]


def _ms(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    rule = ["---", *("---:" for _ in head[1:])]
    return [*(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)), ""]
