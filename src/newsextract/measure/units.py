"""Units: what may stand behind (or before) a number, looked up by its first character, longest spelling first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from newsextract.errors import DataError
from newsextract.resources import read_table

UNITS, COUNTERS, CURRENCIES = "units/units.tsv", "units/counters.tsv", "units/currencies.tsv"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as one spelling means it."""

    spelling: str
    code: str  # UCUM, ISO 4217, or a counter in Simplified; 元 while the region must decide
    dimension: str
    factor: Decimal | None  # to the base unit of its dimension; for money to the currency itself (角: 0.1)
    open: bool = False  # a currency that only the region settles
    minor: bool = False  # a part of the unit before it: 角, 分
    long: bool = False  # only after Arabic digits or a numeral of two characters or more
    veto: tuple[str, ...] = ()  # what the word behind it may not begin with
    latin: bool = False
    before: str = ""  # the noun that must follow; it is no part of the unit (五张|床位)
    shared: bool = False  # a currency's name that several countries have: 卢比, 比索

    @property
    def key(self) -> str:
        """What must stand in the text."""
        return self.spelling + self.before


Table = dict[str, tuple[tuple[str, Unit], ...]]
# By the first two characters (or the one there is), longest first: what may begin there.
Prefixes = dict[str, tuple[tuple[str, Unit], ...]]


def _factor(path: str, spelling: str, text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except ArithmeticError as error:
        raise DataError(f"{path}: the factor of {spelling} is no number: {text!r}") from error


def _spellings(hans: str, latin: str) -> Iterable[tuple[str, bool]]:
    yield hans, not hans[-1] >= "\u2e80" and hans[-1].isalpha()
    for word in latin.split():
        yield word, word[-1].isascii() and word[-1].isalpha()


def _measures() -> Iterable[Unit]:
    for hans, _hant, latin, dimension, code, factor, digits, veto in read_table(UNITS, 8):
        for word, is_latin in _spellings(hans, latin):
            vetoes = tuple(veto.split()) if word == hans else ()
            value = _factor(UNITS, hans, factor)
            yield Unit(
                word, code, dimension, value, long=digits == "long" and word == hans, veto=vetoes, latin=is_latin
            )


def _counters() -> Iterable[Unit]:
    for hans, _hant, code, dimension, digits, veto in read_table(COUNTERS, 6):
        word, _, noun = hans.partition("|")
        yield Unit(word, code, dimension, Decimal(1), long=digits == "long", veto=tuple(veto.split()), before=noun)


def _currencies() -> Iterable[Unit]:
    for hans, _hant, latin, code, factor, kind, veto in read_table(CURRENCIES, 7):
        flags = kind.split()
        for word, is_latin in _spellings(hans, latin):
            vetoes = tuple(veto.split()) if word == hans else ()
            value, long = _factor(CURRENCIES, hans, factor), "long" in flags
            yield Unit(
                *(word, code, "money", value, "open" in flags, "minor" in flags, long, vetoes, is_latin),
                shared="shared" in flags,
            )


def _table(units: Iterable[Unit]) -> Table:
    by_first: dict[str, dict[str, Unit]] = {}
    for unit in units:
        by_first.setdefault(unit.spelling[0], {}).setdefault(unit.key, unit)
    return {c: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for c, found in by_first.items()}


@cache
def unit_table() -> Table:
    """All spellings that may stand behind a number, by first character. Measures win over counters, money over both."""
    suffix = (u for u in _currencies() if u.spelling[0] not in "$＄¥￥€£₩₹")
    return _table([*suffix, *_measures(), *_counters()])


@cache
def _prefixes() -> Prefixes:
    """``unit_table`` by two characters; a unit of one character stands under itself."""
    by_two: dict[str, list[tuple[str, Unit]]] = {}
    for found in unit_table().values():
        for spelling, unit in found:
            by_two.setdefault(spelling[:2], []).append((spelling, unit))
    return {key: tuple(found) for key, found in by_two.items()}


@cache
def currency_suffixes() -> Table:
    """Names of currencies by LAST character: what may stand before a number (新台币3亿元, US$5)."""
    by_last: dict[str, dict[str, Unit]] = {}
    for unit in _currencies():
        if unit.minor or unit.spelling in _NEVER_BEFORE or (unit.open and unit.spelling not in "$＄"):
            continue
        by_last.setdefault(unit.spelling[-1], {}).setdefault(unit.spelling, unit)
    return {c: tuple(sorted(found.items(), key=lambda item: -len(item[0]))) for c, found in by_last.items()}


@cache
def national_currencies(name: str) -> tuple[tuple[str, str], ...]:
    """Who has a currency of that name, and its code: 卢比 -> 印度 INR, 巴基斯坦 PKR."""
    return tuple(
        (u.spelling.removesuffix(name), u.code) for u in _currencies() if u.spelling.endswith(name) and not u.shared
    )


# Short words that end other words: 一美元兑, 英镑 do stand before numbers, these do not.
_NEVER_BEFORE = frozenset({"镑", "円", "RM", "Rp"})


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


# Behind digits a short counter is all but certain: 7位高管, 12家电企业; only these still make another word of it.
_VETO_BEHIND_DIGITS = frozenset("数单额次")


@cache
def percent() -> Unit:
    """The unit of what is said as a fraction."""
    return Unit("%", "%", "ratio", Decimal("0.01"))


@cache
def permille() -> Unit:
    """The unit of 千分之三."""
    return Unit("‰", "‰", "ratio", Decimal("0.001"))


def find_unit(text: str, at: int, long_number: bool = True, arabic: bool = False) -> Unit | None:
    """The longest unit that begins at ``at``.

    ``long_number`` says that Arabic digits or a numeral of two characters or more stand before it, ``arabic`` that
    digits do.
    """
    prefixes = _prefixes()
    for spelling, unit in prefixes.get(text[at : at + 2], ()):
        if text.startswith(spelling, at) and _stands(text, at + len(spelling), unit, long_number, arabic):
            return unit
    for _, unit in prefixes.get(text[at : at + 1], ()):
        if _stands(text, at + 1, unit, long_number, arabic):
            return unit
    return None


def _stands(text: str, end: int, unit: Unit, long_number: bool, arabic: bool) -> bool:
    """May ``unit`` end at ``end``, before what stands there and behind such a number?"""
    if unit.long and not long_number:
        return False
    if unit.latin and _is_latin(text[end : end + 1]):
        return False
    if unit.veto and text.startswith(unit.veto, end):
        certain = arabic and unit.dimension == "count" and not unit.long
        return certain and text[end] not in _VETO_BEHIND_DIGITS
    return True


def find_currency_before(text: str, at: int) -> Unit | None:
    """The currency that ends at ``at``: 人民币, US$."""
    for spelling, unit in currency_suffixes().get(text[at - 1 : at], ()):
        start = at - len(spelling)
        if start >= 0 and text.startswith(spelling, start):
            if spelling[0].isascii() and spelling[0].isalpha() and _is_latin(text[start - 1 : start] if start else ""):
                continue
            return unit
    return None
