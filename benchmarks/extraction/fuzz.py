"""Throws made-up, spliced and broken texts at the reader for a while: nothing but a sheet or a KgError may come of it.

    python benchmarks/extraction/fuzz.py [--minutes N] [--seed N]

Exit code 1 where anything else came; the text is then written to the working folder. A round that takes longer than
SLOW_SECONDS a kilobyte is counted as slow.
"""

import argparse
import random
import sys
import time
from pathlib import Path

from kg.errors import KgError
from kg.extract import extract_facts
from kg.text import article_from_bytes

ARTICLES = Path(__file__).parent / "articles" / "dev"
SLOW_SECONDS = 0.5
LONGEST = 20_000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    sources = [path.read_bytes() for path in sorted(ARTICLES.glob("*.txt"))]
    until = time.monotonic() + 60 * options.minutes
    counts = dict.fromkeys(("sheets", "refused", "faults", "slow", "ungrounded"), 0)
    size, worst = 0, 0.0
    while time.monotonic() < until:
        data = make_bytes(chance, sources)
        size += len(data)
        start = time.process_time()
        outcome = read(data)
        seconds = time.process_time() - start
        counts[outcome] += 1
        rate = seconds / max(1.0, len(data) / 1000)
        worst = max(worst, rate)
        counts["slow"] += rate > SLOW_SECONDS
        if outcome in ("faults", "ungrounded"):
            Path(f"fuzz-{outcome}-{counts[outcome]}.txt").write_bytes(data)
    print(
        f"{sum(counts[k] for k in ('sheets', 'refused', 'faults', 'ungrounded'))} texts, {size / 1e6:.1f} MB: {counts};"
    )
    print(f"slowest {worst:.3f} s of CPU a kilobyte")
    return 1 if counts["faults"] or counts["ungrounded"] else 0


def make_bytes(chance: random.Random, sources: list[bytes]) -> bytes:
    """Returns a text: noise, an article with bytes changed, pieces of several, one piece over and over, one line."""
    way = chance.randrange(6)
    article = bytearray(chance.choice(sources))
    if way == 0:
        return chance.randbytes(chance.randrange(2000))
    if way == 1:
        for _ in range(chance.randrange(1, 60)):
            article[chance.randrange(len(article))] = chance.randrange(256)
        return bytes(article)
    if way == 2:
        words = [w for _ in range(4) for w in chance.choice(sources).split()]
        chance.shuffle(words)
        return b" ".join(words)
    if way == 3:
        start = chance.randrange(len(article))
        piece = bytes(article[start : start + chance.randrange(1, 80)])
        return (piece * (LONGEST // max(1, len(piece))))[: chance.randrange(LONGEST)]
    if way == 4:
        return bytes(article).replace(b"\n", b" ").replace(b".", b",")
    lines = [line for _ in range(3) for line in chance.choice(sources).splitlines(keepends=True)]
    chance.shuffle(lines)
    return b"".join(lines)


def read(data: bytes) -> str:
    """Returns what came of a text."""
    try:
        article = article_from_bytes(data, "fuzz.txt")
        sheet = extract_facts(article)
    except KgError as error:
        return "refused" if "\n" not in str(error) else "faults"
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return "faults"
    quotes = [q for fact in (*sheet.meetings, *sheet.awards) for q in fact.evidence]
    return "sheets" if all(article.text[q.start : q.end] == q.exact for q in quotes) else "ungrounded"


if __name__ == "__main__":
    sys.exit(main())
