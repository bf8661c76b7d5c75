"""The compiled patterns of ``data/patterns/layout.toml``."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from newsextract.resources import read_table, read_toml

_FRAGMENT = regex.compile(r"\{([a-z_]+)\}")


@cache
def layout_pattern(*path: str) -> regex.Pattern[str]:
    """A pattern by its place in the file, its fragments put in: ``layout_pattern("dateline", "wire")``."""
    value: Any = read_toml("patterns/layout.toml")
    for key in path:
        value = value[key]
    return regex.compile(_expand(value["pattern"] if isinstance(value, dict) else value), regex.VERSION1)


@cache
def line_limit(name: str) -> int:
    """The longest line that a line pattern is tried on."""
    limit: int = read_toml("patterns/layout.toml")["line"][name].get("limit", 160)
    return limit


def _expand(pattern: str) -> str:
    fragments: dict[str, str] = read_toml("patterns/layout.toml")["fragments"]
    while _FRAGMENT.search(pattern):
        pattern = _FRAGMENT.sub(lambda match: fragments[match[1]], pattern)
    return pattern


@cache
def surnames() -> frozenset[str]:
    """Surnames in Simplified, single and compound; those of Japanese names are left out."""
    return frozenset(row[0] for row in read_table("lexicons/surnames.tsv", 2) if row[1] != "japanese")


# Tables of places: columns, and which of them hold names.
_PLACES = (
    ("countries", 3, (1, 2)),
    ("country_names", 2, (1,)),
    ("foreign", 4, (0, 3)),
    ("regions", 3, (0, 2)),
    ("hongkong_macau", 5, (0, 3)),
)


@cache
def known_places() -> frozenset[str]:
    """Names that datelines give as places, with and without 省, 市, 县: divisions, countries, cities abroad."""
    found = {name for row in read_table("gazetteers/divisions.tsv", 9) for name in row[1:3] if name}
    for path, columns, named in _PLACES:
        for row in read_table(f"gazetteers/{path}.tsv", columns):
            found.update(name for cell in named for name in row[cell].split())
    for name, _, _ in read_table("gazetteers/taiwan.tsv", 3):
        found.update((name, name[:-1] if len(name) == 3 else name))
    return frozenset(found)


@cache
def name_elements() -> frozenset[str]:
    """Elements of Tibetan, Mongolian, Uyghur, Kazakh and Yi names."""
    return frozenset(row[0] for row in read_table("lexicons/name_elements.tsv", 1))


@cache
def transliteration() -> frozenset[str]:
    """Characters that foreign names are transliterated with."""
    return frozenset(row[0] for row in read_table("lexicons/transliteration.tsv", 1))


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that may be trusted to begin a name within a run of ideographs."""
    return frozenset(row[0] for row in read_table("lexicons/surnames.tsv", 2) if row[1] in ("common", "compound"))
