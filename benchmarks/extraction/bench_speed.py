"""How fast articles are read: beside spaCy's blank pipeline with a sentencizer, on the same texts in the same run.

    python benchmarks/extraction/bench_speed.py [--rounds N] [-o docs/speed.md]

spaCy is an extra of the benchmark alone (`pip install kg[bench]`); its blank pipeline only cuts a text into tokens and
sentences, the least that any reader of text does: its ratios say what extraction costs beside that, on any machine.
With -o the section between the marks in that page is replaced; what stands around it is left as it is.
"""

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ARTICLES = Path(__file__).parent / "articles" / "dev"
OPENING, CLOSING = "<!-- extraction speed -->", "<!-- /extraction speed -->"
MEGABYTE = 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="a folder of articles")
    parser.add_argument("--rounds", type=int, default=5, help="warm rounds; medians of them are shown [5]")
    parser.add_argument("-o", "--output", type=Path, help="the page whose section is written anew")
    options = parser.parse_args()
    section = "\n".join(measure(sorted(options.articles.glob("*.txt")), options.rounds))
    print(section)
    if options.output is not None:
        write_section(options.output, section)


def measure(paths: Sequence[Path], rounds: int) -> list[str]:
    """Returns the section's lines."""
    from kg.extract import extract_facts
    from kg.text import read_article

    articles = [read_article(path) for path in paths]
    kilobytes = [len(article.text.encode()) / 1000 for article in articles]
    nlp = make_pipelines({article.language for article in articles})
    readers: dict[str, Callable[[int], object]] = {
        "kg": lambda n: extract_facts(articles[n]),
        "spaCy": lambda n: nlp[articles[n].language](articles[n].text),
    }
    times = {name: [[0.0] * len(articles) for _ in range(rounds)] for name in readers}
    for n in range(-1, rounds):  # round -1 warms up
        for name, read in readers.items():
            for i in range(len(articles)):
                start = time.process_time()
                read(i)
                if n >= 0:
                    times[name][n][i] = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    totals = {name: statistics.median(sum(row) for row in rows) for name, rows in times.items()}
    each = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in times.items()}
    worst = {name: p95([1000 * t / k for t, k in zip(row, kilobytes, strict=True)]) for name, row in each.items()}
    one = {name: len(articles) / total for name, total in totals.items()}
    two = {"kg": pooled(paths, read_with_kg, rounds), "spaCy": pooled(paths, read_with_spacy, rounds)}
    kilobyte = {name: 1000 * total / sum(kilobytes) for name, total in totals.items()}
    start_up = {
        "kg": start_of("from kg.extract import extract_facts"),
        "spaCy": start_of("import spacy; spacy.blank('en').add_pipe('sentencizer')"),
    }
    rows = [
        ("articles a second, one core", one, "{:.0f}"),
        ("articles a second, two cores", two, "{:.0f}"),
        ("ms a kilobyte", kilobyte, "{:.2f}"),
        ("ms a kilobyte, p95", worst, "{:.2f}"),
        ("start-up, s", start_up, "{:.2f}"),
    ]
    size = sum(kilobytes) / len(kilobytes)
    return [
        "## Extraction",
        "",
        f"Made by `python benchmarks/extraction/bench_speed.py --rounds {rounds} -o docs/speed.md`.",
        f"Python {platform.python_version()}; medians of {rounds} warm rounds over {len(articles)} articles of",
        f"{size:.1f} kB in {len({a.language for a in articles})} languages (`benchmarks/extraction/articles/dev`). spaCy is its",
        "blank pipeline with a sentencizer on the same texts in the same run: tokens and sentences, no facts. Seconds of one",
        "core are those of the processor; those of two cores and of starting are of the clock, on a machine that did other",
        "work meanwhile: the ratios hold, these figures are a floor.",
        "",
        "| | kg | spaCy, blank | ratio |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {what} | {form.format(v['kg'])} | {form.format(v['spaCy'])} | {v['kg'] / v['spaCy']:.2f} |"
            for what, v, form in rows
        ),
        "",
        f"Peak memory of the run, both readers and the texts: {memory:.0f} MB.",
    ]


def make_pipelines(languages: set[str]) -> dict[str, Callable[[str], object]]:
    """Returns spaCy's blank pipeline with a sentencizer for each language."""
    import spacy

    found: dict[str, Callable[[str], object]] = {}
    for language in languages:
        nlp = spacy.blank(language)
        nlp.add_pipe("sentencizer")
        nlp.max_length = 100 * MEGABYTE
        found[language] = nlp
    return found


def read_with_kg(paths: Sequence[Path]) -> int:
    """Extracts the facts of files; returns how many files."""
    from kg.extract import extract_facts
    from kg.text import read_article

    for path in paths:
        extract_facts(read_article(path))
    return len(paths)


def read_with_spacy(paths: Sequence[Path]) -> int:
    """Cuts files into tokens and sentences; returns how many files."""
    from kg.text import read_article

    global _PIPELINES
    articles = [read_article(path) for path in paths]
    missing = {article.language for article in articles} - set(_PIPELINES)
    _PIPELINES = _PIPELINES | make_pipelines(missing)
    for article in articles:
        _PIPELINES[article.language](article.text)
    return len(paths)


_PIPELINES: dict[str, Callable[[str], object]] = {}


def pooled(paths: Sequence[Path], read: Callable[[Sequence[Path]], int], rounds: int, jobs: int = 2) -> float:
    """Returns articles a second in a pool of processes, reading of the files included; each is warm before."""
    shares = [paths[n::jobs] for n in range(jobs)]
    with ProcessPoolExecutor(jobs) as pool:
        list(pool.map(read, [paths] * jobs))
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            count = sum(pool.map(read, shares))
            times.append(count / (time.perf_counter() - start))
    return statistics.median(times)


def start_of(statement: str, rounds: int = 5) -> float:
    """Returns the median seconds that a fresh interpreter takes to run a statement and end."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def p95(values: Sequence[float]) -> float:
    """Returns the value that 95 of 100 do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def write_section(page: Path, section: str) -> None:
    """Puts the section between its marks in a page, at the end where it has none yet."""
    text = page.read_text("utf-8")
    marked = f"{OPENING}\n{section}\n{CLOSING}\n"
    before, opened, rest = text.partition(OPENING)
    if not opened:
        before, rest = f"{text.rstrip()}\n\n", ""
    page.write_text(before + marked + rest.partition(CLOSING)[2].lstrip("\n"), "utf-8")


if __name__ == "__main__":
    main()
