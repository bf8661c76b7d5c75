"""Pinyin residue: brackets that hold the reading of the character before, as crawled pages are full of.

Two forms were met. In the first (全區(qū)) the characters are Traditional ones that have a common Simplified form, each
with its default reading and its tone; every occurrence on the page carries it, and no list of characters fits two
pages. In the second (想(xiang)象) the text is Simplified, the readings toneless and irregular. Whether a matching
bracket is noise or a gloss (亳(bó)州) is a question to the document: see ``_Evidence``.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from newsextract.clean.offsets import Edit
from newsextract.resources import read_table

_LATIN = r"a-zA-Z\u00c0-\u017f\u01cd-\u01dc\u01f8\u01f9\u0250-\u0251\u0261\u1e3e\u1e3f\u0300-\u030c"
# A bracket with one syllable inside; blanks and line wraps may stand before and within it.
_BRACKET = re.compile(rf"[(\[〔]\s{{0,3}}([{_LATIN}][{_LATIN}:'’\s]{{0,11}}[1-5]?\s{{0,2}})[)\]〕]")
_LATIN_BRACKET = re.compile(rf"[(\[〔]\s{{0,3}}[{_LATIN}][{_LATIN}\s]{{0,40}}[)\]〕]")
_HAN = re.compile("[\u3400-\u9fff]+")
_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'", "【": "】", "《": "》"}
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0306": "3", "\u0300": "4"}
_LOOKALIKES = str.maketrans({"ɑ": "a", "ɡ": "g", "ɐ": "a"})

# What makes a document polluted, so that even odd readings and quoted single characters are residue.
_STRONG_CHARS, _STRONG_COUNT = 4, 6
# A gloss of one character is removed only from snippets: in an article of more ideographs it is one of a kind.
_SNIPPET = 60
_COMMON = 1500  # of the table of common characters, where both scripts' forms stand one behind the other
# The second form: so many brackets that match, in all ideographs, among all brackets with Latin letters.
_TONELESS_COUNT, _TONELESS_SHARE, _TONELESS_LATIN = 8, 0.02, 0.8
# Share of a character's occurrences that carry the bracket. On polluted pages it is all of them.
_CONSISTENT = 0.34
_FIRST_FORM = ("default", "neutral", "other")


class Residue(NamedTuple):
    """A bracket whose content is a reading of ``char``; ``grade`` tells how well it fits the first form."""

    start: int
    end: int
    char: str
    grade: str  # of the class: default reading, neutral (們(men), the default has no tone), other; toned, toneless


def find_residue(text: str) -> list[Edit]:
    """Edits that remove the residue of a text whose entities, widths and invisible characters are already plain."""
    found = list(_find_matching(text))
    if not found:
        return []
    evidence = _weigh(text, found)
    return [Edit(item.start, item.end, "", "pinyin_residue") for item in found if evidence.condemns(item, text)]


def is_reading(content: str, char: str) -> bool:
    """Whether the content of a bracket is a reading of the character, with or without its tone."""
    syllable, tone = _parse(content)
    return any(syllable == base and tone in ("", mark) for base, mark in _readings_of(char))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the document as a whole says about its brackets."""

    strong: bool  # many characters carry the first form
    toneless: bool  # the second form, by its gate
    weak: bool  # few characters do, but the text is a snippet or they all carry it, more than once
    snippet: bool
    bare: Counter[str]  # occurrences of a character, all in all
    carried: Counter[str]  # those with a matching bracket

    def condemns(self, item: Residue, text: str) -> bool:
        """Whether this bracket is noise."""
        if self.toneless:
            return True
        if self.carried[item.char] < self.bare[item.char] * _CONSISTENT:
            return False
        if self.strong:
            return item.grade in _FIRST_FORM
        if _is_quoted(item, text) or not (self.weak or item.char in _never_glossed()):
            return False
        return item.grade == "default" or (item.grade == "other" and self.snippet)


