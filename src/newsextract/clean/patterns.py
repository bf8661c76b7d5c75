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


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that may be trusted to begin a name within a run of ideographs."""
    return frozenset(row[0] for row in read_table("lexicons/surnames.tsv", 2) if row[1] in ("common", "compound"))
