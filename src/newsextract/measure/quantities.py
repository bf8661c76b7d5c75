"""Quantities in running text: amounts with their ranges, modifiers, currencies and signs, ranks and multiples.

The text is the shadow of a clean text (Simplified, half-width). One scan finds where a numeral begins; everything else
looks at what stands on either side, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

import regex

from newsextract.measure.amounts import Amount, people, read_amount, scan_pattern
from newsextract.measure.contexts import find_context, find_names
from newsextract.measure.modifiers import ModifierWord, find_left, find_right
from newsextract.measure.numerals import EXACT, parse_unsigned
from newsextract.measure.ranks import Rank, read_first, read_ordinal, read_top
from newsextract.measure.units import Unit, find_currency_before, find_unit
from newsextract.measure.values import Quantity, QuantityKind
from newsextract.record import Modifier, Range


class Rejected(NamedTuple):
    """A number that was seen and is no quantity, and what it is instead."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Both ends of an amount or range, before modifiers."""

    first: Amount
    last: Amount
    low: Decimal | None
    high: Decimal | None

    @property
    def end(self) -> int:
        return self.last.end


_CONNECTOR = regex.compile(
    r" ?(?:至|到|~|～|—{1,2}|–{1,2}|-{1,2}|－|―{1,2}|─{1,2}|或(?=[一两二三四五六七八九十])) ?(?=[0-9一二两三四五六七八九十百零负\-$￥¥近约])"
)
_INCLUSIVE = regex.compile(r"[（(](?:含|不含)[）)]")
_BARE = frozenset("百千万亿兆半佰仟")
_YEAR = regex.compile(r"(?:1[5-9]|20)[0-9]{2}")
_MONEY_CLUE = regex.compile(
    r"(?:元|收入|营收|产值|投资|资金|金额|利润|净利|亏损|负债|债务|贷款|融资|预算|经费|补贴|补助|销售额|交易额|成交额|贸易额|市值|估值|票房|罚款|赔偿|价格|[售标总均房楼单造]价|GDP|生产总值|增加值|"
    r"税|债券|存款|余额|出口|进口|规模|薪|奖金|捐|斥资|耗资|注资|出资|集资|筹资|募|拨款|支出|开支|成本|租金|费用|花费|身家|资产|营业额|赤字|盈余|顺差|逆差)"
    r"[^，。；;！？!?]{0,14}$"
)
_COUNT_CLUE = regex.compile(
    r"(?:人口|用户|粉丝|播放|阅读|点击|浏览|观众|游客|人数|会员|订阅|下载|人次|户籍|劳动力|网民|股民|销量|产量|客流|日活|月活)[^，。；;]{0,10}$"
)
_GROWTH = regex.compile(
    r"(?:增长|增加|增幅|增|提升|提高|上升|上涨|涨|涨幅|扩大|多|高出|超出|成长|暴增|激增|猛增|攀升|飙升|翻升|扩增|高|快|升)(?:了|将|近|约|超|逾|超过|达|高达|达到|幅度达)*+$"
)
_LEVEL = regex.compile(r"(?:的|是|为|到|至|成|相当于|相当|不足|等于|达)(?:近|约|超|逾|了)*+$")
_HOT = regex.compile(
    r"(?:气温|温度|高温|低温|水温|体温|室温|摄氏|零下|零上|最高温|最低温|均温|回升至?|降至|升至|降到|升到|低于|达到?|温差|降温|升温|天气|冷|热|暖|烧)[^，。；;]{0,10}$"
)
_WARM = regex.compile(r"气?温|高温|低温|摄氏|零下|零上|降温|升温|天气|[寒冷热暖]|烧")
_ANGLE = regex.compile(r"(?:北纬|南纬|东经|西经|倾角|角度|仰角|旋转|转角|坡度|倾斜|视角|经度|纬度|偏)[^，。；;]{0,6}$")
_BIGDEGREE = Decimal(400)
_EXPRESSLY_ONE = regex.compile(r"(?:仅|只|只有|仅有|唯|致|导致|造成|另有|其中|共|不到|不足|至少|最多|超过|近|约|每)$")
_CASUALTY = regex.compile(r"(?:死亡|身亡|遇难|受伤|重伤|轻伤|失踪|失联|死|伤|亡|获救|遇害|丧生|罹难|溺)")
_TERM = regex.compile(
    r"(?:为期|限期|刑期|任期|有期徒刑|徒刑|缓刑|延长|缩短|提前|推迟|历时|期限|满|达|刑|役|期|监|停职|禁赛|停赛|停牌|近|约|足足|不足|不到|至少|最多|最长|最短|超过|逾|长达|需|用时)$"
)
_INDEFINITE_TIME = frozenset({"a", "mo", "wk", "d", "h", "min", "s", "100.a", "晚"})
_NOTE = regex.compile(r"[（(](?P<cur>人民币|新台币|港币|港元|美元|澳门元|澳门币|欧元|日元)[^（）()]{0,6}[）)]")
_PER_SLASH = regex.compile(r"(?:[/／]|每)(?=[^0-9])")
_PER_ONE = regex.compile(r"(?:一|1)(?=[斤吨亩两升盒箱张瓶桶枚株只头袋晚天])|一(?=公斤|平方|公顷|平米|小时|立方)")
_PER_LEFT = regex.compile(
    r"每(?P<n>[一两0-9十百千万]*+)(?P<unit>[^0-9，。、；,;.每一二两三四五六七八九十百千万亿]{1,5})$"
)
_MEAN_LEFT = regex.compile(r"(?P<who>[人户亩])均(?:约|近|超|逾|达|为)?$")
_SPEED_LEFT = regex.compile(r"(?P<word>时速|秒速|车速)(?:约|近|超过?|逾|达到?|为|最高|至少)*$")
_CODE_LEFT = frozenset("-.:：+_@#＃&=/\\*°")
_LIST_HEAD = regex.compile(r"(?:[.、．]|[)）])(?![0-9])")
_PERIOD_LETTERS = "，。；;！？!?\n"
_SKIP_AFTER = "xX×"

