"""Stock codes in brackets behind the names of companies: 贵州茅台(600519.SH), 腾讯(00700.HK), 台积电(2330)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsextract.recognize.edges import Ground, begin_at_place, has_left_edge, is_generic, left_edge, new_mention
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention

_BRACKET = regex.compile(
    r"[(（]\s?(?:[\p{Han}A-Z]{0,6}(?P<label>代码|代号|编号)\s?[:：为]?\s?)?"
    r"(?:(?P<cn>\d{6})\.?(?P<cn_market>SH|SZ|BJ|SS)|(?P<cn_market>SH|SZ|BJ)[:：.]?\s?(?P<cn>\d{6})"
    r"|(?P<hk>\d{1,5})[.\-]HK|(?:HKEX?|SEHK|港交所|港股)[:：.]?\s?(?P<hk>\d{1,5})"
    r"|(?P<tw>\d{4,6})(?:\.TWO?|-TW)|(?:TWSE|TPEX|上市|上柜)[:：.]?\s?(?P<tw>\d{4})"
    r"|(?:NYSE|NASDAQ|Nasdaq|纽交所|纳斯达克)[:：.]?\s?(?P<us>[A-Z]{1,5})|(?P<us>[A-Z]{1,5})\.(?:US|N|O)"
    r"|(?P<bare>\d{4,6}))"
    r"(?:[,，;；、/][^()（）\n]{0,40}+)?\s?[)）]",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"(?:19|20)\d\d")
_LONGEST = 10  # characters of a name that nothing but its code tells


def add_tickers(ground: Ground, mentions: Sequence[NameMention]) -> list[NameMention]:
    """The mentions, companies with the code behind them, and names that only their code shows to be companies."""
    at_end = {m.end: index for index, m in enumerate(mentions) if m.type == "company"}
    taken = {at for m in mentions for at in range(m.start, m.end)}
    out = list(mentions)
    for match in _BRACKET.finditer(ground.shadow):
        code = _code(match)
        index = at_end.get(match.start())
        if code is None:
            continue
        if index is not None:
            out[index] = replace(out[index], attributes={**out[index].attributes, "ticker": code})
        elif match["bare"] is None or match["label"] is not None or len(match["bare"]) == 6 or _reports(ground, match):
            named = _named_by_code(ground, match.start(), taken)
            out += [] if named is None else [replace(named, attributes={"ticker": code})]
    return sorted(out, key=lambda m: m.start)


def _reports(ground: Ground, code: regex.Match[str]) -> bool:
    """金沙滩度假城（2288）|昨日公布…业绩: whether what follows a bare code is what a listed company does."""
    return _REPORTS.match(ground.shadow, code.end()) is not None


_REPORTS = regex.compile(
    r"(?:[今昨前][天日晚]?|日前|\d{1,2}日|(?:[上下]午|晚间?|盘后)){0,2}(?:公布|宣布|宣派|公告|发盈[喜警]|发布盈[喜警]|[首上][季年]|去年|今年|股价|(?:[一高低收]|收市)?[升跌涨挫](?=\d)|[收市]{0,2}报(?=\d))"
)


def _code(match: regex.Match[str]) -> str | None:
    if match["cn"]:
        market = match["cn_market"].upper()
        return f"{match['cn']}.{'SH' if market == 'SS' else market}"
    if match["hk"]:
        return f"{match['hk']:0>5}.HK"
    if match["tw"]:
        return f"{match['tw']}.TW"
    if match["us"]:
        return str(match["us"]).upper()
    return _bare_code(match["bare"], labelled=match["label"] is not None)


def _bare_code(digits: str, *, labelled: bool) -> str | None:
    """Six digits tell their exchange; five are Hong Kong's; four may be Taiwan's or Hong Kong's, or a year."""
    if len(digits) == 6:
        market = {"6": "SH", "9": "SH", "0": "SZ", "2": "SZ", "3": "SZ", "4": "BJ", "8": "BJ"}.get(digits[0])
        return f"{digits}.{market}" if market else None
    if len(digits) == 5:
        return f"{digits}.HK"
    return None if _YEAR.fullmatch(digits) and not labelled else digits


def _named_by_code(ground: Ground, end: int, taken: set[int]) -> NameMention | None:
    start = begin_at_place(ground, left_edge(ground, end, brackets=False), end)
    text = ground.shadow[start:end]
    if not 2 <= len(text) <= _LONGEST or not taken.isdisjoint(range(start, end)) or is_generic(text):
        return None
    place = ground.place_start.get(start)
    if (place is not None and place.end == end) or not any(map(is_han, text)):
        return None
    return new_mention(start, end, "company", "ticker", 0.8) if has_left_edge(ground.shadow, start, ground) else None
