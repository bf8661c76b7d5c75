"""What was done for a sum or with shares, and what a share did."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.markets import load_market_wording
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.measure.values import Quantity


def find_deal(scene: Scene, at: At, quantity: Quantity, left: Left) -> Phrase | None:
    """以920万元|购入: what was done for the money, or with shares (持有金正大|11.89亿股)."""
    shadow = scene.clean.shadow
    if quantity.unit == "股" or quantity.dimension == "money":
        company = left.subject if left.phrase is None else None
        done = _DONE.match(shadow, at.start, company.start) if company is not None else None
        if done is not None and (quantity.unit == "股" or done["deal"].startswith("净")):
            return Phrase(*done.span("deal"), done["deal"])  # 净买入比亚迪|5.2亿元
    if quantity.unit == "股":
        put = _PUT.match(shadow, quantity.end, at.clause.end)
        taken = put is not None and _TAKES.match(shadow, at.clause.start, quantity.start) is not None
        if put is not None and taken:
            return Phrase(*put.span("deal"), put["deal"])
        return None
    if quantity.dimension != "money":
        return None
    priced = _AT_PRICE.match(shadow, quantity.end, at.clause.end) if quantity.per is not None else None
    if priced is not None:
        return Phrase(*priced.span("price"), priced["price"])  # 以每股14.44元的|价格|协议转让
    deal = _DEALS.match(shadow, quantity.end, at.clause.end)
    if deal is None or (left.phrase is not None and _PRICED.match(shadow, at.clause.start, quantity.start) is None):
        return None
    return Phrase(*deal.span("deal"), deal["deal"])


def find_shareholder(scene: Scene, told: Told, at: At, quantity: Quantity) -> str | None:
    """杨寿海直接持有红太阳|813.65万股，持股比例为|1.40%: the person who holds or trades the shares."""
    if quantity.unit != "股" and quantity.kind != "percent":
        return None
    names = between(scene.named, at.clause.start, quantity.start)
    last = told.drafts[-1] if told.drafts and not names else None
    held = last is not None and last.quantity.unit == "股" and _HELD.match(scene.clean.shadow, at.start) is not None
    if last is not None and held and last.quantity.end >= at.sentence.start:
        return last.fact.subject
    shadow = scene.clean.shadow
    person = next((n for n in names if n.type == "person"), None)
    if person is None and not names and _HOLDING.match(shadow, at.start) is not None:
        return _held_by_one_before(scene, at)
    if person is None:
        return None
    if _TO_PERSON.fullmatch(shadow, at.clause.start, person.start) is None:
        return None
    return person.entity if _HOLDS.match(shadow, person.end, quantity.start) is not None else None


def _held_by_one_before(scene: Scene, at: At) -> str | None:
    """其女古雨桐任公司副董事长，|持股4.5%: the person with whom the clause before begins."""
    index = at.clauses.index(at.clause)
    before = at.clauses[index - 1] if index else None
    names = between(scene.named, before.start, before.end) if before is not None else ()
    if before is None or not names or names[0].type != "person" or between(scene.quantities, before.start, before.end):
        return None
    near = _KIN.fullmatch(scene.clean.shadow, before.start, names[0].start) is not None
    return names[0].entity if near else None


def lean_on_shares(scene: Scene, told: Told, at: At, reading: Reading, measure: Measure) -> Measure:
    """转让5500万股，总价款为7.942亿元，占总股本的|5.01%: a part of the stock is of the shares told before."""
    base = told.drafts[measure.base] if measure.leans and measure.base is not None else None
    if base is None or base.unit.code == "股" or reading.kind != "share" or reading.scope is None:
        return measure
    if _STOCK.search(scene.clean.shadow, reading.scope.start, reading.scope.end) is None:
        return measure
    sentence = scene.clean.span(at.sentence.start, at.sentence.end).start
    for index in told.recent():
        draft = told.drafts[index]
        if draft.unit.code == "股" and draft.fact.sentence.start == sentence:
            return replace(measure, indicator=draft.indicator or measure.indicator, base=index)
    return measure


def is_of_share(
    scene: Scene, at: At, quantity: Quantity, reading: Reading, left: Left, *, talk: bool, report: bool
) -> bool:
    """Whether a company's name alone stands before what its share did, in a report on the markets or between
    figures of them (``talk``)."""
    if left.subject is None or left.subject.type != "company" or quantity.dimension not in ("money", "ratio"):
        return False
    if not (talk or report):
        return _is_quoted_next(scene, at, quantity, reading)
    return talk or reading.kind == "change" or reading.rule == "level"


def _is_quoted_next(scene: Scene, at: At, quantity: Quantity, reading: Reading) -> bool:
    """腾讯|升1.5%，报289.2元: whether the price follows the change."""
    behind = between(scene.quantities, quantity.end, at.sentence.end)[:1]
    if not behind or reading.kind != "change" or behind[0].dimension != "money":
        return False
    shadow, quoted = scene.clean.shadow, load_market_wording().quoted
    near = behind[0].start - quantity.end <= _NEAR_QUOTE
    return near and quoted.search(shadow, quantity.end, behind[0].start) is not None


_PRICED = regex.compile(r"(?r)(?:以|作价|斥资?|用|拟|豪掷|掷|砸|出价)(?:总价|单价|现金|自有资金|约|近|每\p{Han}{1,3})?")
# 将4275万股|进行质押
_TAKES = regex.compile(r"(?r)[将把](?:其|其所?持有?的?|所持有?的?|持有的|公司|名下|手中|部分|合计|约){0,4}")
_PUT = regex.compile(
    r"(?:公司|本公司)?(?:股份|股票|股权)?(?:进行|予以|办理|用于|继续)?了?(?P<deal>解除质押|质押|再质押|补充质押|减持|增持|转让|出售|拍卖|冻结|注销|回购|划转|捐赠)"
)
_DONE = regex.compile(
    r"(?r)(?P<deal>净买入|净卖出|增持|减持|解除质押|质押|出售|转让|认购|持有|持股|受让|收购|买入|卖出|回购|抛售|购买)(?:了|的)?"
)
_DEALS = regex.compile(
    r"(?:的?(?:价格|总价|高价|低价))?(?:向[^，,；;。\d]{2,20}?)?(?P<deal>购入|买入|售出|卖出|成交|易手|沽出|转让|收购|入市|入场|承接|回购|增持|认购|拍出|拍得|投得|竞得|摘得|中标|出售|售予|买下)"
)
_NEAR_QUOTE = 8  # characters between how a share moved and its price
_AT_PRICE = regex.compile(r"的(?P<price>(?:发行|转让|认购|回购|成交|收购|交易)?(?:价格|均价|单价|底价|低价|高价))")
_HOLDING = regex.compile(r"(?:并|直接|间接|合计|个人){0,2}持股")
_KIN = regex.compile(r"\s?(?:其|公司)?(?:[妻女子兄弟姐妹父母]|丈夫|妻子|儿子|女儿|配偶|董事长|总经理)?")
_STOCK = regex.compile(r"(?:总?股本|股份总数|已发行股份|总股份|总持股|所持(?:公司)?股份|持股(?:总数|数))(?:总[额数])?$")
_HELD = regex.compile(r"(?:合计)?(?:持股|占股|占(?:其|公司|该公司)?(?:总股本|股份总数|已发行股份))")
_TO_PERSON = regex.compile(r"\s{0,3}(?:其中|股东|自然人|公司|大股东|控股股东|实际控制人|董事长|总经理|[、，]){0,4}+")
_HOLDS = regex.compile(
    r"(?:先生|女士)?(?:目前|现|仍|已|拟|将其?所?|还|共|直接|间接|合计|个人|累计|计划|通过[^，,；;。]{2,16}){0,4}(?:持有|持股|减持|增持|买入|卖出|认购|质押|转让)"
)
