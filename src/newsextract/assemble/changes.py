"""What kind of statement a number is: a level, a change with its basis, a share, a rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import regex

from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Basis, FactKind, Range, format_decimal

_SHARE = regex.compile(
    r"(?r)(?<![应侵霸抢攻市])占(?!有率|地(?![区方])|用)(?:到|了|比|有|据)?(?P<whole>[^占，,；;。]{0,30}?)(?:的)?(?:比重|占比|比例|比率|份额|比)?(?:(?:保持|稳定|维持)在?|高达|多达|(?:提升|提高|上升|下降|扩大|回升|攀升|缩小|降低)(?:至|到)|为|达到?|约|超过?|由|从|的|是|升至|提高到|提升到|降至|上升到|近|逾|已|均|分别|首次|合计|合共|共|高达|仅|仍|也|将|要)*"
)
# 为预算的101.2%, 完成年度目标任务的62.3%, 相当于公司净资产的两成多: a part of what is named.
_PART = regex.compile(
    r"(?r)(?P<verb>为|是|相当于|相等于|完成了?|达到?|(?:恢复|回复|回升)(?:到|至))(?P<whole>(?:\d{4}年(?:\d{1,2}月)?)?[^，,；;。\d为是占(（]{1,14}(?P<note>[(（][^()（）]{1,16}[)）])?)的(?:约|近|逾|超过?)?"
)
# 收取相当于贷款额3%至5%的佣金, 客运量回复至疫情前九成
_EQUAL = regex.compile(
    r"(?r)(?P<verb>相当于|(?:恢复|回复|回升)(?:到|至))(?P<whole>[^，,；;。\d为是占的]{0,10}(?:额|价|值|量|产|入|金|前|期|年|时|平))(?:约|近|逾)?"
)
# 减持不超过公司总股本的6%, 两项合计超过总岁出七成: a bound on a part of what is named.
_BOUND = regex.compile(
    r"(?r)(?P<verb>不超过|不得超过|超过|不低于|不少于|不足|逾)(?P<whole>[^，,；;。\d为是占]{0,10}(?:总股本|股本|股份总数|股份|总数|总额|总量|总面积|岁出|岁入|资产|收入|预算|产量|产值|人口))的?"
)
_NO_WHOLE = regex.compile(
    r"其中|(?:要?到|自|从|比)?[\d.〇零一二三四五六七八九十]{0,8}+(?:年|月|去年|上年|今年|同期|全年|高峰期?|可望|有望|预计|料|将|仍|会|已|首[度次]|[上回]?升[到至]?|下?降[到至]?|提[高升][到至]?|突破|率|更|也|都|稳定|保持|维持|在)++"
)
# 增加到一期的1.5倍, 是去年同期的1.8倍
_MULTIPLE_OF = regex.compile(
    r"(?r)(?:是|为|相当于|等于|达到?|(?:增加?|增长|提高|扩大|上升|提升|翻升|涨|升)(?:到|至))[^，,；;。]{0,16}?的"
    r"|(?:是|为|达|相当于)(?:平[日时常]|往年|常年|一般|去年同期|上年同期)"
    r"|相[当等]于[^，,；;。\d]{2,14}"
)
_RATIO = regex.compile(
    r"(?r)(?:市[盈净销账帐]率?|(?<![A-Za-z])P/?(?:E|B|S|EG)|估值|本益比|所得比|股价净值比|[流速]动比|比率|倍数|系数)"
    r" ?(?:分别|为|是|约|达到?|仅|高达|近){0,3}+ ?"
)
_FROM = regex.compile(r"(?r)(?:由|从)[^占，,；;。]{0,12}的?")  # 比重由去年同期的38.2%提高到43.7%
_RANK_SCOPE = regex.compile(r"^(?:在|于)?(?P<scope>[^，,；;。]{1,16}?)(?:中|里|的|之|内)?$")
_FALL_TO_RISE = regex.compile(r"(?:涨|升|增|高|多|快|扬|扩|延|加)")
_BY = regex.compile(
    r"(?:的)?(?:增长率|增速|增幅|涨幅|升幅|成长率|增长|成长|升幅|降幅|跌幅|减幅|下降|下滑|负增长)(?![到至为])"
)
_GROWTH_NAME = regex.compile(
    r"(?r)(?P<name>年增幅|月增幅|季增幅|年减幅|(?<!自然)增长率|成长率|年增率|月增率|季增率|年减率|衰退率|增速|增幅|涨幅|升幅|降幅|跌幅|减幅|(?<=评估|资产)增值率|增长目标|增长预期|成长预测)"
    r"(?:[（(][A-Za-z ]{2,12}[）)])?(?:目标|预期)?"
    r"(?:[由从](?:\d{2,4}年|[去今前上]年)?(?:\d{1,2}月[底份]?|第?[一二三四1-4]季|同期|全年)?的?)?"
    r"(?:(?:小于|大于|高于|低于|快于|慢于)[^，,；;。\d]{1,8}的)?"
    r"(?:转正、?|力争|争取|有望|可望|可以?达|预计|可能|一度|曾经|最高|最低|平均|分别|"
    r"(?:收窄|扩大|缩小|回落|放缓|加快|提高|下降|上升|回升|调升|调降|上调|下调|上修|下修|降|升)(?:到|至|为)|"
    r"(?:初步)?(?:统计|核算|概估|初估|估计|预估|预测)(?:数|值)?|修正|估|料|可|将|上看|仅|只|维持在?|保持在?|高达|多达|达到|实现|落在|介于|来到|为|达|约|是|在|至|由|从|到|曾|或|均|都|也|仍|则|将|[:：]){0,6}+"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a number is to be read. ``cut`` is where the words of the kind begin: the measured phrase ends there."""

    kind: FactKind
    cut: int
    sign: int = 1
    verb: str | None = None
    scope: Range | None = None
    growth_name: Range | None = None  # 增速, 降幅: the number is the level of this
    rule: str = ""