_ARABIC_BARE = frozenset({"any", "arabic", "bare"})
_ARABIC = frozenset({"any", "arabic"})
_CHINESE_BARE = frozenset({"any", "chinese", "bare"})
_CHINESE = frozenset({"any", "chinese"})
_ANY = frozenset({"any"})


def find_quantities(shadow: str, blocked: Sequence[Range] = ()) -> tuple[list[Quantity], list[Rejected]]:
    """All quantities of a text, and the numbers that are none, each sorted and without overlaps.

    ``blocked`` are spans that are already something else (dates, times of day): no number in them is looked at.
    """
    finder = _Finder(shadow, blocked)
    finder.run()
    return finder.found, finder.rejected


class _Finder:
    """One pass over one text."""

    def __init__(self, text: str, blocked: Sequence[Range]) -> None:
        self.text = text
        self.found: list[Quantity] = []
        self.rejected: list[Rejected] = []
        self.walls = _walls(text, blocked)
        self.wall = 0  # the first wall that is not behind us
        self.floor = 0  # nothing may begin before this

    def run(self) -> None:
        scan, text, at = scan_pattern().search, self.text, 0
        while match := scan(text, at):
            at = max(self._step(match), match.start() + 1)

    def _step(self, match: regex.Match[str]) -> int:
        start = match.start()
        while self.wall < len(self.walls) and self.walls[self.wall].end <= start:
            self.floor = max(self.floor, self.walls[self.wall].end)
            self.wall += 1
        if self.wall < len(self.walls) and self.walls[self.wall].start <= start:
            return self.walls[self.wall].end
        kind = match.lastgroup
        if kind == "run":
            return self._number(start, match.end("run"))
        if kind == "rank":
            return self._keep_rank(read_first(start, match.end()))
        if kind == "half":
            return self._half(match)
        if kind == "vague":
            return self._vague(match)
        return self._multiple(match)

    # What each kind of beginning becomes; every method returns where the scan goes on.

    def _reject(self, start: int, end: int, reason: str) -> int:
        self.rejected.append(Rejected(start, end, reason))
        self.floor = max(self.floor, end)
        return end

    def _fits(self, start: int, end: int) -> bool:
        return start >= self.floor and (self.wall >= len(self.walls) or end <= self.walls[self.wall].start)

    def _keep(self, quantity: Quantity) -> int:
        self.found.append(quantity)
        self.floor = quantity.end
        return quantity.end

    def _keep_rank(self, rank: Rank) -> int:
        if rank.reason or not self._fits(rank.start, rank.end):
            return self._reject(max(rank.start, self.floor), rank.number.end, rank.reason or "name")
        return self._keep(
            Quantity(
                rank.start,
                rank.end,
                "ordinal",
                rank.value,
                rank.low,
                rank.high,
                rank.modifier,
                None,
                None,
                rank.number,
                rank.unit_span,
                numeral="arabic" if self.text[rank.number.start].isascii() else "chinese",
                rule=rank.rule,
            )
        )

    def _half(self, match: regex.Match[str]) -> int:
        start, end = match.span()
        text = self.text
        if match.group() != "半":
            percent = find_unit("%", 0)
            word = match.group()
            if word == "一半" and (
                text[start - 1 : start] in "另这那前后上下"
                or (text[end : end + 1] in "以"
                and not text.startswith("以上", end))
            ):
                return self._reject(start, end, "word")
            amount = Amount(
                start,
                Range(start, end),
                end,
                Decimal(50),
                unit=percent,
                run=word,
                chinese=True,
                percent=True,
                rule="half",
            )
            return self._finish(_Bounds(amount, amount, None, None))
        if start and text[start - 1] in "上下前后大多夜对一个年月点分斤米倍成时钟过":
            return end
        at = end + 1 if text.startswith("个", end) else end
        unit = find_unit(text, at) or (find_unit("个月", 0) if text.startswith("月", at) else None)
        if unit is None or unit.dimension == "count":
            return end
        stop = at + (1 if text.startswith("月", at) else len(unit.spelling))
        span = Range(end, stop)
        amount = Amount(
            start,
            Range(start, end),
            stop,
            Decimal("0.5"),
            unit=unit,
            unit_span=span,
            run="半",
            chinese=True,
            rule="half",
        )
        return self._finish(_Bounds(amount, amount, None, None))

    def _vague(self, match: regex.Match[str]) -> int:
        start, end = match.span()
        unit = find_unit(self.text, end)
        if unit is None and match.group()[-1] not in "万亿":
            return end
        if start and self.text[start - 1] in "指人次个分岁系参户":  # 指数, 人数
            return end
        stop = end + len(unit.spelling) if unit else end
        if not self._fits(start, stop):
            return end
        code, dimension = (unit.code, unit.dimension) if unit else (None, None)
        span = Range(end, stop) if unit else None
        return self._keep(
            Quantity(
                start,
                stop,
                _kind(unit),
                None,
                None,
                None,
                "about",
                code,
                dimension,
                Range(start, end),
                span,
                currency_open=bool(unit and unit.open),
                numeral="chinese",
                certain=False,
                rule="vague",
            )
        )

    def _multiple(self, match: regex.Match[str]) -> int:
        """翻一番 is twice, 翻两番 four times; 翻倍 twice; 翻三倍 says three times and not of what."""
        start, end = match.span()
        word = match["fans"]
        count = parse_unsigned(word) if word else Decimal(1)
        if count is None or count > 20:
            return end
        value = count if word and match.group().endswith("倍") else Decimal(2) ** int(count)
        if word and match.group().endswith("倍") and count == 1:
            value = Decimal(2)
        modifier: Modifier = "exact"
        if match["mod"] or match["fuzz"]:
            modifier = {"近": "nearly", "将近": "nearly", "约": "about", "超": "over", "超过": "over"}.get(
                match["mod"], "over"
            )  # type: ignore[assignment]
        tail = find_right(self.text, end, "times")
        if tail and modifier == "exact" and tail.modifier != "over":
            modifier, end = tail.modifier, end + len(tail.word)
        if not self._fits(start, end):
            return end
        number = Range(*match.span("fans")) if word else Range(start, end)
        return self._keep(
            Quantity(
                start,
                end,
                "times",
                value,
                None,
                None,
                modifier,
                "times",
                "ratio",
                number,
                Range(match.end() - 1, match.end()),
                numeral="chinese",
                increment=False,
                rule="fan",
            )
        )

    def _number(self, start: int, run_end: int) -> int:
        text = self.text
        before = text[start - 1 : start] if start else ""
        if before == "第":
            return self._keep_rank(read_ordinal(text, start))
        if before == "前" and not text.startswith(("提", "以", "之", "目", "此", "日"), max(0, start - 2), start - 1):
            top = read_top(text, start)
            if top is not None:
                return self._keep_rank(top)
        if phone := _PHONE.match(text, start):
            return self._reject(start, phone.end(), "telephone number")
        amount = read_amount(text, start)
        if amount is None:
            return self._reject(start, run_end, "malformed numeral")
        if reason := self._foreign(amount):
            return self._reject(start, max(run_end, amount.number.end), reason)
        if amount.unit is None and amount.end < len(text):
            amount = self._casualty(amount)
        return self._finish(self._range(amount))

    def _foreign(self, amount: Amount) -> str:
        """Why the number belongs to a code, a model or a date, told by its neighbours; empty where it does not."""
        text, start, end = self.text, amount.start, amount.end
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not amount.chinese:
            if (before.isascii() and before.isalpha()) and find_currency_before(text, start) is None:
                return "model or code"
            if before in _CODE_LEFT and before and self._code_left(start):
                return "model or code"
            if amount.unit is None and after and after.isascii() and (after.isalpha() or after in "_@\\"):
                return "model or code"
            if amount.unit is None and (reason := self._bare_arabic(amount)):
                return reason
        traits = _ARABIC_BARE if amount.unit is None else _ARABIC
        if amount.chinese:
            traits = _CHINESE_BARE if amount.unit is None else _CHINESE
        if amount.unit is not None and amount.unit.dimension == "duration":
            traits = traits | {"duration"}
        if context := find_context(text, start, amount.end if amount.unit else amount.number.end, traits):
            return context.reason
        if context := find_context(text, amount.end, amount.number.end, traits) if amount.unit else None:
            return context.reason
        if amount.unit is not None and amount.unit.code == "a" and _year_like(amount, text):
            return "date or time"
        return ""

    def _code_left(self, start: int) -> bool:
        """Is the punctuation in front of the digits part of a code (SC-120, 2.2.2, K1892+300), not a sign or a dash?"""
        text, at = self.text, start - 1
        before = text[at]
        left = text[at - 1 : at] if at else ""
        if before in "-":
            return (left.isascii() and left.isalnum()) or (left == "-" and text[at - 2 : at - 1].isalnum())
        if before in ":：=":
            return left.isascii() and left.isdigit() and before != "："
        if before in "*°":
            return False
        return left.isascii() and left.isalnum()

    def _bare_arabic(self, amount: Amount) -> str:
        text, start, end, run = self.text, amount.start, amount.end, amount.run
        after = text[end : end + 1]
        if len(run) > 1 and run[0] == "0" and run[1] != ".":
            return "code"
        if len(run) >= 9 and run.isdigit():
            return "code"
        if after in ".、)）．" and after and len(run) <= 2 and self._line_start(start) and _LIST_HEAD.match(text, end):
            return "enumeration"
        if text[start - 1 : start] in "(（" and after in ")）." and len(run) in {4, 5, 6} and run.isdigit() and start:
            return "code"
        if after in ".:" and after and text[end + 1 : end + 2].isdigit():
            return "code"
        if len(run) == 4 and _YEAR.fullmatch(run) and after not in "多余几":
            return "year"
        return ""

    def _line_start(self, start: int) -> bool:
        before = self.text[start - 1 : start] if start else "\n"
        return before in "\n(（ \t"

    def _casualty(self, amount: Amount) -> Amount:
        """3死5伤: the number counts people."""
        at, text = amount.end, self.text
        if text[at] in "死伤亡失轻重获" and _CASUALTY.match(text, at) and amount.value is not None:
            pair = regex.search(r"(?:造成|致|酿|导致|已|共|[死伤亡踪])$", text[max(0, amount.start - 3) : amount.start])
            if (
                pair
                or (text[at] in "死亡" and text[at + 1 : at + 2].isdigit())
                or (text[at] in "死亡" and text[at + 1 : at + 2] in "一二两三四五六七八九十")
            ):
                return replace(amount, unit=people(), rule="casualty")
        return amount

    # Ranges.

    def _range(self, first: Amount) -> _Bounds:
        text = self.text
        plain = _Bounds(first, first, first.low, first.high)
        if first.end >= len(text) or first.value is None or first.fuzz:
            return plain
        at = first.end
        if skipped := _INCLUSIVE.match(text, at):
            at = skipped.end()
        link = _CONNECTOR.match(text, at)
        if link is None:
            return plain
        last = self._right_end(first, link)
        if last is None or not self._fits(self.floor, last.end):
            return plain
        return _bounds(first, last, link.group()) or plain

    def _right_end(self, first: Amount, link: regex.Match[str]) -> Amount | None:
        text, at = self.text, link.end()
        negative = text[at : at + 1] in "-负"
        if text[at : at + 1] in "$￥¥近约-负":
            at += 1
        if not text[at : at + 1]:
            return None
        last = read_amount(text, at)
        if last is None or last.value is None or last.rule == "casualty":
            return None
        if negative:
            last = replace(last, value=EXACT.minus(last.value))
        if "或" in link.group() and (first.unit or not last.unit or first.ends_in_scale):
            return None
        if last.unit is None and not first.percent:
            following = text[last.end : last.end + 1]
            if following in "月日号时点" and following:
                return None
            if "-" in link.group() and not (last.ends_in_scale or first.ends_in_scale):
                return None
        return last

    # From bounds to a quantity.

    def _finish(self, bounds: _Bounds) -> int:
        text, first, last = self.text, bounds.first, bounds.last
        start, end, unit = first.start, last.end, last.unit or first.unit
        sign = self._sign(start)
        start -= sign
        currency = find_currency_before(text, start) or (
            find_currency_before(text, start - 1) if text[start - 1 : start] == " " and start > 1 else None
        )
        if currency is not None and (
            unit is None or unit.dimension == "money" or (unit.dimension == "count" and not unit.spelling)
        ):
            if unit is None or unit.open:
                start -= len(currency.spelling) + (text[start - 1] == " ")
                unit = _with_code(unit, currency)
        elif (
            currency is None
            and sign == 0
            and start > 1
            and text[start - 1] in "-负"
            and find_currency_before(text, start - 1)
        ):
            currency = None
        if unit is not None and unit.open:
            unit, end = _currency_note(text, unit, end)
        left = find_left(text, start, first.run[:1] in _BARE)
        if left is not None and left.word == "近" and unit is not None and unit.code in {"a", "mo", "d", "wk"}:
            left = left if _TERM.search(text[max(0, start - 6) : start - 1]) else None
        if currency is None and left is not None and (unit is None or unit.open):
            more = find_currency_before(text, start - len(left.word))
            if more is not None:
                unit = _with_code(unit, more)
        if left is not None and (start - len(left.word) < self.floor):
            left = None
        reason = self._unacceptable(first, unit, left, bounds)
        if reason:
            return (
                self._reject(first.start, max(first.number.end, first.start + 1), reason)
                if reason != "-"
                else first.number.end
            )
        unit_span = last.unit_span or first.unit_span
        unit, per, end, start = self._per(unit, start, end, left)
        right = find_right(text, end, unit.dimension if unit else None)
        right = self._checked(right, end, unit)
        return self._emit(bounds, start, end, unit, per, left, right, unit_span, sign)

    def _sign(self, start: int) -> int:
        """How long the minus sign before the number is."""
        text = self.text
        if start == 0:
            return 0
        before = text[start - 1]
        if before in "-−－" and (
            start == 1 or (not (text[start - 2].isalnum() and text[start - 2].isascii()) and text[start - 2] not in "-—")
        ):
            return 1
        if before == "负" and (start == 1 or text[start - 2] not in "胜平背担抱肩自"):
            return 1
        return 2 if before == "下" and text.startswith("零下", start - 2) and start >= 2 else 0

    def _unacceptable(self, first: Amount, unit: Unit | None, left: ModifierWord | None, bounds: _Bounds) -> str:
        """Why the amount is not kept: 一个 that means a, a lone digit, a scale without a number. "-": not worth a word."""
        run = first.run
        if unit is None or (
            not unit.spelling and not first.percent and first.rule != "casualty" and unit.dimension != "money"
        ):
            return self._bare_number(first, bounds)
        if run == "一" and not first.fuzz and bounds.last is first and left is None and self._indefinite(first, unit):
            return "indefinite"
        if run in {"百", "千", "万", "亿"} and left is None and not first.fuzz and not first.percent:
            return "-"
        return ""

    def _indefinite(self, first: Amount, unit: Unit) -> bool:
        text, start = self.text, first.start
        if unit.dimension in {"money", "ratio"} or first.percent:
            return False
        window = text[max(0, start - 6) : start]
        if unit.dimension == "count":
            return not (_EXPRESSLY_ONE.search(window) and unit.code in {"人", "次"}) and not (
                unit.code == "人" and _CASUALTY.match(text, first.end)
            )
        if unit.code in _INDEFINITE_TIME or unit.dimension == "duration":
            return _TERM.search(window) is None
        return False

    def _bare_number(self, first: Amount, bounds: _Bounds) -> str:
        if first.ends_in_scale or bounds.last.ends_in_scale:
            return (
                "-"
                if first.run in {"万", "亿", "千万", "万万", "亿万"} and bounds.last is first and not first.fuzz
                else ""
            )
        if not first.chinese:
            return ""
        return (
            "" if len(first.run) >= 3 and any(c in "十百千点" for c in first.run) and first.value is not None else "-"
        )

    def _per(
        self, unit: Unit | None, start: int, end: int, left: ModifierWord | None
    ) -> tuple[Unit | None, str | None, int, int]:
        """The denominator, on either side: 元/平方米, 元一斤, 每亩150公斤, 人均8127元, 时速120公里."""
        text = self.text
        if unit is None or unit.dimension in {"ratio", "age"}:
            return unit, None, end, start
        slash = _PER_SLASH.match(text, end) or (_PER_ONE.match(text, end) if unit.dimension == "money" else None)
        if slash:
            below = find_unit(text, slash.end())
            if below is not None and (below.dimension != "money" or unit.dimension == "money"):
                code = below.code
                return _over(unit, code), code, slash.end() + len(below.spelling), start
        at = start - (len(left.word) if left else 0)
        if at and text[at - 1] not in "，。、；,;. \n":
            return self._per_left(unit, start, end, at)
        return unit, None, end, start

    def _per_left(self, unit: Unit, start: int, end: int, at: int) -> tuple[Unit | None, str | None, int, int]:
        text = self.text
        window = text[max(0, at - 10) : at]
        if unit.dimension == "length" and (speed := _SPEED_LEFT.search(window)):
            return _over(unit, "s" if speed["word"] == "秒速" else "h"), "h", end, start
        if window[-1] == "均" and (mean := _MEAN_LEFT.search(window)) and unit.dimension != "duration":
            return _over(unit, mean["who"].replace("户", "户")), mean["who"], end, start
        if "每" in window and (each := _PER_LEFT.search(window)):
            below = find_unit(each["unit"], 0)
            if below is not None and len(below.spelling) == len(each["unit"]) and below.code != unit.code:
                size = each["n"] if each["n"] not in {"", "一", "1"} else ""
                return _over(unit, size + below.code), size + below.code, end, start
        return unit, None, end, start

    def _checked(self, right: ModifierWord | None, end: int, unit: Unit | None) -> ModifierWord | None:
        """A word behind the unit counts only where it cannot be the head of the next word (人多次, 家来自)."""
        if right is None:
            return None
        follow = self.text[end + len(right.word) : end + len(right.word) + 1]
        if right.word in {"多", "余"}:
            return (
                right
                if (unit is not None and unit.dimension != "count")
                and follow not in set("元次种样个名方地重轮数边党语级")
                else None
            )
        if (
            right.word in {"几", "来"}
            or (right.word == "许" and follow in set("多可诺"))
            or (right.word == "内" and follow in set("部容外的地销需在资"))
        ):
            return None
        if right.word == "起" and (follow in set("来诉点步到源") or unit is None or unit.dimension != "money"):
            return None
        if right.word in {"不足", "不到"} and follow in set("为以的位"):
            return None
        return right

    def _emit(
        self,
        bounds: _Bounds,
        start: int,
        end: int,
        unit: Unit | None,
        per: str | None,
        left: ModifierWord | None,
        right: ModifierWord | None,
        unit_span: Range | None,
        sign: int,
    ) -> int:
        first, last, text = bounds.first, bounds.last, self.text
        fuzz = first.fuzz or last.fuzz
        if left is not None:
            start -= len(left.word)
        if right is not None:
            end += len(right.word)
        if not self._fits(start, end):
            if left is not None and start < self.floor:
                start, left = start + len(left.word), None
            if not self._fits(start, end):
                return self._reject(max(first.start, self.floor), first.number.end, "name")
        unit = self._settled(unit, first, start)
        value, low, high = _values(bounds, unit, sign > 0)
        modifier = _modifier(left, right, fuzz, low is not None)
        if first.value is not None and low is None and modifier == "exact" and first.run in {"百", "千", "万", "亿"}:
            modifier = "over"
        number = Range(first.number.start, last.number.end)
        return self._keep(
            Quantity(
                start,
                end,
                _kind(unit),
                value,
                low,
                high,
                modifier,
                unit.code if unit else None,
                unit.dimension if unit else None,
                number,
                unit_span,
                per,
                bool(unit and unit.open),
                first.numeral,
                sign > 0,
                True,
                self._increment(unit, first),  # type: ignore[arg-type]
                first.rule
                or (
                    "range"
                    if low is not None
                    else "bare_scale"
                    if unit and not unit.spelling and unit.open
                    else "amount"
                ),
            )
        )

    def _settled(self, unit: Unit | None, first: Amount, start: int) -> Unit | None:
        """What only the sentence can tell: 2000亿 is money, 度 is electricity or heat."""
        if unit is None:
            return _bare_unit(self.text, first, start)
        if unit.spelling == "度" and unit.code == "度":
            return _degrees(self.text, first, start, unit)
        return unit

    def _increment(self, unit: Unit | None, first: Amount) -> bool | None:
        if unit is None or unit.code != "times":
            return None
        window = self.text[max(0, first.start - 12) : first.start]
        if _GROWTH.search(window):
            return True
        return False if _LEVEL.search(window) else None


