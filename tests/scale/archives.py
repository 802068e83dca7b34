"""Archives for the tests: the same articles as files, lines, Parquet and WARC."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

SENTENCE = (
    "The Minister of Foreign Affairs of Austria, Ann Miller, met with the President of Poland, Bob Kowalski, "
    "in Vienna on 3 May 2024. They spoke about trade and security. It was talk number {number} of the year."
)


def make_text(number: int) -> str:
    return SENTENCE.format(number=number)


def make_page(number: int) -> str:
    return (
        f"<html lang='en'><head><title>Talk {number}</title></head><body><article><h1>Talk {number}</h1>"
        f"<p>{make_text(number)}</p></article></body></html>"
    )


def write_files(folder: Path, numbers: Iterable[int]) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"talk-{number}.txt").write_text(make_text(number))
    return folder


def write_lines(path: Path, numbers: Iterable[int], extra: Iterable[bytes] = ()) -> Path:
    lines = [json.dumps({"text": make_text(number), "url": f"http://e/{number}"}).encode() for number in numbers]
    data = b"\n".join([*lines, *extra]) + b"\n"
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def make_record(url: str, body: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """Returns one answer of a crawl as WARC has it, packed."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: 2024-05-04T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + answer + b"\r\n\r\n")


def write_warc(path: Path, numbers: Iterable[int], extra: Iterable[bytes] = ()) -> Path:
    records = [make_record(f"http://e/{number}", make_page(number).encode()) for number in numbers]
    path.write_bytes(b"".join([*records, *extra]))
    return path
