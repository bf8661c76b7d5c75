"""Files that are either whole or not there: written beside, then renamed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


@contextmanager
def open_atomic(path: Path) -> Iterator[BinaryIO]:
    """A file for writing bytes that takes the name ``path`` only when the block ends without an exception.

    An interruption (Ctrl-C included) leaves an earlier file of that name as it was. Links are followed: the
    file they point to is replaced. What is no regular file (a pipe, /dev/null) is written directly.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    descriptor, name = tempfile.mkstemp(prefix=".newsextract-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _mode(target: Path) -> int:
    """The mode of the file to be replaced, else what the umask leaves of rw-rw-rw-."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def encode_json(text: str) -> bytes:
    """JSON as UTF-8; a lone surrogate becomes its JSON escape: valid bytes, and nothing is lost."""
    return text.encode("utf-8", "backslashreplace")


def encode_text(text: str) -> bytes:
    """Any other text as UTF-8; a lone surrogate, which has no bytes, becomes U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode("utf-8")


def safe_name(name: str, suffix: str, taken: set[str]) -> str:
    """A file name for the article ``name``: one path component, at most 200 bytes, not among ``taken``.

    The name is added to ``taken``; comparison ignores case, as some file systems do.
    """
    stem = "".join(c if c.isalnum() or c in "-_.()#" else "_" for c in Path(name).name).strip(".")
    stem = (stem or "article").encode("utf-8")[: 200 - len(suffix)].decode("utf-8", "ignore")
    candidate, number = stem + suffix, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem}-{number}{suffix}"
    taken.add(candidate.casefold())
    return candidate