_PHONE = regex.compile(
    r"(?<![0-9.,])(?:(?:0[0-9]{1,3}|\(0[0-9]{1,3}\)|[48]00)[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|[2-9][0-9]{3} [0-9]{4}|1[3-9][0-9]{9}|0[0-9]{2,3}[- ][0-9]{7,8})"
    r"(?:-[0-9]{1,4})?(?![0-9]|[.,][0-9]|[%年月万亿元人])"
)


def _walls(text: str, blocked: Sequence[Range]) -> list[Range]:
    """Blocked spans and names that hold numerals, sorted; a name gives way to a blocked span."""
    names = [span for span, _ in find_names(text)]
    if not blocked:
        return names
    return sorted({*names, *(Range(b[0], b[1]) for b in blocked)})


def _inherit(first: Amount, last: Amount) -> Decimal:
    """What the left end of a range takes over from the right one: 3至5万, 七千到九千亿, 两到三百."""
    if first.value is None or last.value is None or last.scale == 1 or first.unit is not None or first.ends_in_scale:
        return Decimal(1)
    coefficient = last.value / last.scale
    return last.scale if abs(first.value) < coefficient else Decimal(1)


def _bounds(first: Amount, last: Amount, link: str) -> _Bounds | None:
    """Both ends as one range, or None where they are two numbers."""
    assert first.value is not None and last.value is not None
    low, high = EXACT.multiply(first.value, _inherit(first, last)), last.value
    if first.unit is not None and last.unit is not None and first.unit.code != last.unit.code:
        a, b = first.unit, last.unit
        if a.dimension != b.dimension or not a.factor or not b.factor or a.dimension in {"count", "ratio"}:
            return None
        low = EXACT.divide(EXACT.multiply(low, a.factor), b.factor)
    if first.unit is not None and last.unit is None and not first.percent:
        return None
    if first.percent and last.unit is None:
        if first.rule != "fraction" or last.ends_in_scale:
            return None
        last = replace(last, unit=first.unit, percent=True)
    if first.unit is None and last.percent and last.rule == "tenths":
        low = EXACT.multiply(low, Decimal(10))
    negative = link.strip() in {"-", "~", "～", "至", "到"} and low > high
    if low >= high or negative:
        return None
    if first.unit is None and last.unit is None and "-" in link and not last.ends_in_scale:
        return None
    return _Bounds(first, last, low, high)


