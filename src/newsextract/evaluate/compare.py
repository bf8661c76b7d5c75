"""When two strings, numbers, units or dates say the same, for the scorer."""

from __future__ import annotations

import calendar
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeGuard

import regex

Json = Mapping[str, Any]

# Spellings of one unit: UCUM codes beside the signs and words that annotators use.
_UNITS = {
    **dict.fromkeys(("名", "位"), "人"),
    **dict.fromkeys(("ha", "hm2"), "har"),
    **dict.fromkeys(("ft2", "[ft_i]2", "平方呎", "平方尺", "平方英尺", "呎"), "[sft_i]"),
    **dict.fromkeys(("kWh", "kW·h"), "kW.h"),
    **dict.fromkeys(("℃", "°C"), "Cel"),
    **{"MWh": "MW.h", "[ppth]": "‰"},
}
# EDTF's codes for quarters (33-36) and halves (40, 41), as first and last month.
_PARTS = {str(33 + q): (3 * q + 1, 3 * q + 3) for q in range(4)} | {"40": (1, 6), "41": (7, 12)}
_DATE = regex.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def fold(text: object) -> str:
    """NFKC without white space; '' for what is no string."""
    return regex.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) if isinstance(text, str) else ""


@cache
def simplify(text: object) -> str:
    """``fold`` in Simplified characters, each for itself."""
    folded = fold(text)
    return "".join(_simplified(character) for character in folded)


@cache
def _simplified(character: str) -> str:
    return character if character < "\u3400" else _converter().convert(character)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def fold_unit(unit: object) -> str:
    """A unit in one of its spellings, each part of a per-unit for itself."""
    return "/".join(_UNITS.get(part, part) for part in fold(unit).split("/"))


def is_near(a: object, b: object) -> bool:
    """Whether both are numbers and equal but for rounding."""
    if not _is_number(a) or not _is_number(b):
        return False
    return abs(a - b) <= 1e-9 * max(1, abs(a))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def dicts(value: object) -> list[Json]:
    """The objects of a list, [] for anything else."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def names(entity: Json) -> set[str]:
    """Every name an entity answers to: its name and each mention's clean form."""
    found = [fold(entity.get("name"))] + [fold(mention.get("clean")) for mention in dicts(entity.get("mentions"))]
    return {name for name in found if name}


def clean_of(span: Json) -> str:
    """The clean text of a span, else its text."""
    return fold(span.get("clean") or span.get("text"))


def accepted(gold: Json, key: str) -> list[Any]:
    """The value of ``key`` and those that are right too (``key_alt``)."""
    return [gold.get(key), *gold.get(f"{key}_alt", [])]


def takes_any(gold: Json, key: str) -> bool:
    """Whether the gold takes any value of ``key``."""
    return "*" in accepted(gold, key)


def overlap(a: object, b: object) -> float:
    """F1 of the characters of two strings in the common script."""
    left, right = simplify(a), simplify(b)
    if not left or not right:
        return 0.0
    return 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right))


def is_within(a: str, b: str) -> bool:
    """Whether one of two strings holds the other; never for an empty one."""
    return bool(a and b) and (a in b or b in a)


def any_within(candidates: Iterable[object], found: Iterable[str]) -> bool:
    """Whether any of the candidates holds or is held by any of the strings found."""
    strings = list(found)
    return any(is_within(fold(candidate), string) for candidate in candidates if candidate for string in strings)


def bounds(edtf: object) -> tuple[str, str] | str:
    """First and last day of an EDTF string of a known shape, else the string itself."""
    text = fold(edtf).rstrip("?~%")
    if "/" in text and ".." not in text:
        first, last = (bounds(part) for part in text.split("/", 1))
        return (first[0], last[1]) if isinstance(first, tuple) and isinstance(last, tuple) else text
    text = regex.sub(r"T.*", "", text)
    match = _DATE.fullmatch(text)
    return (_day_bounds(*match.groups()) or text) if match else text


def _day_bounds(year: str, month: str | None, day: str | None) -> tuple[str, str] | None:
    first, last = (1, 12) if month is None else _PARTS.get(month) or (int(month), int(month))
    if not (1 <= first <= 12 and int(year) >= 1):
        return None
    end = day or calendar.monthrange(int(year), last)[1]
    return f"{year}-{first:02}-{day or '01'}", f"{year}-{last:02}-{end:02}"
