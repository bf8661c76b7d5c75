"""Parquet files, WARC and WET archives, patterns of names; what of a file has been read."""

import datetime
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.read import Article, Failure, Item, Reading, parse_item, read_inputs, read_items
from newsextract.read.streams import Meter

HANS = "云岭市统计局昨天公布，全年地区生产总值1234亿元，比上年增长5.3%。市长林知远说，形势向好。"
PAGE = f"<html><head><title>云岭</title></head><body><article>{f'<p>{HANS}</p>' * 4}</article></body></html>"


def read(*paths: Path | str, **options: Any) -> list[Article | Failure]:
    return list(read_inputs(paths, **options))


# ---------------------------------------------------------------------------------------------- parquet


def write_parquet(path: Path, rows: list[dict[str, Any]], **options: Any) -> Path:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.Table.from_pylist(rows), path, **options)
    return path


def test_rows_of_parquet_are_lines_of_json(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "text": HANS, "uri": "https://example.org/7", "date": datetime.date(2024, 3, 1), "other": 1.5},
        {"id": 8, "text": f"其二。{HANS}", "uri": None, "date": datetime.date(2024, 3, 2), "other": None},
    ]
    path = write_parquet(tmp_path / "a.parquet", rows)
    lines = tmp_path / "a.jsonl"
    known = ("id", "text", "uri", "date")
    lines.write_text("\n".join(json.dumps({k: row[k] for k in known}, default=str) for row in rows), "utf-8")
    for one, other in zip(read(path), read(lines), strict=True):
        assert isinstance(one, Article) and isinstance(other, Article)
        assert one.name.rsplit(":", 1)[1] == other.name.rsplit(":", 1)[1]
        fields = ("text", "source_id", "uri", "date", "sha256", "encoding")
        assert [getattr(one, f) for f in fields] == [getattr(other, f) for f in fields]


def test_moments_become_dates(tmp_path: Path) -> None:
    moment = datetime.datetime(2024, 3, 1, 8, 30, tzinfo=datetime.UTC)
    (article,) = read(write_parquet(tmp_path / "a.parquet", [{"text": HANS, "date": moment}]))
    assert isinstance(article, Article) and article.date == "2024-03-01"


def test_a_row_without_text_fails_by_itself(tmp_path: Path) -> None:
    rows = [{"text": HANS}, {"text": None}, {"text": HANS * 50}, {"text": HANS}]
    items = read(write_parquet(tmp_path / "a.parquet", rows, row_group_size=2), max_size=2000)
    assert [type(item).__name__ for item in items] == ["Article", "Failure", "Failure", "Article"]
    assert [item.reason for item in items if isinstance(item, Failure)] == ["unreadable", "too_large"]


@pytest.mark.parametrize(
    ("data", "says"), [(b"PAR1 and nothing", "no Parquet file"), (b"", "no Parquet file"), (None, 'no column "text"')]
)
def test_what_is_no_parquet_of_articles(tmp_path: Path, data: bytes | None, says: str) -> None:
    path = tmp_path / "a.parquet"
    if data is None:
        write_parquet(path, [{"body": HANS}])
    else:
        path.write_bytes(data)
    (failure,) = read(path)
    assert isinstance(failure, Failure) and says in failure.message and "\n" not in failure.message


# ---------------------------------------------------------------------------------------------- WARC


def record(kind: str, body: bytes, uri: str, content_type: str) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash(uri)):032x}>\r\n"
    head += f"WARC-Date: 2024-05-01T00:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def response(page: bytes, uri: str, *, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(page)}\r\n\r\n".encode() + page
    return record("response", http, uri, "application/http; msgtype=response")