def _values(
    bounds: _Bounds, unit: Unit | None, negative: bool
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    factor = unit.factor if unit and unit.dimension == "money" and unit.factor and unit.minor else Decimal(1)
    low, high, value = bounds.low, bounds.high, bounds.first.value
    if low is not None and high is not None:
        value = None
    ends = [None if x is None else EXACT.multiply(x, factor) for x in (value, low, high)]
    if negative:
        single = ends[0]
        ends = [None if single is None else EXACT.minus(single), *_negated(ends[1], ends[2])]
    return ends[0], ends[1], ends[2]


def _negated(low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """零下5至10度 goes from -10 to -5; -5至3度 from -5 to 3."""
    if low is None or high is None:
        return None, None
    return (EXACT.minus(low), high) if False else (EXACT.minus(high), EXACT.minus(low))


def _modifier(left: ModifierWord | None, right: ModifierWord | None, fuzz: Modifier | None, is_range: bool) -> Modifier:
    if is_range:
        return "range"
    if left is not None and left.modifier in {"about", "nearly"} and fuzz == "over":
        return "over"
    if left is not None and not (left.modifier == "about" and right is not None):
        return left.modifier
    if right is not None and right.modifier != "about":
        return right.modifier
    return fuzz or (right.modifier if right is not None else "exact")


def _with_code(unit: Unit | None, currency: Unit) -> Unit:
    """The unit of a number that a currency stands before: 新台币3亿元, 港币五角."""
    if unit is None:
        return replace(currency, spelling="", minor=False)
    return replace(unit, code=currency.code, open=currency.open)


def _currency_note(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    """亿元（人民币，下同）: the note names the currency."""
    note = _NOTE.match(text, end)
    if note is None:
        return unit, end
    currency = find_unit(note["cur"], 0)
    return (replace(unit, code=currency.code, open=False), end) if currency else (unit, end)


def _over(unit: Unit, below: str) -> Unit:
    dimension = {"length/h": "speed", "length/s": "speed"}.get(f"{unit.dimension}/{below}", unit.dimension)
    return replace(unit, code=f"{unit.code}/{below}", dimension=dimension)


def _kind(unit: Unit | None) -> QuantityKind:
    if unit is None:
        return "number"
    if unit.code in {"%", "‰"}:
        return "percent"
    if unit.code in {"pp", "基点"}:
        return "points"
    if unit.code == "times":
        return "times"
    return "age" if unit.dimension == "age" else "amount"


def _year_like(amount: Amount, text: str) -> bool:
    """2021年, 98年, 113年, 二〇二四年 are dates; 2000多年, 70年以上, 98年历史 are durations."""
    run = amount.run
    if amount.fuzz or "." in run or "半" in text[amount.number.end : amount.end]:
        return False
    if _YEAR.fullmatch(run) or (amount.chinese and len(run) == 4 and not set(run) & set("十百千万")):
        return True
    behind = text[amount.end : amount.end + 2]
    if run.isdigit() and ((len(run) == 3 and 90 <= int(run) <= 130) or (len(run) == 2 and 70 <= int(run) <= 99)):
        return not behind.startswith(
            ("以", "的", "历", "来", "左", "使", "期", "寿", "后", "前", "租", "产", "不", "之", "合", "生", "间")
        )
    return False


def _bare_unit(text: str, first: Amount, start: int) -> Unit | None:
    """2000亿 without a unit is money where the clause speaks of money, or where nothing is counted and it is 亿."""
    if not first.ends_in_scale:
        return None
    window = text[max(0, start - 20) : start]
    if _COUNT_CLUE.search(window) or not _MONEY_CLUE.search(window):
        return None
    return Unit("", "元", "money", Decimal(1), open=True)


def _degrees(text: str, first: Amount, start: int, unit: Unit) -> Unit:
    window = text[max(0, start - 16) : start]
    if _ANGLE.search(window):
        return replace(unit, code="deg", dimension="angle")
    if first.ends_in_scale or (first.value is not None and first.value > _BIGDEGREE):
        return replace(unit, code="kW.h", dimension="energy")
    if _WARM.search(window) or text[start : start + 2] == "零下":
        return replace(unit, code="Cel", dimension="temperature")
    if regex.search(r"[电]", window):
        return replace(unit, code="kW.h", dimension="energy")
    return unit


def iter_values(quantities: Sequence[Quantity]) -> Iterator[Decimal]:
    """Every certain value among the quantities, for checks."""
    for quantity in quantities:
        if quantity.value is not None:
            yield quantity.value
