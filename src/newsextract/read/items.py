"""From what the user names to articles that are not parsed yet, one at a time and in order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from newsextract.errors import InputError, SizeLimitError
from newsextract.read.lines import split_lines
from newsextract.read.streams import MAX_SIZE, Meter, open_stream, read_whole, unpacked

FORMATS = ("text", "html", "jsonl", "parquet", "warc")
_SUFFIXES = {
    **{".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl", ".ndjson": "jsonl"},
    **{".parquet": "parquet", ".warc": "warc", ".wet": "warc"},
}


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that yields no article, and why; ``name`` is the file, or file and line.

    ``reason`` is one word: unreadable, too_large, invalid, error, timeout, killed.
    """

    name: str
    message: str
    reason: str = "unreadable"


@dataclass(frozen=True, slots=True)
class Item:
    """An article as it was found, before it is decoded or parsed.

    ``form`` says what ``data`` is: text, html, or json (an object as on a line of JSON Lines, in UTF-8); ``given`` is
    what its container knows of it: uri, charset.
    """

    name: str
    form: str
    data: bytes
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: ``encoding`` and ``input_format`` override what suffix and content tell.

    ``max_size`` is the most bytes that one article may have.
    """

    encoding: str | None = None
    input_format: str | None = None
    max_size: int = MAX_SIZE


def read_items(
    paths: Iterable[str | Path], reading: Reading, meter: Meter | None = None, stdin: BinaryIO | None = None
) -> Iterator[Item | Failure]:
    """The items of files, folders and patterns (``*.jsonl``), in order, as a stream; '-' is standard input.

    ``meter`` learns how many bytes of the files have been read.
    """
    for path in paths:
        if str(path) == "-":
            stream = unpacked(stdin or sys.stdin.buffer)
            yield from _guarded("<stdin>", _read_stream(stream, "<stdin>", reading.input_format or "text", reading))
            continue
        found = False
        for file in list_files([path]):
            found = True
            yield from _guarded(file, _read_file(Path(file), reading, meter or Meter()))
        if not found:
            advice = "holds no articles (.txt .html .jsonl .parquet .warc, also as .gz); name another folder"
            yield Failure(str(path), advice if Path(path).is_dir() else "matches no file; check the pattern")


def list_files(paths: Iterable[str | Path]) -> Iterator[str]:
    """The files behind what the user names; those of a folder and of a pattern in the order of their names."""
    for path in map(str, paths):
        if path == "-":
            continue
        if os.path.isdir(path):
            yield from _walk(path)
        elif is_pattern(path):
            for found in sorted(glob.glob(path, recursive=True)):
                yield from _walk(found) if os.path.isdir(found) else [found]
        else:
            yield path


def is_pattern(path: str) -> bool:
    """Whether a name stands for several files; one that a file has stands for that."""
    return glob.has_magic(path) and not os.path.exists(path)


def _walk(folder: str) -> Iterator[str]:
    """Files of known suffixes, recursively; links to folders are not followed."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        if name.startswith("."):
            continue
        path = os.path.join(folder, name)
        if os.path.isdir(path):
            if not os.path.islink(path):
                yield from _walk(path)
        elif format_of(path) is not None:
            yield path


def format_of(path: str) -> str | None:
    """What a file holds by its name, one of FORMATS; None for a suffix that is not known."""
    stem, suffix = os.path.splitext(path.lower())
    return _SUFFIXES.get(os.path.splitext(stem)[1] if suffix == ".gz" else suffix)


def _guarded(name: str, items: Iterator[Item | Failure]) -> Iterator[Item | Failure]:
    try:
        yield from items
    except InputError as error:
        yield failure_of(name, error)


def failure_of(name: str, error: InputError) -> Failure:
    """The failure that an error of reading stands for."""
    return Failure(name, str(error), "too_large" if isinstance(error, SizeLimitError) else "unreadable")


def _read_file(path: Path, reading: Reading, meter: Meter) -> Iterator[Item | Failure]:
    form = reading.input_format or format_of(str(path)) or "text"
    with open_stream(path, meter, unpack=form not in ("parquet", "warc")) as stream:
        yield from _read_stream(stream, str(path), form, reading)


def _read_stream(stream: BinaryIO, name: str, form: str, reading: Reading) -> Iterator[Item | Failure]:
    if form == "jsonl":
        yield from _read_lines(stream, name, reading)
    elif form == "parquet":
        from newsextract.read.parquet import read_parquet

        yield from (_sized(Item(place, "json", row), reading) for place, row in read_parquet(stream, name))
    elif form == "warc":
        from newsextract.read.warc import read_warc

        for place, kind, data, given in read_warc(stream, name, reading.max_size):
            yield _sized(Item(place, kind, data, given), reading)
    else:
        yield Item(name, form, read_whole(stream, reading.max_size))


def _sized(item: Item, reading: Reading) -> Item | Failure:
    if len(item.data) > reading.max_size:
        return Failure(item.name, f"is larger than {reading.max_size >> 20} MB; raise --max-size", "too_large")
    return item


def _read_lines(stream: BinaryIO, name: str, reading: Reading) -> Iterator[Item | Failure]:
    """JSON Lines: each line an article."""
    found = False
    for number, line in split_lines(stream, reading.encoding, reading.max_size):
        found = True
        place = f"{name}:{number}"
        if line is None:
            message = f"is longer than {reading.max_size >> 20} MB; cut it, or raise --max-size"
            yield Failure(place, message, "too_large")
        else:
            yield Item(place, "json", line.encode("utf-8"))
    if not found:
        raise InputError("is empty; give a file with an article on each line")