def read_kind(
    shadow: str, words: Wording, start: int, quantity: Quantity, stop: int, same_unit: bool = False
) -> Reading:
    """The kind of ``quantity`` from the text between ``start`` (its clause or the figure before it) and the number,
    and what follows up to ``stop``. ``same_unit``: the figure before has the same unit (失业人数41万人，月减1千人)."""
    end = quantity.start
    if quantity.kind == "ordinal" or _is_range_of_ranks(shadow, start, quantity):
        return _read_rank(shadow, words, start, end)
    if same_unit and quantity.kind == "amount" and (more := _MORE.fullmatch(shadow, start, end)) is not None:
        sign = -1 if more["verb"] == "少" else 1
        return Reading("change", more.start("verb"), sign, more["verb"], rule="change")  # 行劫案16宗，少|4宗
    if quantity.kind == "times":
        return _read_times(shadow, words, start, quantity)
    change = _read_change(shadow, words, start, quantity, stop)
    if quantity.kind in ("points", "percent"):
        change = _read_against(shadow, words, start, quantity) or change or _read_preposed(shadow, start, quantity)
    if quantity.kind == "points":
        return change or Reading("change", end, rule="points")
    if quantity.kind == "percent":
        return change or _read_share(shadow, start, quantity, stop) or Reading("share", end, rule="level")
    if change is None and quantity.kind == "amount" and same_unit:
        change = _read_beyond(shadow, start, quantity)
    aged = quantity.kind == "age" and _has_comparison(shadow, words, end)  # 比上年提高0.3岁
    if (
        change is not None
        and (quantity.kind == "amount" or aged)
        and _is_amount_of_change(words, start, change, same_unit)
    ):
        return change
    return Reading("quantity", end, rule="amount")


def _is_range_of_ranks(shadow: str, start: int, quantity: Quantity) -> bool:
    """分列|二三位: places in a row, no people."""
    ranked = quantity.unit == "人" and quantity.value is None and shadow[quantity.end - 1] == "位"
    return ranked and _RANKS.match(shadow, start, quantity.start) is not None


_RANKS = regex.compile(r"(?r)(?:[分位名排]列|[分位]居|排名?|居|列)第?")


