"""Which figure told before measures the same thing as a bare one: the one in the same unit, not the one told last."""

from __future__ import annotations

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.phrases import Left, Phrase, read_left
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity


def find_alike(scene: Scene, told: Told, at: At, quantity: Quantity) -> int | None:
    """The figure whose indicator a bare one shares for its unit, as an index of the drafts; None for the last told."""
    counted = _counted_before(scene, told, quantity)
    return _told_alike(scene, told, at, quantity) if counted is None else counted


def read_price(scene: Scene, told: Told, at: At, quantity: Quantity) -> Measure | None:
    """大豆9709万吨，增加9.4%，每吨|3580元: the price of what was weighed before, named as the prices before it."""
    if quantity.dimension != "money" or quantity.per not in _WEIGHTS or told.last is None:
        return None
    start = scene.clean.span(at.sentence.start, at.sentence.end).start
    goods = told.drafts[told.last]
    if goods.fact.sentence.start != start or goods.quantity.dimension != "mass" or not goods.indicator:
        return None
    if _EACH.fullmatch(scene.clean.shadow, at.start, quantity.start) is None:
        return None
    prices = (told.drafts[i] for i in told.recent() if told.drafts[i].quantity.unit == quantity.unit)
    price = next((d.indicator for d in prices if d.fact.sentence.start == start and d.indicator), None)
    tail = _PRICE.search(price) if price is not None else None
    return Measure(goods.indicator + (tail.group() if tail is not None else "价格"), None, None, "price")


_WEIGHTS = ("t", "kg", "斤", "g", "台斤")
_EACH = regex.compile(r"[，,]?每\p{Han}{1,3}(?:约|仅|为|达)?")
_PRICE = regex.compile(r"(?:进口|出口|出厂|批发|零售|销售|收购|平均){0,2}(?:均价|价格|单价)$")


def _told_alike(scene: Scene, told: Told, at: At, quantity: Quantity) -> int | None:
    """报名6.2万人，设考场2078个；遵义市6.9万人: what the sentence told in the same unit, not what it told last."""
    drafts, last = told.drafts, told.last
    if quantity.unit == "票" or last is None:
        return None
    if _LED_TO.fullmatch(scene.clean.shadow, drafts[last].quantity.end, quantity.start):
        return None  # 旅客761.4万人次，不过夜旅客增22.1%至|612.9万人次
    start = scene.clean.span(at.sentence.start, at.sentence.end).start
    here = [i for i in told.recent() if drafts[i].quantity.unit == quantity.unit]
    here = [i for i in here if drafts[i].fact.sentence.start == start]
    if quantity.dimension not in ("count", "duration"):
        own = drafts[last].quantity.dimension == "ratio" and _IS.search(scene.clean.shadow, at.start, quantity.start)
        if own and here and quantity.dimension == "money":
            return here[0]  # 台积电产值255.2亿美元，市占率67.6%，三星为|28.9亿美元
        return here[0] if here and _is_bound(scene, at, quantity) else None
    bounds = scene.clean.shadow.startswith("的", at.start)  # 超100亿元|的3家
    counts = bounds or drafts[last].quantity.dimension in ("count", "ratio")
    if not counts or _counter(drafts[last].quantity) == _counter(quantity):
        return None
    return next((i for i in here if drafts[i].base is None), None)


def _is_bound(scene: Scene, at: At, quantity: Quantity) -> bool:
    """年产值超10亿元的企业50家、|超100亿元|的3家."""
    shadow = scene.clean.shadow
    return shadow.startswith("的", quantity.end) and _THEREIN.fullmatch(shadow, at.start, quantity.start) is not None


def _counted_before(scene: Scene, told: Told, quantity: Quantity) -> int | None:
    """监测的15种蔬菜中，12种|下降，2种|上涨: how many of those counted before, so many sentences ago."""
    if quantity.dimension != "count" or _GOES.match(scene.clean.shadow, quantity.end) is None:
        return None
    drafts = told.drafts
    return next((i for i in told.recent() if drafts[i].quantity.unit == quantity.unit), None)


def _counter(quantity: Quantity) -> str:
    """The unit without what it is per."""
    return (quantity.unit or "").partition("/")[0]


