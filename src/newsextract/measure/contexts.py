"""Numbers that are no quantity: names that hold numerals, and the contexts of document numbers, telephones, scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsextract.errors import DataError
from newsextract.measure.numerals import FINANCIAL, C, M
from newsextract.measure.units import find_unit
from newsextract.record import Range
from newsextract.resources import read_table, read_toml

PATTERNS, NAMES = "patterns/quantities.toml", "units/numeral_names.tsv"
_NUMERAL = frozenset(C + M + FINANCIAL + "0123456789")
_WINDOW = 16  # how far a context in front of a number may reach
_KINDS = frozenset({"any", "arabic", "bare", "duration", "days", "chinese", "measure"})


@dataclass(frozen=True, slots=True)
class Context:
    """A pattern beside a number that says what the number is."""

    name: str
    number: str
    reason: str
    pattern: re.Pattern[str]


Contexts = dict[str, tuple[Context, ...]]


@cache
def _contexts() -> tuple[Contexts, Contexts]:
    before: dict[str, list[Context]] = {}
    after: dict[str, list[Context]] = {}
    for row in read_toml(PATTERNS)["context"]:
        if row["side"] not in {"before", "after"} or row["number"] not in _KINDS or not row["keys"]:
            raise DataError(f"{PATTERNS}: {row['name']}: side, number or keys cannot be used")
        entry = Context(row["name"], row["number"], row["reason"], re.compile(row["pattern"]))
        table = before if row["side"] == "before" else after
        for key in dict.fromkeys(row["keys"]):
            table.setdefault(key, []).append(entry)
    return ({k: tuple(v) for k, v in before.items()}, {k: tuple(v) for k, v in after.items()})


def find_context(text: str, start: int, end: int, traits: frozenset[str]) -> Context | None:
    """The context that makes the number at [start, end) something else; ``traits`` say what it is: arabic, bare, …"""
    before, after = _contexts()
    for entry in after.get(text[end : end + 1], ()):
        if entry.number in traits and entry.pattern.match(text, end):
            return entry
    if start == 0:
        return None
    for entry in before.get(text[start - 1], ()):
        if entry.number in traits and entry.pattern.search(text, max(0, start - _WINDOW), start):
            return entry
    return None


@cache
def _names() -> tuple[object, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    rows = read_table(NAMES, 2)
    return AhoCorasick([row[0] for row in rows], matchkind=MatchKind.LeftmostLongest), tuple(row[1] for row in rows)


def find_names(text: str) -> Iterator[tuple[Range, str]]:
    """Names and set phrases that hold numerals, leftmost longest."""
    automaton, reasons = _names()
    for index, start, end in automaton.find_matches_as_indexes(text):  # type: ignore[attr-defined]
        yield Range(start, end), reasons[index]


def find_walls(text: str, blocked: Sequence[Range]) -> list[Range]:
    """Blocked spans and names that hold numerals, sorted; no name begins within a numeral (十三级 is no 三级)."""
    walls = [span for span, _ in find_names(text) if not _within_number(text, span)]
    if blocked:
        walls = sorted({*walls, *(Range(b[0], b[1]) for b in blocked)})
    return walls


def _within_number(text: str, span: Range) -> bool:
    """Does the name begin or end within a numeral: 二十三亚, 1618.5亿元, 3.15%, 618家?"""
    start, end = span
    if start and text[start] in _NUMERAL and (text[start - 1] in _NUMERAL or _spoken_point(text, start - 1)):
        return True
    if not text[end - 1].isdecimal():
        return False
    follow = text[end : end + 1]
    digits = text[start].isdecimal()
    if digits and text[start - 1 : start] in _GOES_ON:
        return True
    digits = digits or "一" <= text[start] <= "鿿"  # 沪深3000只, 台湾50所: PM10年均浓度 stays a name
    return digits and (follow in _GOES_ON or find_unit(text, end) is not None)


def _spoken_point(text: str, at: int) -> bool:
    """三十一点二元: the 点 of a decimal in words."""
    return text[at] == "点" and text[at - 1 : at] in _NUMERAL and at > 0


_GOES_ON = frozenset("0123456789.,%‰万亿兆千百多余")
