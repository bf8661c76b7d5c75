"""The Simplified shadow that matching runs on, and the script of an article."""

from __future__ import annotations

import re
from functools import cache
from operator import ne
from typing import TYPE_CHECKING, Literal

from newsextract.resources import read_table

if TYPE_CHECKING:
    import opencc

Script = Literal["Hans", "Hant", "mixed"]
_SURROGATE = re.compile("[\ud800-\udfff]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
# A share of the other script below this is look-alikes and quotations, not a second script.
_MINOR = 0.08
_QUOTES = "「」"  # which either script may use
_SAMPLE = 20_000  # characters that are looked at, evenly spread, of a longer text


def simplify(text: str) -> str:
    """The text in Simplified, same length: OpenCC t2s on the whole (it reads context: 乾隆, 乾淨), then variants."""
    return _fold_variants(_convert(text))


def detect_script(text: str, shadow: str) -> Script | None:
    """Which script the characters that differ between the two are of; None for a text without ideographs."""
    if _HAN.search(text) is None:
        return None
    step = len(text) // _SAMPLE + 1
    sample = text[::step]
    traditional = sum(map(ne, sample, shadow[::step])) - sum(map(sample.count, _QUOTES))
    simplified = sum(map(_simplified_only().__contains__, sample))
    both = traditional + simplified
    if simplified <= both * _MINOR:
        return "Hant" if both else "Hans"
    return "Hans" if traditional <= both * _MINOR else "mixed"


def _convert(text: str) -> str:
    text = _SURROGATE.sub("\ufffd", text)  # which have no UTF-8 form; titles and metadata may hold them
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(one if len(one := _converter().convert(char)) == 1 else char for char in text)


def _fold_variants(text: str) -> str:
    text = _swap(text, *_variants())
    return _swap(text, *_particles()) if "著" in text else text


def _swap(text: str, table: dict[str, str], pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: table[match.group()], text)


@cache
def _converter() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _variants() -> tuple[dict[str, str], re.Pattern[str]]:
    table = {row[0]: row[1] for row in read_table("lexicons/variants.tsv", 2)}
    return table, re.compile(f"[{''.join(table)}]")


@cache
def _particles() -> tuple[dict[str, str], re.Pattern[str]]:
    """随著, 著手 with what stands for them; 对著名学者 and 有著作 keep their 著."""
    table = {row[0]: row[1] for row in read_table("lexicons/particle.tsv", 2)}
    return table, re.compile(f"(?:{'|'.join(table)})(?<!著(?=[名作称述者书录]))")


@cache
def _simplified_only() -> frozenset[str]:
    return frozenset("".join(row[0] for row in read_table("lexicons/simplified_only.tsv", 1)))


def to_traditional(words: str) -> str:
    """Words in Traditional characters, one for one."""
    return "".join(_traditional(character) for character in words)


@cache
def _traditional(character: str) -> str:
    if character not in _simplified_only():
        return character
    written = _to_traditional().convert(character)
    return written if len(written) == 1 else character


@cache
def _to_traditional() -> opencc.OpenCC:
    import opencc

    return opencc.OpenCC("s2t")
