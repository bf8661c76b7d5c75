"""Ministries of other countries, whose names no list holds, told by the minister behind them and the country before:
印度尼西亚|海洋事务和渔业部|长, 哈萨克斯坦副总理兼|国民经济部|长."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import Ground, new_mention
from newsextract.recognize.gazetteer import CHINA, HONG_KONG, MACAU, TAIWAN
from newsextract.recognize.mentions import NameMention

_MINISTER = regex.compile(r"(?<![部副])部(?=部?长(?![级期])|(?:第一|常务|国务)?副部长)")
# What a ministry is for: one to three fields. 事务 and the like stand with their nouns.
_FIELDS = regex.compile(r"(?:\p{Han}{2,10}、){0,2}\p{Han}{2,12}")
_FIRST_OFFICE = regex.compile(r"(?:王国)?(?:政府)?(?:第一)?副?(?:总理|首相|总统)(?:兼任?|、|和|暨)")
_APART = regex.compile(r"[、，,和与及]")
_CONJUNCTION = regex.compile(r"[和与及暨]")
_NO_FIELD = regex.compile(r"[了在的是任向对让请给被把由将一这那各某]|时任|现任")
_REACH = 34
_ENDS = regex.compile(r"[。！？!?；;\n]")
_OWN = frozenset({CHINA, HONG_KONG, MACAU, TAIWAN})


def find_ministries(ground: Ground) -> Iterator[NameMention]:
    """The ministries that no rule but this one reads, or that it reads longer."""
    countries = sorted(
        (p.end, p) for p in ground.place_end.values() if p.subtype == "country" and _OWN.isdisjoint((p.key or "",))
    )
    for match in _MINISTER.finditer(ground.shadow) if countries else ():
        end = match.end()
        near = [place for at, place in countries if end - _REACH <= at < end - 2]
        mention = _of_country(ground, near[-1], end) if near else None
        mention = mention or _listed(ground, [place for _, place in countries], end)
        if mention is not None:
            yield mention


def _of_country(ground: Ground, country: NameMention, end: int) -> NameMention | None:
    """The ministry right behind its country, or behind the first office of who heads it."""
    first = _FIRST_OFFICE.match(ground.shadow, country.end, end)
    start = first.end() if first is not None else country.end
    within = (ground.found.get(at) for at in range(start, end - 1))
    if any(body is not None and body.type == "company" for body in within):
        return None
    if not _is_field(ground.shadow[start : end - 1]):
        return None
    core = ground.shadow[start:end]
    if first is not None:
        return new_mention(start, end, "government", "ministry", 0.9, core=core)
    place = f"{country.start}:{country.end}"
    return new_mention(country.start, end, "government", "ministry", 0.9, core=core, place=place)


def _listed(ground: Ground, countries: list[NameMention], end: int) -> NameMention | None:
    """A ministry in a list of ministers, where the sentence has named the country: 外长甲、|经济统筹部|长乙."""
    shadow, found = ground.shadow, ground.found.get(end)
    start = max(shadow.rfind(mark, max(0, end - 16), end) for mark in "、，,") + 1
    if start == 0 or not _is_field(shadow[start : end - 1]):
        return None
    if found is not None and _CONJUNCTION.search(shadow, start, found.start) is None:
        return None
    last = next((place for place in reversed(countries) if place.end <= start), None)
    if last is None or _ENDS.search(shadow, last.end, start) is not None:
        return None
    return new_mention(start, end, "government", "ministry", 0.7, core=shadow[start:end])


def _is_field(text: str) -> bool:
    """Whether words before 部 tell what a ministry is for, and no office, person or body."""
    if _FIELDS.fullmatch(text) is None or _NO_FIELD.search(text) is not None:
        return False
    parts = _APART.split(text)
    if not all(parts) or any(part[0] in "副前原" for part in parts):
        return False
    return next(iter(lexicon.title_automaton().find(text)), None) is None
