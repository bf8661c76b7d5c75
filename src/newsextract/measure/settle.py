"""What a unit turns into beside its neighbours: currencies, denominators, degrees, bare 亿."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from newsextract.measure.amounts import HUNDRED, ONE, Amount
from newsextract.measure.units import Unit, find_currency_before, find_unit, national_currencies

_MONEY = re.compile(
    r"(?:元|收入|营收|产值|投资|资金|金额|利润|净利|亏损|负债|债务|贷款|融资|预算|经费|补贴|补助|销售额|交易额|成交额|贸易额|市值"
    r"|估值|票房|罚款|赔偿|价格|[售标总均房楼单造]价|GDP|生产总值|增加值|税|债券|存款|余额|出口|进口|规模|薪|奖金|捐|斥资|耗资|注资|出资"
    r"|集资|筹资|花了|首付|月供|月入|年入|收费|售价|卖了?|买下|募|拨款|支出|开支|成本|租金|费用|花费|身家|资产|营业额|赤字|盈余|顺差|逆差|总消费|消费额|赌收|毛收)[^，,。；;！？!?]{0,14}$"
)
_TRADED = re.compile(r"(?:[买卖]超|净[买卖流][入出]|吸金|财损|农损|灾损|涉款|诈得|骗走)[^，,。；;！？!?]{0,10}$")
_COUNTED = re.compile(
    r"(?:人口|参数|用户|粉丝|播放|阅读|点击|浏览|观众|游客|人数|会员|订阅|下载|人次|户籍|劳动力|网民|股民|销量|产量|客流|日活|月活)"
    r"[^，,。；;]{0,10}$"
)
_COLLOQUIAL = re.compile(r"[0-9一二两三四五六七八九十百]{1,5}[万亿][0-9一二三四五六七八九]")  # 9万9, 一万五
_WARM = re.compile(r"气?温|高温|低温|摄氏|零下|零上|降温|升温|天气|[寒冷热暖]|烧")
_ANGLE = re.compile(r"(?:[北南]纬|[东西]经|倾角|角度|仰角|旋转|转角|坡度|倾斜|视角|经度|纬度|偏)[^，,。；;]{0,6}$")
_NAMED_SCALE = re.compile(r"(?P<scale>摄氏|华氏)(?:温度)?(?:零下)?$")
_PAID = re.compile(r"花|费|钱|价|卖|买|付|赚|挣|赔|罚|涨|跌|降|落|收|掏|要|交|补|便宜|贵")
_METAL = re.compile(r"[金银铂钯]")
_NATION_REACH, _HEAD = 240, 120
TROY = Decimal("31.1034768")
CENT = Decimal("0.01")
_CLAUSE_END = frozenset("，。、；：,.;:!?！？)）\n左以上多的起")
_HUNDREDS_OF_DEGREES = Decimal(400)
_PRICE_OF_ONE = re.compile(r"一(?=公?斤(?!两)|[盒箱瓶袋只条串碗份杯])")
_FX_MOVE = re.compile(r"(?:[升贬]值|[走劲强急重狂小微][升贬])(?:了|约|近|逾)?$")
_NOTE = re.compile(r"[（(](?P<cur>人民币|新台币|港币|港元|美元|澳门元|澳门币|欧元|日元)[^（）()]{0,6}[）)]")


def with_currency(unit: Unit | None, currency: Unit) -> Unit:
    """The unit of a number that a currency stands before: 新台币3亿元, 港币五角."""
    if unit is None:
        return replace(currency, spelling="", minor=False)
    return replace(unit, code=currency.code, open=currency.open)


def currency_of(text: str, start: int, unit: Unit | None) -> tuple[Unit | None, int]:
    """The unit and the start of the phrase after a look for a currency in front: 新台币3亿元, US$5, 人民币 8千元."""
    if unit is not None and unit.shared:
        return national_currency(text, start, unit), start
    fen = unit is not None and unit.spelling == "分" and unit.dimension == "count"
    if fen and _FX_MOVE.search(text[max(0, start - 5) : start]) is not None:
        yuan = find_unit("元", 0)
        return (unit if yuan is None else replace(yuan, spelling="分", factor=CENT, minor=True)), start  # 升值8.5分
    if start == 0 or not (unit is None or unit.open or fen):
        return unit, start
    at = start - 1 if text[start - 1] == " " and start > 1 else start
    currency = find_currency_before(text, at)
    if currency is None:
        return unit, start
    if fen:  # 人民币18分: a hundredth of the currency
        return replace(currency, spelling="分", factor=CENT, minor=True), at - len(currency.spelling)
    return with_currency(unit, currency), at - len(currency.spelling)


def national_currency(text: str, start: int, unit: Unit) -> Unit:
    """卢比 and 比索 are those of the country that is named last before them, or that the article begins with."""
    for begin, end in ((max(0, start - _NATION_REACH), start), (0, min(start, _HEAD))):
        named = [(text.rfind(nation, begin, end), code) for nation, code in national_currencies(unit.spelling)]
        at, code = max(named, default=(-1, ""))
        if at >= 0:
            return replace(unit, code=code)
    return unit


def noted_currency(text: str, unit: Unit, end: int) -> Unit:
    """亿元（人民币，下同）: the note names the currency."""
    note = _NOTE.match(text, end)
    currency = find_unit(note["cur"], 0) if note else None
    return unit if currency is None else replace(unit, code=currency.code, open=False)


def bare_unit(text: str, amount: Amount, start: int) -> Unit | None:
    """2000亿 without a unit is money where the clause speaks of money and counts nothing."""
    if not amount.scaled and not _COLLOQUIAL.fullmatch(amount.run):
        return None
    window = text[max(0, start - 20) : start]
    traded = "亿" in amount.run and _TRADED.search(window) is not None  # 三大法人买超|212亿, but 买超1.2万 of shares
    if _COUNTED.search(window) or not (traded or _MONEY.search(window)):
        return None
    return Unit("", "元", "money", ONE, open=True)


def degrees(text: str, amount: Amount, start: int, unit: Unit) -> tuple[Unit, int]:
    """度 is electricity with 亿 or beside 电, heat beside 气温, an angle beside 北纬; else it stays 度.

    摄氏 and 华氏 belong to the phrase, which then begins with them.
    """
    window = text[max(0, start - 16) : start]
    if named := _NAMED_SCALE.search(window):
        code = "Cel" if named["scale"] == "摄氏" else "[degF]"
        return replace(unit, code=code, dimension="temperature"), start - len(named.group())
    if unit.code == "deg" or _ANGLE.search(window):
        return replace(unit, code="deg", dimension="angle"), start
    if amount.scaled or (amount.value is not None and amount.value > _HUNDREDS_OF_DEGREES):
        return replace(unit, code="kW.h", dimension="energy"), start
    if _WARM.search(window) or text.startswith("零下", start):
        return replace(unit, code="Cel", dimension="temperature"), start
    return (replace(unit, code="kW.h", dimension="energy") if "电" in window else unit), start


def ounces(text: str, start: int, end: int, unit: Unit) -> Unit:
    """Gold and silver are weighed in troy ounces."""
    near = text[max(0, start - 12) : start] + text[end : end + 6]
    return replace(unit, code="[oz_tr]", factor=TROY) if _METAL.search(near) else unit


def spoken_money(text: str, amount: Amount, start: int, end: int, unit: Unit) -> Unit:
    """三块 at the end of a clause that speaks of paying, or of hundreds: money. 三块金牌 is not."""
    each = _PRICE_OF_ONE.match(text, end) is not None  # 五块|一斤
    if text[end : end + 1] not in _CLAUSE_END and end < len(text) and not each:
        return unit
    paid = _PAID.search(text[max(0, start - 8) : start])
    if not paid and not each and not any(x is not None and x >= HUNDRED for x in (amount.value, amount.high)):
        return unit
    return find_unit("块钱", 0) or unit
