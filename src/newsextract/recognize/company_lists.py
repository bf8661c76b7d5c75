"""Companies that only the list they stand in tells: 引进|川禾农牧、青禾食品有限公司."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.companies import is_shown_behind
from newsextract.recognize.edges import Ground, is_generic, is_kind_before, left_edge, new_mention
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention
from newsextract.record import Range
from newsextract.segment.words import is_word

_LISTING = ("、", "和", "及", "与")
_LEAST, _MOST = 2, 6  # characters of a name before its trade
_NOT_ALONE = frozenset({"股份", "厂", "分行", "支行", "基金", "网络"})


_PART = ("支行", "分行", "分公司", "营业部", "子公司")


def join_adjacent(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Two companies without anything between them are one, part of the other: 中电建|水电七局, 齐鲁银行|燕山支行."""
    out: list[NameMention] = []
    for mention in mentions:
        last = out[-1] if out else None
        joined = last is not None and last.end == mention.start and last.type == mention.type == "company"
        closed = joined and shadow.endswith("公司", 0, mention.start) and not shadow.endswith(_PART, 0, mention.end)
        if last is None or not joined or closed:
            out.append(mention)
            continue
        out[-1] = new_mention(last.start, mention.end, "company", "company.joined", min(last.score, mention.score))
    return out


@cache
def _trades() -> tuple[str, ...]:
    """Trades that close a name, longest first."""
    words = [text for text, entry in lexicon.suffixes().items() if entry.kind == "trade" and text not in _NOT_ALONE]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def _following() -> regex.Pattern[str]:
    trades = "|".join(map(regex.escape, _trades()))
    return regex.compile(
        f"(?P<stem>\\p{{Han}}{{{_LEAST},{_MOST}}}?)(?:{trades})(?=[、，。；;()（）等]|[和及与](?!信)|$)"
    )


