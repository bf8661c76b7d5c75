"""Bodies that the tagger sees: added where no rule speaks, or as a longer reading of a short known name."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.companies import ANALYST, is_commodity, lists_fields, stands_as_company
from newsextract.recognize.edges import COUNTED, GENERIC_BEFORE, Ground, has_left_edge, is_generic, is_kind_before
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention

_TRUSTED = 0.8  # what the tagger must give to add a body that nothing else bears out


def add_tagged(ground: Ground, mentions: Sequence[NameMention], tagged: Sequence[NameMention]) -> list[NameMention]:
    """The mentions and those of the tagger's that overlap none, are no kind of body, and are more than a place; what
    stands in a list before one of them is looked at again."""
    first = _added(ground, _as_tagged(ground, mentions, tagged), tagged)
    return _added(ground, first, tagged) if len(first) > len(mentions) else first


def _added(ground: Ground, mentions: Sequence[NameMention], tagged: Sequence[NameMention]) -> list[NameMention]:
    """The mentions and what of the tagger's they bear out."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    out = list(mentions)
    companies = {at for m in mentions if m.type == "company" for at in (m.start, m.end)}
    for name in tagged:
        name = _before_edge(ground.shadow, _behind_edge(ground.shadow, name))  # noqa: PLW2901 - the same name, cut
        text = ground.shadow[name.start : name.end]
        if name.score < _TRUSTED or (text[-1] == "股" and ground.shadow[name.end : name.end + 1] in tuple("价东票权")):
            continue
        if name.type == "company" and ground.shadow.startswith("指数", name.end):
            continue  # 恒生科技|指数
        if name.type == "company" and _NO_NAME.search(text) is not None:
            continue
        if ground.shadow.startswith(_NAMED_FOR, name.end) or _is_unit(ground.shadow, name.start):
            continue  # 恩格尔|系数
        if name.type == "company" and lists_fields(ground.shadow, name.end):
            continue
        place = ground.place_start.get(name.start)
        is_place = place is not None and (
            place.end >= name.end or (place.subtype == "country" and _is_form(ground.shadow[place.end : name.end]))
        )
        if COUNTED.search(text):
            continue  # 渝北区布局三座工厂
        if is_place or is_generic(text) or len(text) < 2 or not taken.isdisjoint(range(name.start, name.end)):
            continue
        if _is_well_formed(ground, name, text) or (
            name.type == "company" and stands_as_company(ground, name, text, companies)
        ):
            out.append(replace(name, score=name.score / 2))
    return sorted(out, key=lambda m: m.start)


_FORMS = frozenset({"公司", "集团", "企业", "银行", "厂商"})  # 这家意大利|公司


def _is_form(text: str) -> bool:
    """Whether a text says only what kind of company it is: 公司, 人工智能公司."""
    return text in _FORMS or (text.endswith(tuple(_FORMS)) and is_generic(text[:-2]))


def _is_unit(shadow: str, start: int) -> bool:
    """Whether Latin letters behind a digit begin what is taken for a name: 50|GWh动力电池."""
    return shadow[start].isascii() and _FIGURE.match(shadow, 0, start) is not None


_FIGURE = regex.compile(r"(?r)\d[A-Za-z]{0,3}")
_NAMED_FOR = ("系数", "定律", "定理", "效应")


def _behind_edge(shadow: str, name: NameMention) -> NameMention:
    """A tagged name without the word before it that no name holds: 同业|力泓电子."""
    kind = _SERVICE.match(shadow, name.start, name.end) if name.type == "company" else None
    if kind is not None:
        return replace(name, start=kind.end())  # 屯门物业管理公司|卓安服务
    if name.type == "company" and _EXPECTS.match(shadow, max(0, name.start - 1), name.end) is not None:
        return replace(name, start=name.start + 1)  # 大行发表报告，料|某某地产今年销售升一成
    kinds = [*_INNER_KIND.finditer(shadow, name.start, name.end)] if name.type == "company" else []
    if kinds:
        return replace(name, start=kinds[-1].end())  # 荷兰私募基金|海岭资本
    word = lexicon.edges("hard").at(shadow, name.start)
    cut = word is not None and len(word) > 1 and name.start + len(word) + 2 <= name.end
    return replace(name, start=name.start + len(word or "")) if cut else name


def _before_edge(shadow: str, name: NameMention) -> NameMention:
    """A tagged company without the word behind it that no name ends with: 某某证券|研报, 某某科技|控股股东."""
    if name.type != "company" or name.end - name.start < _LEAST - 1:
        return name
    if shadow.startswith(_TODAY, name.end - 2):
        return replace(name, end=name.end - 2)  # 友嘉|今日股价
    if name.end - name.start < _LEAST:
        return name
    if shadow.startswith(("研报", "领投", "跟投", "参投"), name.end - 2):
        return replace(name, end=name.end - 2)
    owned = shadow.startswith("控股", name.end - 2) and shadow.startswith(("股东", "子公司", "权"), name.end)
    return replace(name, end=name.end - 2) if owned else name