_IS = regex.compile(r"\p{Han}(?:为|达|约)(?:约|近|逾)?$")
_GOES = regex.compile(r"(?:价格)?(?:同比|环比)?(?:上涨|下跌|下降|上升|持平|增长|回落|回升|[涨跌降升](?!\p{Han}))")
_THEREIN = regex.compile(r"(?:[、，,和与及]|以及|其中|其余|另有|还有|有){0,3}+")
_LED_TO = regex.compile(r"[，,]?(?:[增减升降跌涨]|上升|下降|增加|减少)?[至到](?:约|近|逾)?")


def part_of_figure(scene: Scene, words: Wording, told: Told, at: At, quantity: Quantity) -> Measure | None:
    """收入543亿元，相当于全年预算1070亿元|的50.7%: of what the sentence spoke before the figure it is a part of."""
    shadow, drafts = scene.clean.shadow, told.drafts
    if quantity.kind != "percent" or not drafts or at.start == at.clause.start or drafts[-1].quantity.end != at.start:
        return None
    whole = drafts[-1].quantity
    verb = _WHOLE.match(shadow, at.clause.start, whole.start)
    if verb is None or _OF_FIGURE.fullmatch(shadow, at.start, quantity.start) is None:
        return None
    said = read_left(scene, words, at.clause, at.clause.start, verb.start()).phrase
    if said is not None:
        return Measure(said.words, said, told.same(said.words), "left-noun")
    before = len(drafts) - 2
    if before < 0 or drafts[before].fact.sentence.start != drafts[-1].fact.sentence.start:
        return None
    return Measure(drafts[before].indicator or "", None, before, "inherited") if drafts[before].indicator else None


_WHOLE = regex.compile(
    r"(?r)(?:仅能|只能|仅|只|已|可)?(?:相当于|完成了?|占到?|达到?|为|是|超过|不足|不及|低于|高于)[^，,；;\d]{1,14}"
)
_OF_FIGURE = regex.compile(r"的(?:约|近|逾|超过?|不到|不足|仅)?")


def rate_before(told: Told, at: At, quantity: Quantity) -> str | None:
    """每千人口床位7.1张，医师3.21人: nobody counts a hundredth of a doctor: per what was named before."""
    value = quantity.value
    if value is None or value == value.to_integral_value() or value >= _RATES_BELOW:
        return None
    lately = (told.drafts[i] for i in told.recent() if told.drafts[i].quantity.start >= at.sentence.start)
    return next((d.unit.per for d in lately if d.unit.per in _PER_PEOPLE), None)


_RATES_BELOW = 1000
_PER_PEOPLE = ("千人", "万人", "百人", "十万人", "百户", "千户", "万户")


def are_regions(words: str) -> bool:
    """美国接单195亿美元；|东协|111亿美元: whether a phrase only names parts of the world."""
    return _REGIONS.fullmatch(words) is not None


def last_measure(scene: Scene, told: Told, at: At, quantity: Quantity) -> tuple[str, int | None]:
    """What was told last and where; of parts of the world only the measure told before them (美国接单195亿美元；
    东协111亿美元；欧洲减少|2.2%)."""
    last = told.last_indicator() or ""
    named = between(scene.named, at.clause.start, quantity.start)
    if not are_regions(last) or all(name.type != "place" for name in named):
        return last, told.last
    names = (told.drafts[index].indicator or "" for index in told.recent())
    return next((name for name in names if not are_regions(name)), last), None


_REGION = (
    "(?:东协|东盟|欧盟|(?:中国)?大陆|港澳|香港|澳门|台湾|日韩|欧美|美欧|中东|亚洲|欧洲|美洲|北美|拉美|非洲|东南亚|"
    "日本|韩国|美国)"
)
_REGIONS = regex.compile(rf"{_REGION}(?:[、及和与]{_REGION}){{0,3}}")


def moved_beside(scene: Scene, told: Told, at: At, quantity: Quantity, reading: Reading) -> int | None:
    """支出较上年增加87亿元、成长|4.8%: the same change told in another unit, of what that one is of."""
    last = told.drafts[-1] if told.drafts else None
    if last is None or last.base is None or reading.kind != "change" or last.reading.kind != "change":
        return None
    if quantity.kind != "percent" or last.quantity.kind == "percent" or last.quantity.end < at.sentence.start:
        return None
    joined = _MOVED_BESIDE.fullmatch(scene.clean.shadow, last.quantity.end, quantity.start)
    return last.base if joined is not None else None