def find_beside(ground: Ground, mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    """Names with a trade at their end, right before or behind a company in a list."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for company in mentions:
        if company.type != "company":
            continue
        yield from _behind(ground, company.end, taken)
        yield from _before(ground, company.start, taken)


# What closes a list of companies: 瑞泰新材、科达利、星源材质|等多家锂电材料公司.
_OF_COMPANIES = regex.compile(
    r"等\p{Han}{0,3}?\d{0,4}[余多]?(?:家?\p{Han}{0,10}?(?:公司|企业|厂商?|车企|药企|房企|券商|银行|品牌|龙头|巨头|[权航金运]股)|[只支]?个?股)"
)
_ALL = (
    "有望",
    "均",
    "分别",
    "联合投资",
    "共同投资",
    "领投",
    "跟投",
    "参投",
    "联合领投",
    "共同领投",
    "战略投资",
    "出货量",
    "市占率",
    "装机量",
    "等涨停",
    "等跟涨",
    "等跟跌",
    "涨幅居前",
    "跌幅居前",
    "走高",
    "走低",
    "走强",
    "走弱",
    "跟涨",
    "跟跌",
)
_NAME = regex.compile(r"[\p{Han}A-Z]{2,7}")
_JOINTLY = ("联合", "共同", "先后", "等")


def find_members(ground: Ground, mentions: Sequence[NameMention]) -> Iterator[NameMention]:
    """Names that only their place in a list of companies tells: 瑞泰新材、|科达利|、星源材质."""
    companies = {mention.start: mention.end for mention in mentions if mention.type == "company"}
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    seen: set[int] = set()
    for start, end in companies.items():
        if start not in seen:
            members, last = _walk(ground, companies, taken, end, seen)
            closed, sure = _is_of_companies(ground.shadow, last), _is_surely(ground.shadow, last)
            for name in members:
                text = ground.shadow[name.start : name.end]
                person = text[0] in lexicon.surnames() and len(text) <= _PERSON  # 腾讯、王小川、阿里巴巴
                if sure or (not person and (closed or name.end + 1 in companies)):
                    yield new_mention(name.start, name.end, "company", "company.listed", 0.6, core=text)


_PERSON = 3


def _walk(
    ground: Ground, companies: Mapping[int, int], taken: set[int], at: int, seen: set[int]
) -> tuple[list[Range], int]:
    """The unknown members of a list whose first company ends at ``at``, and where the list ends."""
    members: list[Range] = []
    at = _past_code(ground.shadow, at)
    while ground.shadow[at : at + 1] in _LISTING:
        if at + 1 in companies:
            seen.add(at + 1)
            at = _past_code(ground.shadow, companies[at + 1])
            continue
        end = _member_end(ground.shadow, at + 1)
        if end is None or not _is_member(ground, at + 1, end, taken):
            break
        members.append(Range(at + 1, end))
        at = end
    return members, at


def _past_code(shadow: str, at: int) -> int:
    """Behind the stock code of a member of a list: 优必选|（09880.HK）|、乐聚机器人."""
    code = _CODE.match(shadow, at)
    return at if code is None else code.end()


_CODE = regex.compile(r"[(（][A-Za-z.:：]{0,8}\d{4,6}[A-Za-z.:：]{0,6}[)）]")


def _is_of_companies(shadow: str, end: int) -> bool:
    """Whether what closes a list tells that it is one of companies: 等多家公司, 涨停, 毛利率."""
    return shadow.startswith(_ALL, end) or _is_surely(shadow, end) or is_shown_behind(shadow, end)


def _is_surely(shadow: str, end: int) -> bool:
    """Whether it tells so much that not even a person's name stands in the list."""
    return _OF_COMPANIES.match(shadow, end) is not None or lexicon.share_moves().match(shadow, end) is not None


def _member_end(shadow: str, start: int) -> int | None:
    """Where a member of a list ends that begins at ``start``."""
    name = _NAME.match(shadow, start)
    last = name.end() if name is not None else start
    for end in range(start + _LEAST, last + 1):
        stops = shadow[end : end + 1] in _STOPS or shadow.startswith(_JOINTLY, end)
        if stops or _is_of_companies(shadow, end):
            return end
    return None


_STOPS = (*_LISTING, "，", "。", "；")


def _is_member(ground: Ground, start: int, end: int, taken: set[int]) -> bool:
    """Whether a member of a list may be a company: no place, no word, no kind of company."""
    text = ground.shadow[start:end]
    if not taken.isdisjoint(range(start, end)) or is_generic(text) or is_word(text) or text in lexicon.stopwords():
        return False
    places = [ground.place_start[at] for at in range(start, end) if at in ground.place_start]
    if any(not _is_part(place, start, end) for place in places) or text in lexicon.titles():
        return False
    return not (text.startswith(_SOME) or text.endswith(_KINDS))


def _is_part(place: NameMention, start: int, end: int) -> bool:
    """Whether a place only begins a company's name (中国|科传), or is a town abroad of that name (索菲亚)."""
    abroad = place.key is not None and place.key.startswith("iso:") and place.subtype == "city"
    return place.start == start and (end - place.end >= _LEAST or (place.end == end and abroad))


_SOME = ("其", "该", "本", "各", "多", "部分", "国内", "海外", "相关")
_KINDS = (*("公司", "企业", "厂商", "机构", "平台", "股东", "客户", "行业", "产业", "领域", "市场", "国家", "地区"),)


def _behind(ground: Ground, at: int, taken: set[int]) -> Iterator[NameMention]:
    shadow = ground.shadow
    while shadow.startswith(_LISTING, at):
        match = _following().match(shadow, at + 1)
        if match is None or not _is_name(ground, match.start(), match.end("stem"), match.end(), taken):
            return
        yield new_mention(match.start(), match.end(), "company", "company.listed", 0.7, core=match[0])
        at = match.end()


def _before(ground: Ground, at: int, taken: set[int]) -> Iterator[NameMention]:
    shadow = ground.shadow
    while shadow.endswith("、", 0, at):
        end = at - 1
        trade = next((word for word in _trades() if shadow.endswith(word, 0, end)), None)
        start = left_edge(ground, end - len(trade), brackets=False) if trade else end
        if trade is None or not _is_name(ground, start, end - len(trade), end, taken):
            return
        yield new_mention(start, end, "company", "company.listed", 0.7, core=shadow[start:end])
        at = start


def _is_name(ground: Ground, start: int, stem: int, end: int, taken: set[int]) -> bool:
    """Whether a stem before a trade is a name: no kind of company, no word that the tagger takes for none."""
    text = ground.shadow[start:stem]
    place = ground.place_start.get(start)
    body = text if place is None or place.end >= stem else ground.shadow[place.end : stem]
    if not _LEAST <= len(text) <= _MOST or len(body) < _LEAST or not all(map(is_han, text)):
        return False
    if is_kind_before(ground.shadow, start) or is_generic(body) or not taken.isdisjoint(range(start, end)):
        return False
    hint = (ground.hints or {}).get(end)
    return (hint is not None and hint.start == start) or not is_word(body)
