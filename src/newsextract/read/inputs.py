"""From what the user names to articles, one at a time and in order; what cannot be read is reported and passed by."""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from newsextract.errors import InputError
from newsextract.read.article import Article
from newsextract.read.encodings import decode, detect_encoding, refuse_binary, resolve_encoding
from newsextract.read.html import decode_page, extract_page
from newsextract.read.streams import MAX_SIZE, open_stream, read_whole, unpacked

_FORMATS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_REGIONS = ("CN", "TW", "HK", "MO")
_NUMERIC_DATE = re.compile(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that yields no article, and why; ``name`` is the file, or file and line."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class _Options:
    encoding: str | None
    input_format: str | None
    max_size: int


def read_inputs(
    paths: Iterable[str | Path],
    *,
    encoding: str | None = None,
    input_format: str | None = None,
    max_size: int = MAX_SIZE,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Failure]:
    """The articles of files and folders, in order, as a stream; '-' is standard input.

    ``input_format`` (text, html, jsonl) and ``encoding`` override what suffix and content tell; ``max_size`` is the
    most bytes that one article may have.
    """
    options = _Options(encoding, input_format, max_size)
    for path in paths:
        if str(path) == "-":
            yield from _guarded("<stdin>", _read_stdin(stdin or sys.stdin.buffer, options))
        elif Path(path).is_dir():
            yield from _read_folder(Path(path), options)
        else:
            yield from _guarded(str(path), _read_file(Path(path), options))


def article_from_text(
    text: str,
    *,
    name: str = "<text>",
    source_id: str | None = None,
    uri: str | None = None,
    title: str | None = None,
    date: str | None = None,
    publisher: str | None = None,
    region: str | None = None,
) -> Article:
    """An article from a string. Raises InputError where it holds nothing but blanks."""
    _refuse_empty(text)
    return Article(
        text=text,
        name=name,
        encoding="utf-8",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        source_id=source_id,
        uri=uri,
        title=title,
        date=date,
        publisher=publisher,
        region=region,
    )


def _guarded(name: str, articles: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    try:
        yield from articles
    except InputError as error:
        yield Failure(name, str(error))


def _read_folder(folder: Path, options: _Options) -> Iterator[Article | Failure]:
    """Articles of known suffixes, recursively, in the order of their names; links to folders are not followed."""
    found = False
    for path in _walk(folder):
        found = True
        yield from _guarded(str(path), _read_file(path, options))
    if not found:
        yield Failure(str(folder), "holds no articles (.txt, .html, .jsonl, each also as .gz); name another folder")


def _walk(folder: Path) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _walk(entry)
        elif _format_of(entry) is not None:
            yield entry


def _format_of(path: Path) -> str | None:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return _FORMATS.get(suffixes[-1]) if suffixes else None


def _read_file(path: Path, options: _Options) -> Iterator[Article | Failure]:
    form = options.input_format or _format_of(path) or "text"
    with open_stream(path) as stream:
        yield from _read_stream(stream, str(path), form, options)


def _read_stdin(stream: BinaryIO, options: _Options) -> Iterator[Article | Failure]:
    yield from _read_stream(unpacked(stream), "<stdin>", options.input_format or "text", options)


def _read_stream(stream: BinaryIO, name: str, form: str, options: _Options) -> Iterator[Article | Failure]:
    if form == "jsonl":
        yield from _read_lines(stream, name, options)
        return
    data = read_whole(stream, options.max_size)
    digest = hashlib.sha256(data).hexdigest()
    if form == "html":
        markup, encoding = decode_page(data, options.encoding)
        _refuse_empty(markup)
        yield _from_page(markup, name, encoding, digest, {})
        return
    text, encoding = decode(data, options.encoding)
    _refuse_empty(text)
    yield Article(text=text, name=name, encoding=encoding, sha256=digest)


def _refuse_empty(text: str) -> None:
    if not text.strip("\ufeff\x00 \t\r\n\u3000\xa0"):
        raise InputError("is empty; give a file with an article in it")


def _from_page(markup: str, name: str, encoding: str, digest: str, given: Mapping[str, Any]) -> Article:
    page = extract_page(markup)
    return Article(
        text=page.text,
        name=name,
        encoding=encoding,
        sha256=digest,
        source_id=given.get("source_id"),
        uri=given.get("uri"),
        title=given.get("title") or page.title,
        date=given.get("date") or page.date,
        publisher=given.get("publisher") or page.publisher,
        region=given.get("region"),
        authors=page.authors,
        extracted=True,
        metadata=page.metadata,
    )


def _read_lines(stream: BinaryIO, name: str, options: _Options) -> Iterator[Article | Failure]:
    """JSON Lines: each line an article; a bad line is reported and the next one read."""
    found = False
    for number, line in _split_lines(stream, options):
        found = True
        place = f"{name}:{number}"
        if line is None:
            yield Failure(place, f"is longer than {options.max_size >> 20} MB; cut it, or raise --max-size")
            continue
        try:
            yield _from_json(line, place)
        except InputError as error:
            yield Failure(place, str(error))
    if not found:
        raise InputError("is empty; give a file with an article on each line")


def _split_lines(stream: BinaryIO, options: _Options) -> Iterator[tuple[int, str | None]]:
    """The lines that are not blank, numbered from 1; None for one that is too long, of which nothing is kept."""
    head = _peek(stream)
    refuse_binary(head)
    encoding = resolve_encoding(head, options.encoding) if options.encoding else detect_encoding(head)
    reader = io.TextIOWrapper(stream, encoding, "replace", newline="\n")
    number = 0
    while line := reader.readline(options.max_size + 1):
        number += 1
        if len(line) > options.max_size:
            _skip_line(reader, options.max_size)
            yield number, None
        elif line.strip("\ufeff \t\r\n"):
            yield number, line.lstrip("\ufeff")


def _skip_line(reader: TextIO, size: int) -> None:
    while (rest := reader.readline(size)) and not rest.endswith("\n"):
        pass


def _peek(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    head: bytes = peek(1 << 16) if peek else b""
    cut = head.rfind(b"\n")  # a character may be cut at the end
    return head[: cut + 1] if cut > 0 else head


def _from_json(line: str, place: str) -> Article:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({str(error).splitlines()[0]}); write one object a line") from None
    if not isinstance(row, dict):
        raise InputError('is not a JSON object; write {"text": ...} on each line')
    given = _given(row)
    text, markup = row.get("text"), row.get("html")
    if isinstance(text, str):
        article = article_from_text(text, name=place, **given)
        return article
    if isinstance(markup, str):
        digest = hashlib.sha256(markup.encode("utf-8", "surrogatepass")).hexdigest()
        return _from_page(markup, place, "utf-8", digest, given)
    raise InputError('has no "text" and no "html" of type string; add one of them')


def _given(row: Mapping[str, Any]) -> dict[str, str | None]:
    """What a line says about its article; numbers may stand for the id."""
    identity = row.get("id")
    given = {
        key: value if isinstance(value := row.get(key), str) and value.strip() else None
        for key in ("uri", "title", "publisher", "region")
    }
    if given["region"] is not None and given["region"] not in _REGIONS:
        raise InputError(f'"region" is {given["region"]!r}; it must be one of {", ".join(_REGIONS)}')
    given["source_id"] = str(identity) if isinstance(identity, (str, int)) and str(identity).strip() else None
    given["date"] = parse_given_date(row.get("date"))
    return given


def parse_given_date(value: object) -> str | None:
    """An ISO date from what crawlers write: 2024-03-01T08:00:00Z, 2024/3/1, 2024年3月1日, RFC 2822; else None."""
    if not isinstance(value, str):
        return None
    try:
        if match := _NUMERIC_DATE.match(value):
            return date(*map(int, match.groups())).isoformat()
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None