def _read_change(shadow: str, words: Wording, start: int, quantity: Quantity, stop: int) -> Reading | None:
    end = _before_modifier(shadow, start, quantity)
    named = _GROWTH_NAME.match(shadow, start, end)
    if named is not None and quantity.kind in ("percent", "points"):
        falling = named["name"][0] in "降跌减" or "减" in named["name"]
        return Reading(
            "change", named.start(), -1 if falling else 1, named["name"], None, Range(*named.span("name")), "growth"
        )
    match = words.change_end.match(shadow, start, end)
    if match is not None and shadow.endswith("转", start, match.start()) and (quantity.unit or "").startswith("股"):
        match = None  # 每10股转增|3股
    grows = match is not None and quantity.kind == "percent" and match["verb"] in _HARVESTS  # 夏粮减产|3.1%
    if match is not None and (grows or not _is_level(shadow, words, match)):
        verb = match["verb"]
        sign = 1 if verb in words.up else -1
        return Reading("change", match.start(), sign, verb, None, None, "change")
    behind = _BY.match(shadow, quantity.end, stop)
    if behind is not None and quantity.kind in ("percent", "points"):
        return Reading(
            "change", end, -1 if behind.group().lstrip("的")[0] in "降下跌减负" else 1, behind.group(), rule="behind"
        )
    return _read_signed(shadow, words, start, quantity, end)


def _read_signed(shadow: str, words: Wording, start: int, quantity: Quantity, end: int) -> Reading | None:
    """营业收入12亿元（同比+16.95%）, 净利润3亿元（-5.04%）: the sign is the verb."""
    sign = quantity.start if shadow[quantity.start] in "+-" else quantity.start - 1
    if quantity.kind != "percent" or shadow[sign] not in "+-":
        return None
    said = list(words.year_on_year.finditer(shadow, start, end))
    if said and not shadow[said[-1].end() : sign].strip():
        return Reading("change", said[-1].start(), rule="signed")
    bracketed = sign > 0 and shadow[sign - 1] in "(（" and shadow[quantity.end : quantity.end + 1] in tuple(")）,，;；")
    return Reading("change", end, rule="signed") if said or bracketed else None


def _read_against(shadow: str, words: Wording, start: int, quantity: Quantity) -> Reading | None:
    """高于全省2.5个百分点: above or below what is named between the verb and the number."""
    for pattern, sign in ((words.above, 1), (words.below, -1)):
        match = pattern.search(shadow, start, quantity.start)
        if match is not None and match.end() < quantity.start and quantity.kind == "points":
            return Reading("change", match.start(), sign, match.group(), rule="against")
    return None


def _read_preposed(shadow: str, start: int, quantity: Quantity) -> Reading | None:
    """削减|教育开支|6.2%, 下调|存款准备金率|0.5个百分点: the verb stands before what it changes."""
    match = _PREPOSED.match(shadow, start, quantity.start)
    if (
        match is None
        or (quantity.kind == "percent" and match["what"].endswith("率"))
        or (match and match["what"].endswith(_LEVELS))
    ):
        return None
    verb = match["verb"]
    return Reading("change", quantity.start, 1 if verb in _PREPOSED_UP else -1, verb, rule="preposed")


_MORE = regex.compile(r"[，,、（(\s]{0,2}(?:按年)?(?P<verb>[多少])")
_PREPOSED = regex.compile(
    r"(?r)(?<![已没不可需要应])(?P<verb>削减|压减|压缩|缩减|删减|统删|减少|调降|下调|降低|调升|上调|调高|调涨)(?P<what>[^，,；;。\d的]{2,18})(?<![至到为占达])(?:约|近|逾)?"
)
_LEVELS = ("比例", "比率", "幅度", "占比", "比重")
_PREPOSED_UP = ("调升", "上调", "调高", "调涨")


def _read_beyond(shadow: str, start: int, quantity: Quantity) -> Reading | None:
    """水位21.87米，超|设防水位|0.37米: by how much a level is above or below what is named."""
    match = _BEYOND.match(shadow, start, quantity.start)
    if match is None or (match.start() > start and shadow[match.start() - 1] in "不"):
        return None
    return Reading("change", match.start(), -1 if match["verb"][0] in "低少" else 1, match["verb"], rule="against")