_TODAY = ("今日", "昨日", "今天", "昨天", "前日", "今年", "去年", "本周", "上周")
_LEAST = 5  # characters of a name with such a word
_EXPECTS = regex.compile(r"[，,。；：:、\s]料(?!理)(?=\p{Han}{3})")
_NO_NAME = regex.compile(
    r"^[\d一二三四五六七八九十两数多]{1,3}[余多]?家|(?:合资|母|该)公司$|(?:期货|原油|现货黄金|金价|油价)$|"
    r"^(?:营运|业务|研发|行政|财务|销售|企划|人资)组织$|"
    r"^(?:社会|民间|民营|产业|金融|国有|国际|国内|海外|境外|外国|外来|私人|工商|人力|风险|耐心|长期|实收|权益|股权|商业|投机)资本$"
)

_INNER_KIND = regex.compile(
    r"(?:私募基金|对冲基金|主权基金|(?:投资|风投|创投|金融|评级|研究|咨询)机构|(?:开发|运营|供应|制造|零售|服务|承包|经销|赞助)商"
    r"|(?:龙头|民营|国有|骨干|领军|头部|知名|链主|上市)企业)(?=\p{Han}{2})"
)
# A kind of company before the name of one.
_SERVICE = regex.compile(
    r"\p{Han}{0,4}?(?:物业管理|保安|清洁|工程|贸易|运输|旅游|旅行|快递|物流|建筑|装修|外卖|游戏|软件|电讯|保险|地产代理)公司(?=\p{Han}{2,8}$)"
)


def _as_tagged(ground: Ground, mentions: Sequence[NameMention], tagged: Sequence[NameMention]) -> list[NameMention]:
    """The mentions, short known names of companies as long as the tagger sees them: 比亚迪|电子, 三菱|UFJ银行."""
    longer = {name.start: name for name in tagged if name.type == "company" and name.score >= _TRUSTED}
    starts = sorted(mention.start for mention in mentions)
    out = []
    for mention in mentions:
        name = longer.get(mention.start)
        text = ground.shadow[mention.start : name.end] if name else ""
        if name and text.endswith("控股") and ground.shadow.startswith(("股东", "子公司", "权"), name.end):
            name = None  # 中南建设|控股股东
        if name and (
            lexicon.followers().at(ground.shadow, mention.end)
            or lexicon.share_moves().match(ground.shadow, mention.end)
        ):
            name = None  # 宁德时代|报185.3元
        if name and (ground.shadow.startswith("指数", name.end) or text.endswith("研报")):
            name = None
        if name and ANALYST.match(ground.shadow, name.end) and is_generic(text[mention.end - mention.start :]):
            name = None  # 中信建投|化工|首席分析师
        if name and mention.end < name.end and _TIME.match(ground.shadow, mention.end):
            name = None  # 汇丰|前日
        fits = mention.type == "company" and mention.rule == "known" and name is not None and name.end > mention.end
        if name is not None and fits and text.isalnum() and not text[-1].isdigit() and not _is_kind_tail(text):
            following = starts[bisect.bisect_right(starts, mention.start) :]
            if not following or following[0] >= name.end:
                same = text[mention.end - mention.start :] in _ITSELF  # 腾讯|控股 is 腾讯
                out.append(replace(mention, end=name.end, key=mention.key if same else None, rule="tagger"))
                continue
        out.append(mention)
    return out


_TIME = regex.compile(r"[今昨前当明]日|[今去前]年|[上下]半年|[首上第][一二三四]?季|\d{1,4}[年月日]|全年")
_ITSELF = frozenset({"控股", "集团", "公司", "股份"})


def _is_kind_tail(text: str) -> bool:
    """Whether a name goes on with what no company's name ends with (腾讯|公司, 华为|员工)."""
    if text[-1] in "部区席" and not text.endswith("俱乐部"):
        return True  # 招商基金|研究部, 渣打香港|大中华区
    return (
        text.endswith(
            (
                "策略",
                "宏观",
                "固收",
                "公司",
                "集团",
                "股价",
                "股份",
                "手机",
                "汽车",
                "新能源车",
                "电动车",
                "员工",
                "总部",
                "官方",
                "旗下",
                "方面",
                "工厂",
                "基地",
                "门店",
                "研报",
                "公告",
                "财报",
            )
        )
        or len(text) > 12
    )


_SURE = 0.95
_RANKED = ("国家级", "省级", "市级", "县级", "区级", "省部级", "省市级")


def _is_well_formed(ground: Ground, name: NameMention, text: str) -> bool:
    """Whether a tagged name has clear edges and ends as names of its kind do, in a stem that is no kind of body."""
    shadow = ground.shadow
    if is_kind_before(shadow, name.start) or text.startswith(GENERIC_BEFORE) or not text.isalpha():
        return False
    if text.startswith(_RANKED):
        return False  # 省级|工程技术研究中心
    ending = next((text[at:] for at in range(1, len(text)) if text[at:] in lexicon.suffixes()), None)
    if ending is None or (lexicon.suffixes()[ending].subtype == "company") != (name.type == "company"):
        return False
    stem = text[: -len(ending)]
    if is_commodity(stem, lexicon.suffixes()[ending]):
        return False
    if len(stem) < 2 or is_generic(stem) or not has_left_edge(shadow, name.start, ground):
        return False
    if lexicon.suffixes()[ending].kind == "full" and name.score >= _SURE:
        return True  # 台湾港务公司高雄分公司|港务处经理
    follows = shadow[name.end : name.end + 1]
    return not is_han(follows or "。") or lexicon.followers().at(shadow, name.end) is not None
