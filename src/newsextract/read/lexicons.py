"""Lexicons of the user: names, offices and indicators that the program should know, as TSV files.

Columns: surface, type, subtype, name, identifiers; blank lines, lines that begin with ``#`` and a first line that
begins with ``surface`` are skipped. The same files in the same order give the same digest, which stands wherever a
configuration is remembered.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from newsextract.errors import LexiconError

_BODIES = "government party court legislature media school hospital association military international"
SUBTYPES: Mapping[str, frozenset[str]] = {
    "person": frozenset(["official", "executive", "reporter"]),
    "place": frozenset(["country", "province", "city", "county", "town", "region", "site"]),
    "company": frozenset(),
    "organization": frozenset(_BODIES.split()),
    "title": frozenset(["level", "state", "party", "congress", "court", "institution", "executive", "staff", "role"]),
    "indicator": frozenset(),
}
"""The types and what may stand in the second column of each beside nothing."""

_COLUMNS = ("surface", "type", "subtype", "name", "identifiers")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]{0,40}+=\S++")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One row: ``surface`` as texts have it, ``name`` as records should have it; identifiers by scheme."""

    surface: str
    type: str
    subtype: str | None
    name: str
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The rows of the user's files in order, and a hash of what they say; equal where they say the same."""

    entries: tuple[LexiconEntry, ...]
    digest: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)


def load_lexicon(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> Lexicon:
    """The rows of one file or of several, as one lexicon.

    Raises LexiconError, naming file and line, for a row that cannot be used, and for a file that cannot be read.
    """
    files = [paths] if isinstance(paths, str | PathLike) else list(paths)
    seen: dict[tuple[str, str], tuple[LexiconEntry, str]] = {}
    for path in files:
        for number, line in _lines(Path(path)):
            where = f"{path}:{number}"
            entry = _parse_row(where, line)
            old, at = seen.setdefault((entry.type, entry.surface), (entry, where))
            if old != entry:
                raise LexiconError(
                    f"{where}: {entry.surface!r} is a {entry.type} that {at} tells otherwise; keep one row"
                )
    entries = tuple(entry for entry, _ in seen.values())
    told = "\n".join(sorted(repr(entry) for entry in entries))
    return Lexicon(entries, hashlib.sha256(told.encode()).hexdigest()[:16])


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror or error}; name a file of tab-separated rows") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip() and not line.startswith("#") and not (number == 1 and line.split("\t")[0] == _COLUMNS[0]):
            yield number, line


def _parse_row(where: str, line: str) -> LexiconEntry:
    cells = [cell.strip() for cell in line.split("\t")]
    if not 2 <= len(cells) <= len(_COLUMNS):
        raise LexiconError(f"{where}: {len(cells)} cells; 2 to 5 wanted, parted by tabs: {', '.join(_COLUMNS)}")
    surface, kind, subtype, name, identifiers = cells + [""] * (len(_COLUMNS) - len(cells))
    if not 2 <= len(surface) <= _LONGEST or not any(char.isalpha() for char in surface):
        raise LexiconError(f"{where}: surface {surface!r} is no name of 2 to {_LONGEST} characters")
    if kind not in SUBTYPES:
        raise LexiconError(f"{where}: type {kind!r} is none of {', '.join(SUBTYPES)}")
    if subtype and subtype not in SUBTYPES[kind]:
        allowed = ", ".join(sorted(SUBTYPES[kind])) or "left empty"
        raise LexiconError(f"{where}: subtype {subtype!r} of a {kind} must be {allowed}")
    return LexiconEntry(surface, kind, subtype or None, name or surface, _parse_identifiers(where, kind, identifiers))


def _parse_identifiers(where: str, kind: str, cell: str) -> tuple[tuple[str, str], ...]:
    words = cell.split()
    if words and kind in ("title", "indicator"):
        raise LexiconError(f"{where}: {kind}s have no identifiers; leave the last cell empty")
    for word in words:
        if not _IDENTIFIER.fullmatch(word):
            raise LexiconError(f"{where}: identifier {word!r} is not like ticker=600519.SH")
    found = dict(word.split("=", 1) for word in words)
    if len(found) < len(words):
        raise LexiconError(f"{where}: a scheme stands twice among {cell!r}")
    code = found.get("gb2260")
    if code is not None and (kind != "place" or not re.fullmatch(r"\d{6}", code)):
        raise LexiconError(f"{where}: gb2260 is a place's code of six digits, not {code!r}")
    return tuple(sorted(found.items()))
