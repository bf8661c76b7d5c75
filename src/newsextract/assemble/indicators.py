"""Indicators under one name: the canonical, Simplified key that makes figures of many articles one series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import regex

from newsextract.assemble.wording import Wording
from newsextract.clean.script import simplify
from newsextract.record import Fact
from newsextract.resources import read_table

_FOLD = regex.compile(r"[\s“”‘’「」『』《》〈〉（）()]")
_HEADS = regex.compile(r"^(?:全体|常住|全省|全市|全县|全区|全国|全年|我国)(?=\p{Han}{2})")


@cache
def _variants() -> dict[str, str]:
    """Each variant, folded, with the canonical name of its row."""
    rows = read_table("lexicons/indicators.tsv", 4)
    return {fold(v): row[0] for row in rows for v in (row[0], *row[1].split("|")) if v}


def fold(name: str) -> str:
    """A name without quotes, brackets and spaces, Latin letters in capitals."""
    return _FOLD.sub("", name).upper()


def canonical_indicator(name: str) -> str:
    """The key of a series: 国内生产毛额 and GDP are 国内生产总值; a name that is not known folds by rule.

    ``name`` is Simplified.
    """
    key = fold(name)
    known = _variants().get(key)
    if known is not None:
        return known
    shorter = _HEADS.sub("", key)
    return _variants().get(shorter, shorter)


def told_indicators(facts: Iterable[Fact], told: Mapping[str, str]) -> tuple[Fact, ...]:
    """The facts under the keys that the user's lexicon gives to their indicators."""
    if not told:
        return tuple(facts)
    return tuple(replace(fact, indicator_key=_told_key(fact, told)) for fact in facts)


def _told_key(fact: Fact, told: Mapping[str, str]) -> str | None:
    words = (simplify(fact.indicator or ""), fact.indicator_key or "")
    return next((told[word] for word in words if word in told), fact.indicator_key)


@cache
def _kinds() -> dict[str, str]:
    return {row[0]: row[2] for row in read_table("lexicons/indicators.tsv", 4)}


def indicator_kind(name: str) -> str | None:
    """flow, stock, rate, index or price for an indicator of the table, else None."""
    return _kinds().get(canonical_indicator(name))


def is_known_indicator(name: str) -> bool:
    """Whether a Simplified name stands in the table of indicators."""
    return fold(name) in _variants()


def compose_split(words: Wording, own: str, last: str | None) -> str | None:
    """城镇 after 居民人均可支配收入 is 城镇居民人均可支配收入, 衣着类 after 食品烟酒类价格 is 衣着类价格; None where
    ``own`` is a name by itself."""
    if last is None:
        return None
    if own.endswith("类") and own != last and len(own) <= _LONGEST_KIND:
        return own + last.rpartition("类")[2] if "类" in last[1:-1] else None
    if own not in words.split_parts:
        return None
    head = _split_head(words, last)
    if not head or head.startswith(own):
        return None
    return own + head.removeprefix("居民") if own.endswith("居民") else own + head


def compose_branch(own: str, last: str) -> str | None:
    """制造业 after 采矿业增加值 is 制造业增加值, 外商投资企业 after 民营企业进出口 is 外商投资企业进出口; None where
    the two are not parts of one kind or the last has no known measure."""
    kind = _BRANCH.search(own)
    if kind is None or is_known_indicator(own):
        return None
    _, found, head = last.rpartition(kind.group())
    known = head == "增加值" or is_known_indicator(head)
    return own + head if found and known and not last.startswith((kind.group(), own)) else None


def compose_bare(own: str, last: str) -> str | None:
    """原煤产量43.2亿吨；11月份|产量4.3亿吨: the same measure, where it is no sum in all of which this is a part."""
    return last if own in _BARE and last.endswith(own) and not last.startswith(_IN_ALL) else None


_BARE = frozenset({"产量", "产值", "销量", "增加值", "存栏", "出栏", "面积", "价格", "投资", "收入", "支出"})
_IN_ALL = ("总", "计划", "协议", "合同")  # 总投资412亿元，一季度完成|投资28.7亿元
_BRANCH = regex.compile(r"(?<=\p{Han}{2})(?:企业|贸易|(?<![就失创毕作营开从停复])业)$")
_LONGEST_KIND = 10  # 生活用品及服务类; a longer name is one by itself


def _split_head(words: Wording, last: str) -> str:
    for part in sorted(words.split_parts, key=len, reverse=True):
        if last.startswith(part) and len(last) > len(part):
            return last[len(part) :]
    return _HEADS.sub("", last)