RECORDS = [
    record("warcinfo", b"software: none\r\n", "", "application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", "https://example.org/1", "application/http; msgtype=request"),
    response(PAGE.encode("gb18030"), "https://example.org/1", kind="text/html; charset=GBK"),
    response(b"not found", "https://example.org/2", status="404 Not Found"),
    response(b"\x89PNG", "https://example.org/3", kind="image/png"),
    response(gzip.compress(PAGE.encode()), "https://example.org/4", more="Content-Encoding: gzip\r\n"),
    record("conversion", HANS.encode(), "https://example.org/5", "text/plain"),
    response(b"<html></html>", "https://example.org/6"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_an_archive(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("trafilatura")
    path = tmp_path / f"a.warc{'.gz' if packed else ''}"
    path.write_bytes(b"".join(gzip.compress(data) if packed else data for data in RECORDS))
    items = read(tmp_path)
    assert [item.name for item in items] == [f"{path}:{n}" for n in (1, 4, 5, 6)]
    first, second, third, last = items
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Article)
    assert HANS in first.text and (first.encoding, first.uri) == ("gb18030", "https://example.org/1")
    assert HANS in second.text and second.encoding == "utf-8"
    assert (third.text, third.uri, third.date) == (HANS, "https://example.org/5", None)
    assert isinstance(last, Failure) and "no article text" in last.message


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off(tmp_path: Path, packed: bool) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "a.warc"
    parts = [gzip.compress(data) if packed else data for data in RECORDS[:3]]
    path.write_bytes(b"".join(parts) + parts[-1][:-120])
    whole, cut = read(path)
    assert isinstance(whole, Article)
    assert isinstance(cut, Failure) and "cut off in https://example.org/1" in cut.message


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "a.warc"
    path.write_bytes(response(PAGE.encode() * 20, "https://example.org/1") + RECORDS[6])
    large, good = read(path, max_size=2000)
    assert isinstance(large, Failure) and large.reason == "too_large"
    assert isinstance(good, Article)


@pytest.mark.parametrize("name", ["a.warc", "b.warc.gz"])
def test_what_is_no_archive(tmp_path: Path, name: str) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / name).write_bytes(b"nothing of the kind\n" * 30)
    (failure,) = read(tmp_path / name)
    assert isinstance(failure, Failure) and "WARC" in failure.message


# ---------------------------------------------------------------------------------------------- names and sizes


def test_patterns_are_files_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.txt", "d.md", "x[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(HANS, "utf-8")

    def names(pattern: str) -> list[str]:
        return [Path(item.name).relative_to(tmp_path).as_posix() for item in read(f"{tmp_path}/{pattern}")]

    assert names("*.txt") == ["a.txt", "b.txt", "x[1].txt"]
    assert names("**/*.txt") == ["a.txt", "b.txt", "deep/c.txt", "x[1].txt"]
    assert names("dee*") == ["deep/c.txt"]
    assert names("x[1].txt") == ["x[1].txt"]
    (failure,) = read(f"{tmp_path}/*.csv")
    assert isinstance(failure, Failure) and "matches no file" in failure.message


def test_items_are_what_inputs_are_before_parsing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(HANS.encode("gb18030"))
    (tmp_path / "b.jsonl").write_bytes(json.dumps({"text": HANS, "id": "x"}).encode("utf-16"))
    (tmp_path / "c.txt").write_text("", "utf-8")
    items = list(read_items([tmp_path], Reading()))
    assert [item.form for item in items if isinstance(item, Item)] == ["text", "json", "text"]
    assert [parse_item(item) if isinstance(item, Item) else item for item in items] == read(tmp_path)


def test_the_meter_counts_bytes_as_they_lie_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 300_000, 0))
    (tmp_path / "b.txt").write_text(HANS, "utf-8")
    meter = Meter()
    positions = [meter.position for _ in read_items([tmp_path], Reading(), meter)]
    assert positions == sorted(positions) and positions[0] < positions[150_000] < positions[-2]
    assert meter.position == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_standard_input_of_any_form() -> None:
    pytest.importorskip("fastwarc")
    items = list(read_inputs(["-"], input_format="warc", stdin=io.BytesIO(RECORDS[6])))
    assert [(item.name, isinstance(item, Article)) for item in items] == [("<stdin>:1", True)]