_BEYOND = regex.compile(
    r"(?r)(?P<verb>高于|低于|超出|高出|低过|高过|多于|少于|超)[^，,；;。\d]{1,6}(?:水位|平均|水平|标准|预算|计划|目标|均值|限值|上限|下限)(?:约|近|了)?"
)


def _before_modifier(shadow: str, start: int, quantity: Quantity) -> int:
    end = quantity.start
    while end > start and shadow[end - 1] in " \t　":
        end -= 1
    return end


def _is_level(shadow: str, words: Wording, match: regex.Match[str]) -> bool:
    """A verb that is really the tail of a noun: 年均增 is one, 最高 and 新高 are not growth."""
    verb, before = match["verb"], shadow[match.start() - 1] if match.start() else ""
    if verb in ("溢价", "折价") and match.group().startswith(verb + "率"):
        return True  # 溢价率|4.6% is a level
    if verb in _LASTING:
        return _AGAINST_NEAR.match(shadow, 0, match.start()) is None
    if match.group().startswith("增长率") and shadow.endswith("自然", 0, match.start()):
        return True  # 人口自然增长率
    if match.end() - match.start() == 2 and shadow[match.start() : match.end()] in ("高达", "多达"):
        return True
    if _ADDED.fullmatch(verb):
        return _SINCE_THEN.match(shadow, max(0, match.start() - _NEAR), match.start()) is None
    if _COMPARED_ONLY.fullmatch(verb):
        return not _has_comparison(shadow, words, match.start())
    if verb in ("高", "低", "快", "慢", "多", "少", "贵"):
        return not _has_comparison(shadow, words, match.start())
    if verb in ("升", "降", "涨", "跌", "增", "减", "缩", "挫", "扬"):
        return before in "最毫公上提新抵核" + "起" * (verb == "降") and before != ""
    return False


def _has_comparison(shadow: str, words: Wording, end: int) -> bool:
    if _PERIODICALLY.match(shadow, max(0, end - 4), end) is not None:
        return True  # 按年少21%
    return words.comparison.search(shadow, max(0, end - 24), end) is not None


# Changes only where something is compared: 同比多卖630万条, but 户均多花300元.
_COMPARED_ONLY = regex.compile(
    r"[多少](?:蓄|引|供|发|投|种|播|完成|接待|办|收购|卖|销|售|产|花|招|用|缴|跑|打|收入?|挣)|增产|减产|改善|好转|转差|恶化"
)
_HARVESTS = frozenset({"增产", "减产", "增收", "减收"})
_TURNED = regex.compile(r"(?r)翻了?(?:近|约|逾|超过?)?")
_LASTING = frozenset({"短", "长", "早", "晚"})
_AGAINST_NEAR = regex.compile(r"(?r)[比较][^，,；;。\d比较]{1,12}")  # 较全省平均水平|短21天
# 比年初新增832亿元, 同比减收18亿元; but 新增就业3万人, 户均增收5000元.
_ADDED = regex.compile(r"新增|增收|减收")
_SINCE_THEN = regex.compile(
    r"(?r)(?:同比|环比|按年|[比较](?:年初|期初|(?:上|去|前一)年(?:年?[末底]|同期)?|上(?:个?月|季度?|半年)[末底]?))(?:[，,]?(?:累计|净|共|已|又|约))?"
)
_NEAR = 12
_PERIODICALLY = regex.compile(r"(?r)按[年月季周]|同比|环比")


def _is_amount_of_change(words: Wording, start: int, change: Reading, same_unit: bool) -> bool:
    """增加3万人 is a change where something is compared or a measured noun stands before; 涨价5元 always is."""
    return change.verb in words.self_naming or change.verb in words.change_nouns or change.cut > start or same_unit


