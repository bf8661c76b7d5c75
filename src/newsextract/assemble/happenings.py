"""Something that happened, before it is written as an event: in clean coordinates, with the people in their roles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import regex

from newsextract.assemble.cast import Member
from newsextract.assemble.scene import Scene, between
from newsextract.clean.cleaned import Label
from newsextract.record import Range
from newsextract.resources import read_toml
from newsextract.segment.sentences import Sentence

READ = frozenset({Label.BODY, Label.HEADLINE, Label.SUBHEAD, Label.CAPTION, Label.DUPLICATE})
HEADS = frozenset({Label.HEADLINE, Label.SUBHEAD})
_CUT = regex.compile(r"(?r)[；;。]")
_DAY = regex.compile(
    r"[日号昨晨晚午]|今天|明天|^今年$|^去年$|[上下]周|以来|月底|\d月$"
)  # a year or a half belongs to the name, a day does not
_OPEN, _CLOSE = regex.compile("[“「]"), regex.compile("[”」]")
_ALIKE = 0.6

Roles = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """An event in the making. ``people`` are pairs of entity and role; ``trigger`` is where it is told."""

    type: str
    name: Range
    sentence: Sentence
    trigger: Range
    people: Roles = ()

    def joined(self, people: Sequence[tuple[str, str]]) -> Happening:
        """The same with more people in it."""
        return replace(self, people=tuple(dict.fromkeys((*self.people, *people))))


def as_role(members: Sequence[Member], role: str) -> Roles:
    """Members in one role."""
    return tuple((m.entity, role) for m in members)


@cache
def read_patterns(section: str) -> Mapping[str, regex.Pattern[str]]:
    """The patterns of one section of ``patterns/events.toml``, compiled; examples are left out."""
    data: dict[str, Any] = read_toml("patterns/events.toml")[section]
    nouns = data.get("name", "") if section == "accident" else ""
    return {key: regex.compile(text.replace("(?&N)", nouns)) for key, text in data.items() if isinstance(text, str)}


@cache
def _needs(section: str, key: str | None) -> re.Pattern[str]:
    """The words without which a pattern, or any pattern of a section, has no match. Plain words, for which ``re`` skips
    faster than ``regex`` to where one may begin."""
    data: dict[str, Any] = read_toml("patterns/events.toml")[section]
    if key is None:
        words = [word for name, part in data.items() if name.endswith("needs") for word in part]
    else:
        words = data["needs" if key == "pattern" else f"{key}_needs"]
    return re.compile("|".join(map(re.escape, sorted(words, key=len))))


def has_word(shadow: str, section: str) -> bool:
    """Whether an article holds any word of a kind of events at all."""
    return _needs(section, None).search(shadow) is not None


def find_told(shadow: str, section: str, key: str, sentence: Sentence) -> Iterator[regex.Match[str]]:
    """The matches of a pattern in a sentence, which is searched only where it holds a word that every match has."""
    if _needs(section, key).search(shadow, sentence.start, sentence.end) is None:
        return iter(())
    return read_patterns(section)[key].finditer(shadow, sentence.start, sentence.end)


def segment_start(shadow: str, sentence: Sentence, position: int) -> int:
    """Where the part of the sentence begins that a position stands in: behind the last semicolon."""
    mark = _CUT.search(shadow, sentence.start, position)
    return mark.end() if mark is not None else sentence.start


def trim_name(scene: Scene, start: int, end: int, trim: regex.Pattern[str] | None = None) -> Range:
    """A name without the times (but for years), verbs and marks at its head."""
    shadow = scene.clean.shadow
    while start < end:
        time = next((t for t in between(scene.times, start, end) if t.start == start), None)
        match = trim.match(shadow, start, end) if trim is not None else None
        if time is not None and time.end < end and _DAY.search(shadow, time.start, time.end):
            start = time.end
        elif match is not None and start < match.end() < end:
            start = match.end()
        elif shadow[start] in " 　\"'，,、的了在于将把" or _is_half_quoted(shadow, start, end):
            start += 1
        else:
            break
    while end > start and (
        shadow[end - 1] in " 　“\"'，,、" or (shadow[end - 1] in "”」" and not _OPEN.search(shadow, start, end))
    ):
        end -= 1
    return Range(start, end)


def _is_half_quoted(shadow: str, start: int, end: int) -> bool:
    """Whether a name begins with a quotation mark that is not closed within it, or only by its last character."""
    if shadow[start] not in "“「":
        return False
    close = _CLOSE.search(shadow, start, end)
    return close is None or close.end() == end


def is_same_name(a: str, b: str) -> bool:
    """Whether one name is the other with words left out."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return len(short) >= 2 and all(character in rest for character in short)


def is_alike(a: str, b: str) -> bool:
    """Whether two names share most of their characters: a headline's and the lead's."""
    return 2 * sum((Counter(a) & Counter(b)).values()) >= _ALIKE * (len(a) + len(b))
