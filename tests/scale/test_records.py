"""Tests of kg.scale.records: what is in an archive, however it is written."""

from pathlib import Path

import pytest

from kg.errors import KgError, UnreadableError
from kg.scale.records import find_splits, read_split

from .archives import make_page, make_record, make_text, write_files, write_lines, write_warc


def read_all(*sources: Path) -> tuple[list[str], list[str]]:
    """Returns the texts of all articles, and the errors."""
    texts, errors = [], []
    for split in find_splits(sources):
        for record in read_split(split):
            try:
                texts.append(record.read().text)
            except KgError as error:
                errors.append(str(error))
    return texts, errors


def test_files_are_read_with_those_of_folders_below(tmp_path: Path) -> None:
    write_files(tmp_path / "below", [1, 2])
    (tmp_path / "image.png").write_bytes(b"x")
    assert read_all(tmp_path) == ([make_text(1), make_text(2)], [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_lines_are_read_and_bad_ones_told(tmp_path: Path, name: str) -> None:
    path = write_lines(tmp_path / name, [1], [b"{", b"[]", b'{"x": 1}', b"", b"\xff\xfe"])
    texts, errors = read_all(path)
    assert texts == [make_text(1)]
    assert [error[:14] for error in errors] == ["no JSON: Expec", "no JSON object", "no text in it;", "no JSON: 'utf-"]


@pytest.mark.parametrize("step", [1, 7, 100, 250, 10_000])
def test_each_line_is_in_one_split(tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.scale.records.LINES_BYTES", step)
    path = write_lines(tmp_path / "a.jsonl", range(5))
    assert read_all(path) == ([make_text(number) for number in range(5)], [])


def test_fields_go_by_many_names(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"maintext": "Ann met Bob in Rome.", "headline": "H", "date_publish": "2024-05-03", "lang": "en"}\n'
    )
    (split,) = find_splits([path])
    (record,) = read_split(split)
    article = record.read()
    assert (article.title, article.published, article.language) == ("H", "2024-05-03", "en")


def test_rows_of_parquet_are_read(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.table({"text": [make_text(1), None, make_text(2)], "other": [1, 2, 3]})
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    texts, errors = read_all(tmp_path / "a.parquet")
    assert (texts, len(errors)) == ([make_text(1), make_text(2)], 1)
    (tmp_path / "b.parquet").write_bytes(b"none")
    with pytest.raises(UnreadableError, match=r"b\.parquet: no Parquet"):
        find_splits([tmp_path / "b.parquet"])


def test_pages_of_a_crawl_are_read_and_all_else_left(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    others = [
        make_record("http://e/i.png", b"x", "image/png"),
        make_record("http://e/gone", make_page(8).encode(), status="404 Not Found"),
        make_record("http://e/empty", b"<html></html>"),
    ]
    path = write_warc(tmp_path / "a.warc.gz", [1, 2], others)
    texts, errors = read_all(path)
    assert texts == [make_text(1), make_text(2)]
    assert len(errors) == 1
    (split,) = find_splits([path])
    assert next(read_split(split)).read().url == "http://e/1"


def test_a_crawl_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = write_warc(tmp_path / "a.warc.gz", range(4))
    path.write_bytes(path.read_bytes()[:-150])
    texts, _errors = read_all(path)
    assert texts[:3] == [make_text(number) for number in range(3)]


def test_a_packed_file_that_is_broken_is_told(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl.gz", range(50))
    path.write_bytes(path.read_bytes()[:-20])
    texts, errors = read_all(path)
    assert texts[:1] == [make_text(0)] or errors
    assert "cannot be read on from here" in errors[-1]


def test_a_source_that_is_not_there_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="is not there"):
        find_splits([tmp_path / "none"])
    with pytest.raises(UnreadableError, match="holds nothing that can be read"):
        find_splits([tmp_path])


def test_a_file_that_has_grown_is_another_split(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [1])
    (before,) = find_splits([path])
    write_lines(path, [1, 2])
    (after,) = find_splits([path])
    assert before.id != after.id