def _read_times(shadow: str, words: Wording, start: int, quantity: Quantity) -> Reading:
    match = words.change_end.match(shadow, start, quantity.start)
    if match is not None:
        return Reading("change", match.start(), 1 if match["verb"] in words.up else -1, match["verb"], rule="times")
    turned = _TURNED.match(shadow, start, quantity.start)
    if turned is not None:
        return Reading("change", turned.start(), 1, "翻", rule="times")  # 海外销售同比翻了|1.6倍
    if _RATIO.match(shadow, start, quantity.start) is not None:
        return Reading("quantity", quantity.start, rule="amount")  # 市盈率9.3倍
    level = _MULTIPLE_OF.match(shadow, start, quantity.start)
    return Reading("change", level.start() if level else quantity.start, rule="multiple")


def _read_share(shadow: str, start: int, quantity: Quantity, stop: int) -> Reading | None:
    end = quantity.start
    origin = _FROM.match(shadow, start, end)
    match = _SHARE.match(shadow, start, origin.start() if origin else end)
    if match is not None:
        return Reading("share", match.start(), scope=_whole(shadow, match), verb="占", rule="share")
    part = _BOUND.match(shadow, start, end) or _PART.match(shadow, start, end) or _EQUAL.match(shadow, start, end)
    if part is not None:
        return Reading("share", part.start(), scope=_whole(shadow, part), verb=part["verb"], rule="part")
    return None


def _whole(shadow: str, match: regex.Match[str]) -> Range | None:
    """What the share is a part of, where the words between verb and number name a thing, not a time."""
    start, end = match.span("whole")
    noted = match.groupdict().get("note")  # 年度目标|（360万辆）|的44.8%
    end -= len(noted or "")
    return Range(start, end) if end > start and _NO_WHOLE.fullmatch(shadow, start, end) is None else None


def _read_rank(shadow: str, words: Wording, start: int, end: int) -> Reading:
    while end > start and shadow[end - 1] in " 的":
        end -= 1
    for at in range(end, max(start, end - 18) - 1, -1):
        match = words.rank_verb.match(shadow, start, at)
        if match is None or (at != end and not _RANK_SCOPE.match(shadow[at:end])):
            continue
        scope = _strip_scope(shadow, at, end)
        return Reading("rank", match.start(), verb=match.group(), scope=scope, rule="rank")
    return Reading("rank", end, rule="rank-bare")


def _strip_scope(shadow: str, start: int, end: int) -> Range | None:
    while start < end and shadow[start] in "在于到了":
        start += 1
    while end > start and shadow[end - 1] in "的之中里内":
        end -= 1
    return Range(start, end) if end > start else None


def read_basis(
    shadow: str,
    words: Wording,
    start: int,
    end: int,
    times: Sequence[TimeExpression],
    grain: str | None,
    begins: str | None,
) -> Basis | None:
    """What a change is measured against, from the words of its clause before the number."""
    since, yearly, periodic = (
        max((m.end() for m in p.finditer(shadow, start, end)), default=-1)
        for p in (words.since, words.year_on_year, words.period_on_period)
    )
    if since >= 0 and since >= max(yearly, periodic):
        return "since"
    if yearly >= 0 and yearly >= periodic:
        return "year_on_year"
    if periodic >= 0:
        if words.monthly.search(shadow, start, end):
            return "month_on_month"
        if words.quarterly.search(shadow, start, end) or grain in ("quarter", "half"):
            return "quarter_on_quarter"
        return "month_on_month"
    compared = [t for t in times if is_compared(shadow, t)]
    if not compared:
        return None
    base, year = compared[-1], int(begins[:4]) if begins else None
    if (
        begins
        and base.end_date
        and base.grain in _NEIGHBOURS
        and base.grain == grain
        and _day_after(base.end_date) == begins
    ):
        return _NEIGHBOURS[base.grain]  # 8月CPI与7月相比上升0.12%
    if base.same_period and year is not None and base.start_date and int(base.start_date[:4]) == year - 1:
        return "year_on_year"
    if base.grain == "year" and year is not None and base.start_date and int(base.start_date[:4]) == year - 1:
        return "year_on_year"
    return "since"


_NEIGHBOURS: dict[str, Basis] = {"month": "month_on_month", "quarter": "quarter_on_quarter"}


def _day_after(iso: str) -> str:
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


