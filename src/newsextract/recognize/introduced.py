"""Short names that the text itself introduces: (以下简称“柳钢股份”), (简称:华电能源), 以下简称“公司”或“柳钢股份”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from newsextract.recognize.edges import is_generic, new_mention
from newsextract.recognize.mentions import NameMention
from newsextract.segment.words import is_word

_INTRODUCED = regex.compile(
    r"[(（](?:[^()（）\n]{0,30}?(?:以下统称|以下简称|下称|以下称|简称)[:：为]?|(?=[“「『]))(?P<rest>[^()（）\n]{2,60})[)）]"
)
# (中海油服,601808), (Equinor): a bracket right behind the name, without a word that introduces.
_BARE = regex.compile(r"[(（](?P<short>\p{Han}{2,6}(?=[,，:：]\s?[A-Z]{0,4}\d{4,6})|[A-Z][A-Za-z]{2,14}(?=[)）]))")
_QUOTED = regex.compile(r"[“\"「『‘'](?P<short>[\p{Han}A-Za-z0-9·]{2,12})[”\"」』’']")
_PLAIN = regex.compile(r"[\p{Han}A-Za-z0-9·]{2,12}+")
_CODE_LABEL = regex.compile(r"(?:证券|股票|股份)(?:代码|代号|简称).*$")
# What contracts and announcements call a party: no name.
_PARTY = regex.compile(
    r"(?:[本该我上市标的目项合资子母]{0,2}(?:公司|集团|银行|本行|基金)|[甲乙丙丁买卖双各]方|业主|标的|[原被]告|保荐机构|主承销商|控股股东"
    r"|[收购转受让出认申请委托管理投资发承包招标债权务行披露义信息被]{2,7}[人方])"
)


def find_introduced(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Short names that the text introduces, at every place where they stand."""
    ends = {mention.end: mention for mention in mentions}
    out: list[NameMention] = []
    for match in _INTRODUCED.finditer(shadow):
        full = ends.get(match.start())
        for short in _shorts(match["rest"]) if full is not None else ():
            if full is not None and not _PARTY.fullmatch(short):
                out += mentions_of(shadow, short, full, "introduced")
    for match in _BARE.finditer(shadow):
        full = ends.get(match.start())
        if full is not None and full.type == "company" and not _LABEL.search(match["short"]):
            out += mentions_of(shadow, match["short"], full, "introduced")
    for match in _BODY_SHORT.finditer(shadow):
        full = ends.get(match.start())
        own = full is not None and full.type == "organization" and full.rule != "introduced"
        if full is not None and own and _is_abbreviation(match["short"], shadow[full.start : full.end]):
            out += mentions_of(shadow, match["short"], full, "introduced")
    return out


# 散热厂|奇宏|8月营收: a short name behind what kind of company it is and before what companies alone report.
_REPORTING = regex.compile(
    r"(?:\p{Han}{2}|IC|LED|PCB|NB)(?:代工厂|大厂|厂商?|业者|龙头|双雄)(?P<short>\p{Han}{2,3}?(?<!今|去|前|本|该|各|的|等|商|年|月|季|公布|公告|宣布|业者|昨日|今日))"
    r"(?=(?:[今去]年)?\d{1,2}月份?(?:合并|单月|自结)?营收|(?:[今去]年)?第[一二三四1-4]季|上半年|[首本上]季|[今昨][天日]?[(（]?\d{0,2}[)）]?日?(?:公告|公布|召开)|公告|[(（]\d{4}[)）])"
)


def find_reporting(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Companies that nothing shows but their kind and their figures, wherever the text names them again."""
    if "厂" not in shadow and "业者" not in shadow and "龙头" not in shadow:
        return []
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    out: list[NameMention] = []
    for match in _REPORTING.finditer(shadow):
        start, end = match.span("short")
        if start in taken or end - 1 in taken or is_word(match["short"]) or is_generic(match["short"]):
            continue
        full = new_mention(start, end, "company", "reporting", 0.8, core=match["short"])
        out += [full, *(m for m in mentions_of(shadow, match["short"], full, "introduced") if m.start != start)]
    return out


# (证监会): the short name of the body before it, made of its characters.
_BODY_SHORT = regex.compile(r"[(（](?P<short>\p{Han}{2,5}[会局署处部院所盟社团委台])[)）]")


def _is_abbreviation(short: str, full: str) -> bool:
    """Whether a short name is made of a long one's characters, in their order: 证券及期货事务监察委员会|证监会."""
    rest = iter(full)
    return len(short) < len(full) and all(char in rest for char in short)


_LABEL = regex.compile("称|代码|代号|股票|编号|股份代|纽约|纳斯达克|NYSE|NASDAQ|HKEX|SEHK")


def _shorts(text: str) -> Iterator[str]:
    """The names in quotes, or the one that stands without them."""
    quoted = [match["short"] for match in _QUOTED.finditer(text)]
    plain = _PLAIN.match(text)
    for name in quoted or ([plain[0]] if plain is not None else []):
        short = _CODE_LABEL.sub("", name)
        if len(short) > 1:
            yield short


def mentions_of(shadow: str, short: str, full: NameMention, rule: str) -> list[NameMention]:
    """Every place where a short form of a known name stands."""
    out, at = [], shadow.find(short)
    target = full.attributes.get("span") or f"{full.start}:{full.end}"
    while at >= 0:
        end = at + len(short)
        out.append(NameMention(at, end, full.type, full.subtype, full.key, 0.96, rule, (), {"short": target}))
        at = shadow.find(short, end)
    return out
