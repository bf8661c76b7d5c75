"""What a company named in full is called for short: 金卉绒织, 金卉公司, 柳重集团, 皖江农商行."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import is_generic, new_mention
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention
from newsextract.segment.words import is_word

_LONGEST = 8  # a stem that is longer is no name and its trade, but a description
_BRAND = 2  # characters that most names begin with


@dataclass(frozen=True, slots=True)
class _Parts:
    """A full name taken apart: the places before it, the rest without its legal form, what may close short forms."""

    place: str
    last_place: str
    stem: str
    tails: tuple[str, ...]


def short_forms(shadow: str, body: NameMention, starts: Mapping[int, NameMention]) -> Iterator[tuple[str, bool]]:
    """The short forms of a company named in full; True for those that stand alone only at clear edges."""
    yield from ((form, False) for form in _railway_forms(shadow[body.start : body.end]))
    for parts in _take_apart(shadow, body, starts):
        for form in _bank_forms(parts.stem):
            yield from ((front + form, False) for front in dict.fromkeys(("", parts.place)))
        if len(parts.stem) <= _LONGEST:
            yield from ((form, False) for form in _plain_forms(parts))
            if all(map(is_han, parts.stem)):
                yield from _brand_forms(parts)


def _take_apart(shadow: str, body: NameMention, starts: Mapping[int, NameMention]) -> Iterator[_Parts]:
    """Behind all places that the name begins with; where little is left, also before the last (龙沙|重装)."""
    ends = [body.start]
    while (place := starts.get(ends[-1])) is not None and place.end < body.end:
        ends.append(place.end)
    group = ("集团", "集团公司") if _GROUP.search(shadow, body.start, body.end) else ()
    for index in range(len(ends) - 1, -1, -1):
        at, before = ends[index], ends[max(0, index - 1)]
        stem = _without_form(regex.sub(r"[(（][^()（）]*[)）]", "", shadow[at : body.end]))
        generic = is_generic(stem) or stem in lexicon.suffixes()
        service = index < len(ends) - 1 and stem.endswith(_SERVICES)
        if service:
            return  # 郑州地铁 is a railway before it is 郑州地铁集团有限公司
        if not generic or index == 0:
            yield _Parts(shadow[body.start : at], shadow[before:at], stem, ("股份", "公司", "控股", *group))
        if not generic and len(stem) > _BRAND:
            return


_SERVICES = (
    *(
        "地铁",
        "轨道交通",
        "机场",
        "港口",
        "铁路",
        "公交",
        "供电",
        "供水",
        "水务",
        "燃气",
        "热力",
        "城投",
        "旅游",
        "文化",
        "农业",
        "电网",
        "高速公路",
    ),
)


def _without_form(stem: str) -> str:
    while (tail := _LEGAL.search(stem)) is not None and tail.start() >= _BRAND:
        stem = stem[: tail.start()]
    return stem


def _plain_forms(parts: _Parts) -> Iterator[str]:
    """The stem, and what it begins with before a trade, each with a tail or the places before it."""
    stem = parts.stem
    cuts = (at for at in range(2, len(stem)) if is_generic(stem[at:]) or stem[at:] in lexicon.suffixes())
    for name in dict.fromkeys((stem, *(stem[:at] for at in cuts))):
        if is_generic(name) or name in lexicon.stopwords() or len(name) < _BRAND:
            continue
        yield from (name + tail for tail in parts.tails)
        if len(name) > _BRAND or parts.place == "" or not is_word(name):
            yield name
        if parts.place:
            yield parts.place + name
            yield parts.place + name + "公司"


def _brand_forms(parts: _Parts) -> Iterator[tuple[str, bool]]:
    """宏顺客运 of 宏顺游览客运, 金卉公司 of 金卉绒织, 山齿 of 山城齿轮, 柳重集团 of 柳州|重机."""
    stem = parts.stem
    brand, trade = stem[:_BRAND], stem[-_BRAND:]
    if len(stem) > 2 * _BRAND and (is_generic(trade) or trade in lexicon.suffixes()) and not is_generic(brand):
        yield brand + trade, False
    if len(stem) >= 2 * _BRAND and not is_generic(brand):
        yield from ((brand + tail, False) for tail in parts.tails)
        if not is_word(brand):
            yield brand, True
    initials = [stem[0] + stem[_BRAND]] if len(stem) == 2 * _BRAND else []
    initials += [parts.last_place[0] + stem[0]] if parts.last_place and len(stem) <= 2 * _BRAND else []
    for initial in initials:
        if not is_word(initial) and not is_generic(initial):
            yield from ((initial + tail, False) for tail in parts.tails)
            yield initial, True


_RAILWAY = regex.compile(r"^中国铁路(?P<place>\p{Han}{2,4})局集团有限公司$")


def _railway_forms(name: str) -> Iterator[str]:
    """成都局集团公司 and 铁路成都局 of 中国铁路成都局集团有限公司."""
    if (match := _RAILWAY.match(name)) is not None:
        place = match["place"]
        yield from (
            f"{place}局集团公司",
            f"{place}局集团",
            f"铁路{place}局",
            f"{place}铁路局",
            f"国铁{place}局",
            f"中国铁路{place}局",
        )


_GROUP = regex.compile(r"集团|控股|国际|实业|投资")  # 山东黄金集团 is the mother of 山东黄金矿业股份有限公司
# How long names of banks and credit unions are said in short.
_SHORTENED = (
    ("农村商业银行", ("农商银行", "农商行", "银行")),
    ("农村合作银行", ("农合行",)),
    ("农村信用合作联社", ("农信社", "农信联社", "联社")),
    ("农村信用合作社联合社", ("农信联社", "农信社")),
)


def _bank_forms(stem: str) -> Iterator[str]:
    """皖江农商行 of 皖江农村商业银行."""
    for long, shorts in _SHORTENED:
        if stem.endswith(long) and len(stem) > len(long):
            yield from (stem.removesuffix(long) + short for short in shorts)


_LEGAL = regex.compile(r"(?:股份|有限|责任|控股|集团|总|分){0,6}公司$|集团$|控股$|股份$")


def trade_stem(name: str) -> str | None:
    """冠腾 of 冠腾科技: what is left of a name without its trade, if it is no word."""
    entry = next((name[at:] for at in range(2, len(name)) if name[at:] in lexicon.suffixes()), None)
    stem = name.removesuffix(entry) if entry is not None else ""
    usable = 2 <= len(stem) <= 4 and not is_word(stem) and not is_generic(stem) and stem not in lexicon.stopwords()
    return stem if usable and all(map(is_han, stem)) else None


def with_arm(shadow: str, body: NameMention) -> NameMention:
    """特斯拉|中国: the arm of a known company in a country is a company of its own; not 特斯拉在中国, 苹果中国市场."""
    if body.type != "company" or body.rule != "known" or _ARM.match(shadow, body.end) is None:
        return body
    return new_mention(body.start, body.end + len("中国"), "company", "subsidiary", 0.8)


_ARM = regex.compile(
    r"中国(?=(?:公司)?(?:(?:\d{1,2}月|上?半年|[今去]年|当月)?(?:零售|交付|批发|出口|销售|销量|产量)|(?:区)?(?:总裁|首席|副?董事|副?总经理|CEO|CFO)|(?!市场)\p{Han}{2,10}[部区]\p{Han}{0,6}(?:主管|合伙人|总监|经理|总裁|主席|负责人)|表示|宣布|回应|方面|[，,。；;、]))"
)
