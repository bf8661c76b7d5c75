"""Votes, seats and polls: figures that stand right behind the one who has them (某某以88752票、得票率51.8%当选)."""

from __future__ import annotations

from bisect import bisect_left

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.drafts import Draft
from newsextract.assemble.phrases import Phrase
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.measure.values import Quantity

_COUNTED = {"票": "得票", "席": "席次"}
_HAS = regex.compile(
    r"(?:[（(][^（()）]{1,12}[）)])?(?:的|则?(?:仅|只|再|共|总共)?(?:以|有|得|获得?|获|拿下|拿到|囊括|取得|斩获|赢得|抢下|守住)了?)?"
    r"(?:约|近|逾|超过?|仅)?"
)
_BALLOTS = regex.compile(r"(?:选举人)?选?票(?!据|房|价)")
_WINS = regex.compile(r"[^，,。；;：:]{0,30}?(?:获得?|赢得|拿下|得到|共得|斩获)了?(?:约|近|逾|超过?)?")
_STANDS_AT = regex.compile(r"(?:则?(?:仅|只)?(?:以|有|为|达|获得?|拿下))?(?:约|近|逾|超过?|仅)?")
_RATE = regex.compile(r"(?:选票)?[、，,（(]?(?:得票率)?(?:为|达|约|占)?")
_LEADS = regex.compile(
    r"(?:结果|其中|另外?|则|也|仍|还|只|共|合计|总计|各|分别|有|约|近|逾|超过|仅|高达|多达|[，,、及和与\s]){0,4}"
)
_OPINION = regex.compile(
    r"(?:表示|认为|将|会|愿意|倾向)?(?:投票)?"
    r"(?P<what>(?:非常|很|还算|不太|很不|完全|有点)?(?:支持|满意|认同|赞成|赞同|肯定|信任|看好|反对|不满意?|不支持|不认同|不赞成|不信任|不看好)|(?:尚未|仍未|未|不愿|没有)(?:表态|决定|意见|表示意见)|无意见|没意见|不知道|弃权)"
)
_BEATS = regex.compile(
    r"(?:支持度|支持率|得票率|的支持)?(?:些微|小幅|大幅|明显|微幅)?(?:领先|险胜|小胜|小赢|胜过|赢过|击败|略胜|落后于?|小输|输给)"
    r"[^，,。；;\d]{0,14}?的(?:约|近)?"
)


def read_ballot(
    scene: Scene, told: Told, at: At, quantity: Quantity, reading: Reading, topic: Phrase | None
) -> Measure | None:
    """What a figure of an election or a poll measures, and of whom; None for all others."""
    if quantity.unit == "张" and _BALLOTS.match(scene.clean.shadow, quantity.end):
        holder = _holder(scene, at, quantity, _WINS)
        return Measure("选票", None, None, "verb", (None, holder.entity)) if holder else None
    if quantity.unit in _COUNTED and reading.kind == "quantity":
        holder = _holder(scene, at, quantity, _HAS)
        return Measure(_COUNTED[quantity.unit], None, None, "verb", (None, holder.entity)) if holder else None
    if reading.rule != "level" or quantity.unit != "%":
        return None
    rate = _opinion(scene, at, quantity) or _rate_of_votes(scene, told, at, quantity)
    return rate or _beaten(scene, told, at, quantity) or _support(scene, told, at, quantity, topic)


def _opinion(scene: Scene, at: At, quantity: Quantity) -> Measure | None:
    """41.2%支持某某, 24.9%未表态: how many are of an opinion, and of whom."""
    shadow = scene.clean.shadow
    if _LEADS.fullmatch(shadow, at.start, quantity.start) is None:
        return None
    said = _OPINION.match(shadow, quantity.end, at.clause.end)
    if said is None:
        return None
    names = between(scene.named, said.end(), said.end() + 1)
    whom = names[0] if names and names[0].start == said.end() and names[0].type != "place" else None
    return Measure(said["what"], None, None, "right-verb", (None, whom.entity if whom is not None else None))


def _holder(scene: Scene, at: At, quantity: Quantity, gap: regex.Pattern[str]) -> Named | None:
    """The person or party whose name stands right before the number."""
    names = [n for n in between(scene.named, at.start, quantity.start) if n.type == "person" or n.subtype == "party"]
    last = names[-1] if names else None
    return last if last and gap.fullmatch(scene.clean.shadow, last.end, quantity.start) else None


def _rate_of_votes(scene: Scene, told: Told, at: At, quantity: Quantity) -> Measure | None:
    """88752票、51.8%: the part of all votes, of the one who got them."""
    last = told.drafts[-1] if told.drafts else None
    if last is None or last.quantity.unit not in ("票", "张") or last.indicator not in ("得票", "选票"):
        return None
    if last.quantity.end < at.sentence.start or not _RATE.fullmatch(
        scene.clean.shadow, last.quantity.end, quantity.start
    ):
        return None
    return Measure("得票率", None, None, "verb", (last.fact.place, last.fact.subject))


def _beaten(scene: Scene, told: Told, at: At, quantity: Quantity) -> Measure | None:
    """以41.2%支持度领先某某的|36.5%: the same of the one who is behind."""
    last = told.drafts[-1] if told.drafts else None
    if last is None or last.quantity.end != at.start or last.quantity.unit != quantity.unit or not last.indicator:
        return None
    if _BEATS.fullmatch(scene.clean.shadow, at.start, quantity.start) is None:
        return None
    names = between(scene.named, at.start, quantity.start)
    whose = names[-1] if names else None
    if whose is None:
        return None
    held = (whose.entity, None) if whose.type == "place" else (last.fact.place, whose.entity)
    return Measure(last.indicator, None, len(told.drafts) - 1, "inherited", held)


def _support(scene: Scene, told: Told, at: At, quantity: Quantity, topic: Phrase | None) -> Measure | None:
    """政党支持度方面，甲党|35.6%居冠，乙党|27.4%: of each the measure that the sentence speaks of."""
    holder = _holder(scene, at, quantity, _STANDS_AT)
    if holder is None:
        return None
    held = (None, holder.entity)
    here = bisect_left(told.drafts, scene.clean.span(at.sentence.start, at.sentence.end).start, key=_begins)
    shares = [i for i in range(here, len(told.drafts)) if told.drafts[i].unit.code == "%"]
    if shares:
        latest = told.drafts[shares[-1]]
        return Measure(latest.indicator or "", latest.phrase, None, "verb", held)
    return Measure(topic.words, topic, None, "left-noun", held) if topic is not None else None


def _begins(draft: Draft) -> int:
    return draft.fact.start