_COMPARED_BEFORE = regex.compile(
    r"(?r)(?:比(?!亚迪|利时|特币)(?![重例率价值由从])|较|与|和|同(?!比)|相比|高于|低于|多于|少于|优于|逊于|好于|差于|低过|高过|胜过|不及|不如|超过|是|为|相当于|达到?|到|至)(?:\p{Han}{0,2}[“「]?)"
)
_COMPARED_TOO = regex.compile(
    r"(?r)(?<=较|比(?!亚迪|利时|特币)(?![重例率价值由从]))[^，,；;。：:较比]{1,12}[年月季度期][和与、及]"
)
_EQUALS = regex.compile(
    r"相比|比较(?=[，,]?(?:则|也|略|大|微)?(?:增|减|上升|下降|成长|提高|扩大|缩小|[升降]))"
    r"|持平|相当(?!于)|相[同若近仿]|一[致样]|打平|无异|差不多|接近|[^，,；;。]{1,16}相比"
)
_PART_OF = regex.compile(
    r"\p{Han}{0,6}的(?:约|近|逾|超过?|不到|不足|高达)?(?:[\d.．]+[%％‰倍成]|百分之|[一二两三四五六七八九十]+(?:点[一二三四五六七八九])?[成倍])"
)
_MOVES = regex.compile(
    r"(?r)(?:[上爬攀扩提]升|[提抬]高|优化|上涨|增加?|增长|扩大|下[降跌滑]|减少?|回落|收窄|放缓|降低|(?<!回)升|跌|降|涨)"
)
_TIMES_OF = regex.compile(r"的[^，,；;。]{1,8}倍")


def is_compared(shadow: str, time: TimeExpression) -> bool:
    """Whether a time is what something is compared with: 比2019年同期, 较上年, 与去年同期相比."""
    if _COMPARED_TOO.match(shadow, max(0, time.start - 16), time.start) is not None:
        return True  # 较一季度和去年四季度分别提高
    if (
        time.same_period
        and shadow[time.end : time.end + 1] == "的"
        and shadow[time.start - 1 : time.start] not in "由从"
    ):
        return True  # 恢复至2019年同期的85.6%
    before = _COMPARED_BEFORE.match(shadow, max(0, time.start - 4), time.start)
    if before is None or shadow.startswith("占比", time.start - 2):
        return False
    moved = _MOVES.match(shadow, max(0, before.start() - 3), before.start()) is not None
    if not moved and _PART_OF.match(shadow, time.end) is not None and before.group()[0] in "是为相达到至":
        return True  # 恢复到2019年的八成一, 是去年全年的28倍, 是2018年高峰期的68%
    if before.group().startswith("相当于"):
        return True
    if before.group()[0] in "到至":
        return False
    if before.group()[0] in "是为相达":
        return time.same_period or _TIMES_OF.match(shadow, time.end) is not None
    if before.group()[0] in "与和同":
        return _EQUALS.search(shadow, time.end, time.end + 8) is not None or _EQUALS.match(shadow, time.end) is not None
    return True


def signed(value: Decimal | None, sign: int) -> Decimal | None:
    """The value with the sign of its verb, without trailing zeros; a sign that the text itself wrote stays."""
    if value is None:
        return None
    plain = Decimal(format_decimal(value))
    return -plain if sign < 0 and plain > 0 else plain


def leads_to_level(shadow: str, time: TimeExpression, position: int) -> bool:
    """Whether a time that something is held against stands right before the level that it had."""
    if _HELD_AGAINST.match(shadow, 0, time.start) is None:
        return False
    return _OF_THEN.fullmatch(shadow, time.end, position) is not None and shadow[position] not in "翻倍"


_HELD_AGAINST = regex.compile(
    r"(?r)(?:比(?!亚迪|利时|特币)(?![重例率价值])|较|高于|低于|多于|少于|快于|慢于|优于|逊于|好于|差于|低过|高过|胜过|不及|不如|超过|跟|与)"
)
_OF_THEN = regex.compile(
    r"(?:同期|全年|当时|末|底|\p{Han}{2,6})?的(?:(?:历史)?(?:最?[高低][点位]|高峰|峰值|谷底|水平))?(?:约|近|逾|超过?|不到|不足)?|(?:同期|全年|当时)?(?:约|近|逾)?"
)
