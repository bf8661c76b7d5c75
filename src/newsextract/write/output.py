"""Where records go: standard output, one file, or a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Literal

from newsextract.read.article import Article
from newsextract.write.csv import CsvFolder, format_facts
from newsextract.write.files import encode_json, encode_text, open_atomic, safe_name
from newsextract.write.json import format_json, format_jsonl

Format = Literal["json", "jsonl", "html", "table", "csv"]
Write = Callable[[Article, Mapping[str, Any]], None]
"""Takes an article and its record in plain JSON values."""


def format_document(
    article: Article, document: Mapping[str, Any], to: Format, raw: bool = False, colour: bool = False
) -> bytes:
    """One record as bytes; as CSV, its table of facts. ``colour``: for a terminal that shows it."""
    if to == "json":
        return encode_json(format_json(document))
    if to == "jsonl":
        return encode_json(format_jsonl(document))
    if to == "csv":
        return encode_text(format_facts(document, raw))
    if to == "table":
        from newsextract.write.table import format_table

        return encode_text(format_table(document, colour))
    from newsextract.write.html import format_page

    return encode_text(format_page(document, article))


@contextmanager
def open_output(to: Format, path: Path | None, several: bool, raw: bool = False) -> Iterator[Write]:
    """A function that writes one record after the other; files appear whole when the block ends, or not at all."""
    if to == "csv" and path is not None and path.suffix.lower() != ".csv":
        with CsvFolder(path, raw) as folder:
            yield lambda _, document: folder.write(document)
    elif several and to in ("html", "table") and path is not None:
        yield _folder_writer(to, path)
    elif not several and path is not None:
        yield lambda article, document: _write_file(path, format_document(article, document, to, raw))
    else:
        colour = path is None and _shows_colour()
        with _open_stream(path) as stream, _array(stream, several and to == "json") as between:
            yield lambda article, document: _write(
                stream, between() + format_document(article, document, to, raw, colour)
            )


def _shows_colour() -> bool:
    """Whether standard output is a terminal that shows colours, and nobody has asked for none (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


@contextmanager
def _open_stream(path: Path | None) -> Iterator[BinaryIO]:
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with open_atomic(path) as stream:
            yield stream


def _write_file(path: Path, data: bytes) -> None:
    with open_atomic(path) as stream:
        stream.write(data)


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)
    stream.flush()


@contextmanager
def _array(stream: BinaryIO, wanted: bool) -> Iterator[Callable[[], bytes]]:
    """Brackets around several documents, and what stands before each."""
    before = iter([b"", *([b","] if wanted else [])])
    last = b"," if wanted else b""
    stream.write(b"[\n" if wanted else b"")
    yield lambda: next(before, last)
    stream.write(b"]\n" if wanted else b"")


def _folder_writer(to: Format, folder: Path) -> Write:
    suffix = ".html" if to == "html" else ".txt"
    taken: set[str] = set()
    folder.mkdir(parents=True, exist_ok=True)

    def write(article: Article, document: Mapping[str, Any]) -> None:
        _write_file(folder / safe_name(article.name, suffix, taken), format_document(article, document, to))

    return write
