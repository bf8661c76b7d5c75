"""Lines of JSON Lines, in any encoding, however long they pretend to be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from newsextract.read.encodings import detect_encoding, refuse_binary, resolve_encoding


def split_lines(stream: BinaryIO, encoding: str | None, max_size: int) -> Iterator[tuple[int, str | None]]:
    """The lines that are not blank, numbered from 1; None for one that is too long, of which nothing is kept."""
    head = _peek(stream)
    refuse_binary(head)
    codec = resolve_encoding(head, encoding) if encoding else detect_encoding(head)
    reader = io.TextIOWrapper(stream, codec, "replace", newline="\n")
    number = 0
    while line := reader.readline(max_size + 1):
        number += 1
        if _is_too_long(line, max_size):
            if not line.endswith("\n"):
                _skip_line(reader, max_size)
            yield number, None
        elif line.strip("\ufeff \t\r\n"):
            yield number, line.lstrip("\ufeff")


def _is_too_long(line: str, max_size: int) -> bool:
    """Whether a line has more bytes than allowed, in UTF-8; most are far from it and need not be counted."""
    return len(line) * 4 > max_size and len(line.encode("utf-8", "surrogatepass")) > max_size


def _skip_line(reader: TextIO, size: int) -> None:
    while (rest := reader.readline(size)) and not rest.endswith("\n"):
        pass


def _peek(stream: BinaryIO) -> bytes:
    peek = getattr(stream, "peek", None)
    head: bytes = peek(1 << 16) if peek else b""
    cut = head.rfind(b"\n")  # a character may be cut at the end
    return head[: cut + 1] if cut > 0 else head
