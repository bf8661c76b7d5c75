"""Opening inputs: plain or gzip, read as a stream, with guards against what only pretends to be small."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO, cast

from newsextract.errors import InputError, SizeLimitError

MAX_SIZE = 64 << 20  # bytes of one article, uncompressed
# A gzip stream that has grown beyond this and is so many times its compressed size is a bomb, not text: Chinese
# text shrinks 2 to 4 times, repetitive tables perhaps 30 times.
_BOMB_SIZE, _BOMB_RATIO = 256 << 20, 100
_GZIP = b"\x1f\x8b"


class _Counted(io.RawIOBase):
    """A gzip stream that watches its own ratio."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._gzip = gzip.GzipFile(fileobj=raw)
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._gzip.read(len(buffer))
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > _BOMB_SIZE and self._size > _BOMB_RATIO * max(self._raw.tell(), 1):
            raise InputError("unpacks to more than 100 times its size; if you trust it, unpack it first")
        return len(data)


class Meter:
    """How many bytes of files have been read, packed as they are."""

    def __init__(self) -> None:
        self._closed = 0
        self._open: IO[bytes] | None = None

    @property
    def position(self) -> int:
        """Bytes so far."""
        return self._closed + (self._open.tell() if self._open else 0)

    @contextmanager
    def watch(self, stream: IO[bytes], size: int) -> Iterator[None]:
        """Count a file of so many bytes while it is read; whole once it is done with, however far it was read."""
        self._open = stream
        try:
            yield
        finally:
            self._open = None
            self._closed += size


@contextmanager
def open_stream(path: Path, meter: Meter, unpack: bool = True) -> Iterator[BinaryIO]:
    """The bytes of a file, unpacked where it is gzip (told by its content); InputError says why it cannot be read."""
    try:
        with path.open("rb") as raw, meter.watch(raw, os.fstat(raw.fileno()).st_size):
            yield unpacked(raw) if unpack else raw
    except FileNotFoundError:
        raise InputError("does not exist; check the name") from None
    except PermissionError:
        raise InputError("may not be read; check its permissions") from None
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise InputError("is a damaged or cut-off gzip file; fetch it again") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from None


def unpacked(raw: IO[bytes]) -> BinaryIO:
    """The stream itself, or its content where it is gzip."""
    buffered = raw if hasattr(raw, "peek") else io.BufferedReader(cast(io.RawIOBase, raw))
    if buffered.peek(2)[:2] == _GZIP:
        return io.BufferedReader(_Counted(cast(BinaryIO, buffered)), 1 << 18)
    return cast(BinaryIO, buffered)


def read_whole(stream: BinaryIO, max_size: int) -> bytes:
    """All bytes of one article; InputError beyond ``max_size``."""
    data = stream.read(max_size + 1)
    if len(data) > max_size:
        raise SizeLimitError(f"is larger than {max_size >> 20} MB; cut it, or raise --max-size")
    return data