def inherited_subject(scene: Scene, told: Told, at: At, named: Measure, led: bool) -> str | None:
    """The subject of the figure that one leans on; where the sentence began with a place (``led``), a measure that a
    company had in another sentence is not that company's (晋江市签约项目183个，|总投资|1126亿元), nor a level that
    only has the name of one told in an earlier paragraph (零售19.8万辆。…7月零售约|185万辆)."""
    base = told.drafts[named.base] if named.base is not None else None
    if base is None or (led and named.phrase is not None and base.quantity.end < at.sentence.start):
        return None
    parted = not named.leans and scene.clean.shadow.find("\n", base.quantity.end, at.sentence.start) >= 0
    return None if parted else base.fact.subject


_MOVED_BESIDE = regex.compile(
    r"(?:[、或，,]|及|和|也就是|相当于|即)?(?:[增升减降]幅(?:达|为)?|(?:约|年)?(?:成长|增长|增加|减少|下降|上升|[升降增减])?(?:了|约|近|逾)?)"
)


def part_of_task(scene: Scene, told: Told, at: At, left: Left, reading: Reading) -> Measure | None:
    """开工率达到40%，6月底前完成年度投资的|52%: of what is to be done, where the figure told last is no level of it."""
    last = told.drafts[told.last] if told.last is not None else None
    if reading.rule != "part" or reading.scope is None or left.phrase is not None or last is None:
        return None
    if not (reading.verb or "").startswith("完成") or last.quantity.kind != "percent":
        return None
    words = scene.clean.shadow[reading.scope.start : reading.scope.end]
    if last.quantity.end < at.sentence.start or _INVESTED.search(words) is None:
        return None
    return Measure(words, Phrase(reading.scope.start, reading.scope.end, words), None, "left-noun")


_INVESTED = regex.compile(r"(?:投资|产值|收入|面积|[总产销工]量|任务量)$")


def counted_in_region(
    scene: Scene, told: Told, at: At, quantity: Quantity, left: Left, right: Phrase | None
) -> Measure | None:
    """安排项目563个。…分地区看，南昌市|98个、总投资4316亿元: so many of what the article counted first."""
    several = (
        left.phrase is not None and _DIVISIONS.fullmatch(left.phrase.words) is not None
    )  # 上饶、吉安三市|分别为47个
    if (
        quantity.dimension != "count"
        or right is not None
        or not (several or (left.phrase is None and left.subject is None))
    ):
        return None
    shadow = scene.clean.shadow
    if _BY_REGION.match(shadow, at.sentence.start, at.sentence.end) is None:
        return None
    places = [n for n in between(scene.named, at.start, quantity.start) if n.type == "place"]
    if not places or not _COUNTED.fullmatch(shadow, places[-1].end, quantity.start):
        return None
    same = (i for i, d in enumerate(told.drafts) if d.quantity.unit == quantity.unit and not d.heading)
    first = next((i for i in same if told.drafts[i].reading.kind == "quantity"), None)
    return (
        Measure(told.drafts[first].indicator or "", None, first, "by-region", apart=True) if first is not None else None
    )


_DIVISIONS = regex.compile(r"[两三四五六七八九十]{1,2}个?(?:省|市|县|区|州|地|县市|县区|市县|省市)")
_BY_REGION = regex.compile(
    r"\s{0,9}(?:分|从|按)(?:地[区市]|各?市县?|市州|县[区市]|区域|城市|省份)(?:分布|情况|分)?(?:来?看|[，,：:])"
)
_COUNTED = regex.compile(r"(?:共|有|共有|达|为|[两三四五六七八九十]{1,2}[省市县区州地]|分别为?){0,3}+")


def moves_otherwise(told: Told, quantity: Quantity, reading: Reading) -> bool:
    """建成28亩茶园，比去年多收|三千多元: whether a change in money is told behind what no money measures."""
    last = told.drafts[told.last] if told.last is not None else None
    if last is None or reading.kind != "change" or quantity.kind != "amount" or last.quantity.kind != "amount":
        return False
    return quantity.dimension == "money" and last.quantity.dimension in ("area", "mass", "length", "count")
