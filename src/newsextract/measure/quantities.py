"""Quantities in running text: amounts with their ranges, modifiers, currencies and signs, ranks and multiples.

The text is the shadow of a clean text (Simplified, half-width). One scan finds where a numeral begins; everything else
looks at what stands on either side, so that the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from newsextract.measure.amounts import HALF, Amount, read_amount, scan_pattern
from newsextract.measure.codes import PHONE, foreign_reason, is_dash, says_change
from newsextract.measure.contexts import find_walls
from newsextract.measure.denominators import denominator_before, denominator_behind, is_one_of, over
from newsextract.measure.modifiers import (
    ModifierWord,
    find_apart,
    find_distant,
    find_left,
    find_right,
    is_bound,
    one_modifier,
)
from newsextract.measure.numerals import EXACT, parse_unsigned
from newsextract.measure.ranges import Bounds, read_range
from newsextract.measure.ranks import Rank, continues_ordinals, read_first, read_ordinal, read_top
from newsextract.measure.settle import bare_unit, currency_of, degrees, noted_currency, ounces, spoken_money
from newsextract.measure.shared import share_units
from newsextract.measure.spacing import Closed, close_up
from newsextract.measure.units import Unit, find_unit, percent
from newsextract.measure.values import Quantity, QuantityKind
from newsextract.record import Modifier, Range


class Rejected(NamedTuple):
    """A number that was seen and is no quantity, and what it is instead."""

    start: int
    end: int
    reason: str


_HALVES = frozenset({"一半", "半数", "半折"})
_BARE = frozenset("百千万亿兆半佰仟")
_ALONE = frozenset({"百", "千", "万", "亿", "佰", "仟", "兆"})
_SCALE_WORDS = _ALONE | {"千万", "万万", "亿万", "百万", "千百万"}
_PERIODIC = frozenset({"a", "mo", "d", "wk"})
_HALF_YEAR_OF = re.compile(
    r"年(?:业绩|纯利|净利|盈利|溢利|利润|多赚|少赚|赚|亏|营收|收入|营业额|派息|度|报)"
)  # 半年|纯利
_ONE_PERSON = re.compile(
    r"(?:仅|只|只有|仅有|唯|致|导致|造成|另有|其中|共|死亡|受伤|失踪|失联|包括|分别为|有|及|和|与)$"
)
_CASUALTY = re.compile(r"(?:死亡|身亡|遇难|受伤|重伤|轻伤|失踪|失联|死|伤|亡|获救|遇害|丧生|罹难|溺)")
_CASUALTY_LEFT = re.compile(r"(?:造成|致|酿成|酿|导致|已|共|[死伤亡踪])$")
_TERM = re.compile(
    r"(?:为期|限期|刑期|任期|有期徒刑|徒刑|缓刑|延长|缩短|提前|推迟|历时|期限|[满达刑役期监需误了时有续用等存费花耗]|停职|禁赛|停赛|停牌|近|约|足足|不足"
    r"|不到|至少|最多|最长|最短|超过|逾|长达|用时|有效期[限为]?|(?:缩短|压缩)[至到为])$"
)
_PRICE = re.compile(r"[每价收付涨降花仅只费交票约售卖买缴罚奖钱为]")
_STOPS = frozenset(",，。;；、.:：）)") | {""}
_SIGNS = frozenset("-−－负下")
_NO_DENOMINATOR = frozenset("，。；,;.\n(（“「")
_FAN: dict[str | None, Modifier] = {"近": "nearly", "将近": "nearly", "约": "about", "超": "over", "超过": "over"}
_GROWTH = re.compile(
    r"(?:增长|增加|增幅|增|提升|提高|上升|上涨|涨|涨幅|扩大|多|高出|超出|成长|暴增|激增|猛增|攀升|飙升|翻升|扩增|高|快|升|超额|超购|认购)"
    r"(?>(?:了|将|近|约|超过|超|逾|高达|达到|达|幅度达)*)$"
)
_LEVEL = re.compile(r"(?:的|是|为|到|至|成|相当于|相当|不足|等于|达)(?>(?:近|约|超|逾|了)*)$")
# What may not follow a word behind the unit if that word is to bound it: 人多次, 家来自, 年内部.
_NOT_AFTER = {
    "多": frozenset("近约超逾出了元次种样个名方地重轮数边党语级角功能才人项家年"),
    "余": frozenset("元次种个名地项家年人额"),
    "许": frozenset("多可诺姓某"),
    "内": frozenset("部容外的地销需在资涵陆蒙江"),
    "起": frozenset("来诉点步到源"),
    "不足": frozenset("为以的位"),
    "不到": frozenset("为以的位"),
    "之内": frozenset(),
}
_NOT_AT_ALL = frozenset({"几", "来", "好几"})
# 连续三天不足7000亿元: what bounds the number behind it does not bound the one before.
_EITHER_SIDE = frozenset({"不足", "不到", "上限", "下限"})
_NUMBER_BEGINS = frozenset("0123456789一二三四五六七八九十百千万亿两几约近半人新港美欧日")


def find_quantities(shadow: str, blocked: Sequence[Range] = ()) -> tuple[list[Quantity], list[Rejected]]:
    """All quantities of a text, and the numbers that are none, each sorted and without overlaps.

    ``blocked`` are spans that are already something else (dates, times of day): no number in them is looked at.
    """
    closed = close_up(shadow)
    if closed is None:
        finder = _Finder(shadow, blocked)
        finder.run()
        return share_units(shadow, finder.found), finder.rejected
    finder = _Finder(closed.text, [closed.forth(span) for span in blocked])
    finder.run()
    rejected = [Rejected(*closed.back(r.start, r.end), r.reason) for r in finder.rejected]
    return [_moved(q, closed) for q in share_units(closed.text, finder.found)], rejected


def _moved(found: Quantity, closed: Closed) -> Quantity:
    """The quantity where it stands in the text with its spaces."""
    start, end = closed.back(found.start, found.end)
    unit = found.unit_span and closed.back(*found.unit_span)
    return found._replace(start=start, end=end, number=closed.back(*found.number), unit_span=unit)


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, blocked: Sequence[Range]) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.rejected: list[Rejected] = []
        self.walls = find_walls(text, blocked)
        self.wall = 0  # the first wall that is not behind us
        self.limit = self.walls[0].start if self.walls else len(text)  # where it begins
        self.floor = 0  # nothing may begin before this

    def run(self) -> None:
        scan, text, at = scan_pattern().search, self.text, 0
        while match := scan(text, at):
            at = max(self._step(match), match.start() + 1)

    def _step(self, match: re.Match[str]) -> int:
        start = match.start()
        if start >= self.limit and (behind := self._pass_walls(start)):
            return behind
        kind = match.lastgroup
        if kind == "run":
            return self._number(start, match.end())
        if kind == "rank":
            return self._keep_rank(read_first(start, match.end()))
        if kind == "vague":
            return self._vague(match)
        if kind == "half":
            halves = match.group() in _HALVES or (match.group() == "半" and self.text[start - 1 : start] in set("过超"))
            return self._half_of(match) if halves else self._half_unit(match)
        return self._multiple(match)

    def _pass_walls(self, start: int) -> int:
        """Moves on to the wall that is not behind ``start``; its end where it covers ``start``, else 0."""
        walls = self.walls
        while self.wall < len(walls) and walls[self.wall].end <= start:
            self.floor = max(self.floor, walls[self.wall].end)
            self.wall += 1
        self.limit = walls[self.wall].start if self.wall < len(walls) else len(self.text)
        return walls[self.wall].end if self.wall < len(walls) and self.limit <= start else 0

    def _pass_names_in(self, amount: Amount, unit: Unit | None) -> None:
        """A name that is part of the unit (1,200万澳门元), or begun by a counter behind digits (200台电动), is none."""
        while unit is not None and amount.unit_span is not None and self.wall < len(self.walls):
            name, span = self.walls[self.wall], amount.unit_span
            inside = name.end <= span.end or (unit.dimension == "count" and not amount.chinese)
            if not (inside and span.start <= name.start < span.end):
                return
            self.wall += 1
            self.limit = self.walls[self.wall].start if self.wall < len(self.walls) else len(self.text)

    def _reject(self, start: int, end: int, reason: str) -> int:
        self.rejected.append(Rejected(start, end, reason))
        self.floor = max(self.floor, end)
        return end

    def _keep(self, quantity: Quantity) -> int:
        self.found.append(quantity)
        self.floor = quantity.end
        return quantity.end

    # What each kind of beginning becomes; every method returns where the scan goes on.

    def _keep_rank(self, rank: Rank) -> int:
        start = rank.start
        if rank.reason or start < self.floor or rank.end > self.limit:
            return self._reject(max(start, self.floor), max(rank.number.end, self.floor), rank.reason or "name")
        numeral = "arabic" if self.text[rank.number.start].isascii() else "chinese"
        return self._keep(
            Quantity(
                *(start, rank.end, "ordinal", rank.value, rank.low, rank.high, rank.modifier, None, None),
                *(rank.number, rank.unit_span),
                numeral=numeral,  # type: ignore[arg-type]
                rule=rank.rule,
            )
        )

    def _half_of(self, match: re.Match[str]) -> int:
        """一半, 半数, 过半: 50 %."""
        start, end, text = match.start(), match.end(), self.text
        before = text[start - 1] if start else " "
        if match.group() == "一半" and (
            before in "另这那前后上下" or (text.startswith("以", end) and text[end + 1 : end + 2] not in "上下")
        ):
            return self._reject(start, end, "word")
        amount = Amount(
            start, end, end, match.group(), Decimal(50), unit=percent(), chinese=True, percent=True, rule="half"
        )
        return self._finish(Bounds(amount, amount, None, None))

    def _half_unit(self, match: re.Match[str]) -> int:
        """半年, 半个月, 半小时; Cantonese 个半钟."""
        start, end, text = match.start(), match.end(), self.text
        if match.group() != "半":
            spoken = read_amount("一" + text[start : start + 8], 0)
            if spoken is None or spoken.unit is None or spoken.value == 1:
                return end
            spoken.start, spoken.digits_end, spoken.end = start, start + 1, start + spoken.end - 1
            spoken.unit_span, spoken.rule = Range(start, spoken.end), "half"
            return self._finish(Bounds(spoken, spoken, None, None))
        if start and text[start - 1] in "上下前后大多夜对一个年月点分斤米倍成时钟过每":
            return end
        if _HALF_YEAR_OF.match(text, end):
            return end
        unit = find_unit(text, end) or (find_unit(text, end + 1) if text.startswith("个", end) else None)
        at = end if unit is None or text.startswith(unit.spelling, end) else end + 1
        if unit is None or (unit.dimension == "count" and unit.code != "码"):
            return end
        stop = at + len(unit.spelling)
        amount = Amount(start, end, stop, "半", HALF, unit=unit, unit_span=Range(at, stop), chinese=True, rule="half")
        return self._finish(Bounds(amount, amount, None, None))

    def _vague(self, match: re.Match[str]) -> int:
        """几十万人, 数百家: no value that anyone could be held to."""
        start, end = match.span()
        if match.group()[0] == "数" and self.text[start - 1 : start] in _COUNTED_BEFORE and start:
            return start + 1  # 总数|十余家, 人数|百分之五
        unit = find_unit(self.text, end)
        if unit is None and match.group()[-1] not in "万亿":
            return end
        stop = end + len(unit.spelling) if unit else end
        if start < self.floor or stop > self.limit:
            return end
        code, dimension, span = (unit.code, unit.dimension, Range(end, stop)) if unit else (None, None, None)
        return self._keep(
            Quantity(
                *(start, stop, _kind(unit), None, None, None, "about", code, dimension, Range(start, end), span),
                currency_open=bool(unit and unit.open),
                numeral="chinese",
                certain=False,
                rule="vague",
            )
        )

    def _multiple(self, match: re.Match[str]) -> int:
        """翻一番 and 翻倍 are twice, 翻两番 four times; 翻三倍 is three times."""
        start, end, word = match.start(), match.end(), match["fans"]
        count = parse_unsigned(word) if word else Decimal(1)
        if count is None or not 0 < count <= 20:
            return end
        times = count if word and match.group().endswith("倍") and count > 1 else Decimal(2) ** int(count)
        modifier: Modifier = _FAN.get(match["mod"], "over" if match["fuzz"] else "exact")
        tail = find_right(self.text, end, "times")
        more = tail is not None and (tail.word.startswith("还") or self.text[end + 1 : end + 2] in _STOPS)
        if tail and modifier == "exact" and (tail.modifier != "over" or more):
            modifier, end = tail.modifier, end + len(tail.word)
        if start < self.floor or end > self.limit:
            return end
        number = Range(*match.span("fans")) if word else Range(start, match.end())
        return self._keep(
            Quantity(
                *(start, end, "times", times, None, None, modifier, "times", "ratio", number),
                Range(match.end() - 1, match.end()),
                numeral="chinese",
                increment=False,
                rule="fan",
            )
        )

    def _number(self, start: int, run_end: int) -> int:
        text = self.text
        before = text[start - 1] if start else " "
        if before == "第":
            return self._keep_rank(read_ordinal(text, start))
        if before == "前" and text[start - 2 : start - 1] not in set("提以之目此日"):
            top = read_top(text, start)
            if top is not None:
                return self._keep_rank(top)
        if before in "、后" and continues_ordinals(text, start):
            return self._reject(start, run_end, "ordinal")  # 第3、5名; 排在后三位
        if text[start] == "一" and before in "唯统专单逐其":
            return start + 1  # 唯一|一个
        if text[start].isascii() and (phone := PHONE.match(text, start)):
            return self._reject(start, phone.end(), "telephone number")
        amount = read_amount(text, start, run_end=run_end)
        if amount is None:
            return self._reject(start, run_end, "malformed numeral")
        if reason := foreign_reason(text, amount):
            return self._reject(start, amount.digits_end, reason)
        if before == "每" and amount.unit is not None:
            return self._reject(start, amount.end, "denominator")
        if amount.unit is None and amount.end < len(text) and text[amount.end] in "死伤亡失轻重获":
            self._count_casualties(amount)
        return self._finish(read_range(text, amount))

    def _count_casualties(self, amount: Amount) -> None:
        """3死5伤: the number counts people."""
        text, at = self.text, amount.end
        if not _CASUALTY.match(text, at) or amount.value is None:
            return
        paired = text[at + 1 : at + 2] and text[at + 1 : at + 2] in "0123456789一二两三四五六七八九十"
        if paired or _CASUALTY_LEFT.search(text[max(0, amount.start - 3) : amount.start]):
            amount.unit, amount.rule = Unit("", "人", "count", Decimal(1)), "casualty"

    # From bounds to a quantity.

    def _finish(self, bounds: Bounds) -> int:
        text, first = self.text, bounds.first
        start, end = first.start, bounds.last.end
        sign = 0 if is_dash(text, start, bounds.last.unit or first.unit) else self._sign(start)
        start -= sign
        unit, begin = currency_of(text, start, bounds.last.unit or first.unit)
        if begin < self.floor:
            begin = start
        start = begin
        left = self._left(first, start, unit)
        if left is not None and unit is not None and unit.open and start == first.start - sign:
            unit, _ = currency_of(text, start - len(left.word), unit)
        if reason := self._unacceptable(first, unit, left, bounds):
            return first.digits_end if reason == "-" else self._reject(first.start, first.digits_end, reason)
        if unit is None:
            unit = bare_unit(text, bounds.last, start)
        elif unit.open:
            unit = noted_currency(text, unit, end)
        elif unit.code in {"度", "deg"}:
            unit, start = degrees(text, bounds.last, start, unit)
        elif unit.code == "[oz_av]":
            unit = ounces(text, start, end, unit)
        elif unit.spelling == "块":
            unit = spoken_money(text, bounds.last, start, end, unit)
        return self._bounded(bounds, start, end, unit, left, sign)

    def _bounded(
        self, bounds: Bounds, start: int, end: int, unit: Unit | None, left: ModifierWord | None, sign: int
    ) -> int:
        """Adds the denominator and the words behind, and keeps the quantity if it fits between the walls."""
        text, per = self.text, None
        if unit is not None and unit.dimension != "ratio":
            at = start - len(left.word) if left else start
            if behind := denominator_behind(text, unit, end):
                per, end = behind
            elif at and text[at - 1] not in _NO_DENOMINATOR:
                per = denominator_before(text, unit, at)
            if per:
                unit = over(unit, per)
        right = self._right(end, unit)
        if right is not None:
            end += len(right.word)
        if left is not None:
            start -= len(left.word)
        if end > self.limit:
            self._pass_names_in(bounds.last, unit)
        if end > self.limit and right is not None:
            end, right = end - len(right.word), None
        if start < self.floor or end > self.limit:
            return self._reject(max(bounds.first.start, self.floor), max(bounds.first.digits_end, self.floor), "name")
        return self._emit(
            bounds, start, end, unit, per, one_modifier(left, right, bounds.first.fuzz, bounds.low is not None), sign
        )

    def _emit(
        self, bounds: Bounds, start: int, end: int, unit: Unit | None, per: str | None, modifier: Modifier, sign: int
    ) -> int:
        first, last = bounds.first, bounds.last
        if modifier == "exact" and (first.rule == "fraction" or (unit is not None and unit.code == "times")):
            modifier = find_apart(self.text, start) or modifier
        if modifier == "exact":
            modifier = find_distant(self.text, start) or modifier
        value, low, high = _values(bounds, unit, sign > 0)
        numeral = "mixed" if first.mixed else "chinese" if first.chinese else "arabic"
        rule = first.rule or ("range" if low is not None else "bare_scale" if unit and not unit.spelling else "amount")
        code, dimension, open_ = (unit.code, unit.dimension, unit.open) if unit else (None, None, False)
        increment = self._increment(first) if code == "times" else None
        return self._keep(
            Quantity(
                *(start, end, _kind(unit), value, low, high, modifier, code, dimension),
                Range(first.start, last.digits_end),
                last.unit_span or first.unit_span,
                *(per, open_, numeral, sign > 0, True, increment, rule),  # type: ignore[arg-type]
            )
        )

    def _sign(self, start: int) -> int:
        """How long the minus sign before the number is."""
        text = self.text
        before = text[start - 1] if start else " "
        if before not in _SIGNS:
            return 0
        earlier = text[start - 2] if start > 1 else " "
        if before == "下":
            return 2 if earlier == "零" else 0
        if before == "负":
            return 0 if earlier in "胜平背担抱肩自正减" else 1
        if says_change(text, start):
            return 1
        return 0 if (earlier.isalnum() and earlier.isascii()) or earlier in "-—年月日%" else 1

    def _left(self, first: Amount, start: int, unit: Unit | None) -> ModifierWord | None:
        left = find_left(self.text, start, first.run[0] in _BARE)
        if left is None or start - len(left.word) < self.floor:
            return None
        if left.word in {"最高", "最低"} and not is_bound(self.text, start - 2):
            return None  # an extreme, no bound
        if left.word == "近" and unit is not None and unit.code in _PERIODIC:
            return left if _TERM.search(self.text[max(0, start - 6) : start - 1]) else None
        return left

    def _right(self, end: int, unit: Unit | None) -> ModifierWord | None:
        """The word behind the unit, unless it is the head of the next word (人多次, 家来自)."""
        right = find_right(self.text, end, unit.dimension if unit else None)
        if right is None or right.word in _NOT_AT_ALL:
            return None
        follow = self.text[end + len(right.word) : end + len(right.word) + 1]
        if follow in _NOT_AFTER.get(right.word, ()) or (right.word in _EITHER_SIDE and follow in _NUMBER_BEGINS):
            return None
        return None if right.word in "多余" and (unit is None or unit.dimension == "count") else right

    def _unacceptable(self, first: Amount, unit: Unit | None, left: ModifierWord | None, bounds: Bounds) -> str:
        """Why the amount is not kept: 一个 that means a, a lone digit or scale; "-" where it is not worth a word."""
        run = first.run
        if unit is None:
            return self._bare_number(first, bounds, left)
        if run == "一" and left is None and not first.fuzz and bounds.last is first and self._indefinite(first, unit):
            return "indefinite"
        if (run == "零" and unit.dimension == "count") or (first.scaled and unit.spelling == "级"):
            return "-"
        if run in _ALONE and left is None and not first.fuzz and not first.percent and bounds.last is first:
            return "-"
        return ""

    def _indefinite(self, first: Amount, unit: Unit) -> bool:
        text, start = self.text, first.start
        if unit.dimension == "ratio" or first.percent or first.value != 1:
            return False
        if is_one_of(text, start):
            return True
        window = text[max(0, start - 6) : start]
        if unit.dimension == "money":
            return unit.open and _PRICE.search(window) is None
        if unit.dimension == "duration":
            return _TERM.search(window) is None
        if unit.code == "人" and (_CASUALTY.match(text, first.end) or _ONE_PERSON.search(window)):
            return False
        return unit.dimension == "count"

    def _bare_number(self, first: Amount, bounds: Bounds, left: ModifierWord | None) -> str:
        """A number without a unit: digits and numerals with a scale are kept, short words are not."""
        last = bounds.last
        if first.run in _SCALE_WORDS and last is first and not first.fuzz:
            named = left is not None and first.scaled and (first.run not in _PLENTY or left.word in _EXPLICIT)
            return "" if named else "-"
        if not first.chinese or first.scaled or last.scaled:
            return ""
        right = self._right(last.end, None)  # 大于二十, 五百或者更多
        compared = (left is not None and left.word.endswith("于")) or (right is not None and "更多" in right.word)
        long = max(len(first.run), len(last.run)) >= 3 or (compared and len(first.run) == 2)
        return "" if long and not _NUMERAL_MARKS.isdisjoint(first.run) else "-"

    def _increment(self, first: Amount) -> bool | None:
        """增长1.5倍 adds, 是…的1.8倍 does not; None where neither is said."""
        window = self.text[max(0, first.start - 12) : first.start]
        if _GROWTH.search(window):
            return True
        return False if _LEVEL.search(window) else None


_COUNTED_BEFORE = frozenset("总指人次个分岁系参户件套基点倍计函票席床家辆台篇页字层级股额天年月日届")
_NUMERAL_MARKS = frozenset("十百千点")
_PLENTY = frozenset({"千万", "亿万"})  # 千万粉丝, 亿万人民: a great many, unless a word bounds them
_EXPLICIT = frozenset({"逾", "超", "超过", "近", "将近", "约", "突破", "破", "不足", "不到", "至少", "最多", "不超过"})


def _values(bounds: Bounds, unit: Unit | None, negative: bool) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high: parts of a currency folded in (50角 is 5 yuan), the sign given."""
    low, high = bounds.low, bounds.high
    value = None if low is not None else bounds.first.value
    if unit is not None and unit.dimension == "money" and unit.factor is not None and unit.minor:
        factor = unit.factor
        value, low, high = (None if x is None else EXACT.multiply(x, factor) for x in (value, low, high))
    if not negative:
        return value, low, high
    if low is None or high is None:
        return None if value is None else EXACT.minus(value), None, None
    ends = sorted(
        (EXACT.minus(low), high if bounds.last.value is not None and bounds.last.value < 0 else EXACT.minus(high))
    )
    return None, ends[0], ends[1]


def _kind(unit: Unit | None) -> QuantityKind:
    if unit is None:
        return "number"
    if unit.dimension == "ratio":
        return {"%": "percent", "‰": "percent", "/10万": "percent", "times": "times"}.get(unit.code, "points")  # type: ignore[return-value]
    return "age" if unit.dimension == "age" else "amount"
