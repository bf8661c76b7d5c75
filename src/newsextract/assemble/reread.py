"""Numbers read again in the light of the one told before them."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.drafts import Draft
from newsextract.assemble.periods import Calendar
from newsextract.assemble.scene import Scene
from newsextract.assemble.told import At, Measure, Told
from newsextract.measure.values import Quantity
from newsextract.record import Range


def read_again(scene: Scene, facts: Told, calendar: Calendar, at: At, quantity: Quantity, reading: Reading) -> Reading:
    """A rank told within two areas (居全国第7位、中部|第1位), a change told in two ways (升0.18元或1.9%), the earlier
    level of a growth (较上月的2.7%回落)."""
    told = facts.drafts[-1] if facts.drafts else None
    ranked = facts.ranked
    if ranked is not None and reading.rule == "level" and ranked.words.endswith(_GROWTHS):
        return replace(reading, kind="change", sign=-1 if ranked.words[-2] in "降跌减" else 1)  # 增幅最大，达|55%
    if told is not None and reading.rule == "rank-bare" and told.reading.kind == "rank":
        return _also_ranked(scene.clean.shadow, told, at, quantity, reading)
    if told is None or quantity.kind != "percent" or told.reading.kind != "change":
        return reading
    if at.start > at.clause.start and _OR.fullmatch(scene.clean.shadow, at.start, quantity.start):
        return replace(told.reading, cut=quantity.start, growth_name=None)
    shadow = scene.clean.shadow
    if (
        told.reading.rule == "growth"
        and told.quantity.end == at.start
        and _MOVED.fullmatch(shadow, at.start, quantity.start)
    ):
        return replace(told.reading, cut=quantity.start, growth_name=None)  # 增速预期由0.6%上调至|0.7%
    if (
        told.reading.rule == "growth"
        and reading.rule == "level"
        and _THEN.fullmatch(shadow, told.quantity.end, quantity.start)
    ):
        return replace(told.reading, cut=quantity.start, growth_name=None)  # 成长率今年可达5.8%，明年|2.9%
    if told.unit.code == "%" and shadow[quantity.start - 1] == "以" and _LEADS.match(shadow, quantity.end):
        return replace(told.reading, cut=quantity.start - 1, growth_name=None)  # 泉州以9.7%居首
    if told.unit.code == "%" and _OF_TARGET.match(shadow, quantity.end) is not None:
        return Reading("change", quantity.start, rule="held-against")  # 力争增长8%以上，确保完成全年8.5%的目标
    if told.unit.code == "%" and calendar.is_held_against(at.clause, quantity.start):
        return Reading("change", quantity.start, rule="held-against")
    return reading


def _also_ranked(shadow: str, told: Draft, at: At, quantity: Quantity, reading: Reading) -> Reading:
    """居全国第7位、|中部|第1位: of the same thing, within another area."""
    within = _AREA.fullmatch(shadow, told.quantity.end, quantity.start) if told.quantity.end == at.start else None
    if within is None:
        return reading
    return Reading("rank", at.start, verb=told.reading.verb, scope=Range(*within.span("area")), rule="rank")


_AREA = regex.compile(
    r"(?:[、，,和及]|以及)(?:居|列|位居|位列|排名?)?"
    r"(?P<area>全[国省市县区州球]|世界|亚洲|[东中西]部(?:地区)?|中西部|东北|沿海|长三角|珠三角|长江经济带|京津冀|粤港澳大湾区"
    r"|\p{Han}{0,6}(?:城市|地区|省份|省区|省市|地市|市州|州市|盟市|县区|区县|县市|省会|经济带|城市群|都市圈|园区|开发区|[^、，,]省))"
    r"(?:中|里)?(?:的)?"
)


def is_milestone(scene: Scene, told: Told, at: At, quantity: Quantity, named: Measure) -> bool:
    """支出1152.5亿元，首次突破|千亿元，增长14.5%: a round number that the level before it has passed; the growth
    is of that level."""
    if quantity.modifier != "over" or not named.leans or named.base is None or named.base != len(told.drafts) - 1:
        return False
    base = told.drafts[named.base]
    alike = base.reading.kind == "quantity" and base.quantity.unit == quantity.unit and base.unit.code is not None
    shadow = scene.clean.shadow
    here = base.quantity.end >= at.sentence.start
    return alike and here and _PASSES.match(shadow, quantity.start) is not None


_PASSES = regex.compile(r"突破|破|跨过|迈过|迈上|超过?|逾")

_OR = regex.compile(
    r"[，,、]?(?:或者?|即|亦即)(?:约|近)?|[，,、](?:并|且)?(?:力争|争取|冲刺|奋力)(?:达到?|实现)?"
)  # 增长4%、力争|5%

_MOVED = regex.compile(
    r"(?:大幅|小幅|进一步|略微|略)?(?:上调|下调|上修|下修|调升|调降|调高|调低|修订|提高|降|升|上升|下降|回落|放缓|收窄|扩大)[至到为]"
    r"(?:(?:\d{4}年|[去今前]年)?(?:\d{1,2}月[底份]?|第?[一二三四1-4]季)的)?"
)

_THEN = regex.compile(
    r"[，,、；;]\s?(?:而|但)?(?:[明后去前今]年|20\d\d年|\d{1,2}月|第?[一二三四1-4]季度?|[上下]半年|全年)度?份?"
    r"(?:则|也|亦|再|将|可|约|为|是|达|估|预[估计测]|(?:[降升回放趋][落缓升缓]?至))*"
)
_GROWTHS = ("增幅", "涨幅", "升幅", "降幅", "跌幅", "减幅", "增速")

_OF_TARGET = regex.compile(r"(?:左右|以上)?的(?:增长|预期|年度|全年|发展)?(?:目标|任务)(?:任务)?")

_LEADS = regex.compile(r"(?:的[增涨跌降升]幅)?(?:居|领|排|位列|位居|列)")