def _weigh(text: str, found: list[Residue]) -> _Evidence:
    carried = Counter(item.char for item in found if item.grade in _FIRST_FORM)
    defaults = Counter(item.char for item in found if item.grade == "default")
    bare = Counter({char: text.count(char) for char in carried})
    consistent = [char for char in defaults if defaults[char] >= bare[char] * _CONSISTENT]
    count = sum(defaults[char] for char in consistent)
    ideographs = sum(match.end() - match.start() for match in _HAN.finditer(text))
    toned = [char for char in consistent if carried[char] == bare[char]]
    return _Evidence(
        strong=len(consistent) >= _STRONG_CHARS and count >= _STRONG_COUNT,
        toneless=_passes_toneless_gate(text, found, ideographs),
        weak=ideographs <= _SNIPPET or len(toned) >= 2 or any(bare[char] >= 3 for char in toned),
        snippet=ideographs <= _SNIPPET and bool(defaults),
        bare=bare,
        carried=carried,
    )


def _passes_toneless_gate(text: str, found: list[Residue], ideographs: int) -> bool:
    rest = [item for item in found if item.grade not in ("default", "other")]
    if len(rest) < _TONELESS_COUNT or len(rest) < ideographs * _TONELESS_SHARE:
        return False
    latin = sum(1 for _ in _LATIN_BRACKET.finditer(text))
    return len(found) >= latin * _TONELESS_LATIN


def _is_quoted(item: Residue, text: str) -> bool:
    """「網(wǎng)」字: the character alone between quotation marks is spoken of, not used."""
    at = text.rfind(item.char, 0, item.start)
    before, after = text[max(at - 1, 0) : at], text[item.end : item.end + 1]
    return bool(before) and _QUOTES.get(before) == after


def _find_matching(text: str) -> Iterator[Residue]:
    """Every bracket that holds a reading of the ideograph before it, one behind the other too: 業(yè)(yè)."""
    last_char, last_end = "", -1
    for match in _BRACKET.finditer(text):
        start, end = match.span()
        while start > 0 and match.start() - start < 3 and text[start - 1].isspace():
            start -= 1
        char = last_char if start == last_end else text[start - 1 : start]
        grade = _grade(char, match[1])
        if grade is not None:
            yield Residue(start, end, char, grade)
            last_char, last_end = char, end


@lru_cache(maxsize=4096)  # bounded: what stands in brackets has no end
def _grade(char: str, content: str) -> str | None:
    syllable, tone = _parse(content)
    readings = _readings_of(char)
    if not any(syllable == base and tone in ("", mark) for base, mark in readings):
        return None
    if not tone:
        return "neutral" if _class().get(char) == (syllable, "") else "toneless"
    if char not in _class():
        return "toned"
    return "default" if _class()[char] == (syllable, tone) else "other"


def _parse(content: str) -> tuple[str, str]:
    """A syllable as written on pages -> (letters with ü, tone as a digit or nothing)."""
    tone = ""
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", "".join(content.split()).lower().translate(_LOOKALIKES)):
        if char in _TONES:
            tone = _TONES[char]
        elif char in "12345":
            tone = tone or char
        elif char in "\u0308:":
            letters[-1:] = "ü"
        else:
            letters.append(char)
    return "".join(letters).replace("v", "ü"), tone


@cache
def _table() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[tuple[str, str], ...]]]:
    """The residue class with its default readings, and every reading of every character."""
    defaults: dict[str, tuple[str, str]] = {}
    readings: dict[str, list[tuple[str, str]]] = {}
    for syllable, of_class, of_others, further in read_table("lexicons/readings.tsv", 4):
        parsed = _parse(syllable)
        defaults.update(dict.fromkeys(of_class, parsed))
        for char in of_class + of_others + further:
            readings.setdefault(char, []).append(parsed)
    return defaults, {char: tuple(found) for char, found in readings.items()}


def _class() -> dict[str, tuple[str, str]]:
    return _table()[0]


@cache
def _never_glossed() -> frozenset[str]:
    """Common characters of one reading: no one needs to be told it, so a single bracket is residue already."""
    common = "".join(row[0] for row in read_table("lexicons/common_characters.tsv", 1))[:_COMMON]
    return frozenset(char for char in common if char in _class() and len(_readings_of(char)) == 1)


def _readings_of(char: str) -> tuple[tuple[str, str], ...]:
    return _table()[1].get(char, ())


def is_syllable(word: str) -> bool:
    """Whether a word with its tone mark is a syllable of Mandarin."""
    return _parse(word) in _syllables()


@cache
def _syllables() -> frozenset[tuple[str, str]]:
    return frozenset(_parse(row[0]) for row in read_table("lexicons/readings.tsv", 4))
