"""Figures told in few words: 造成2死3伤, 留宿旅客（414.1万人次）减少1.7%."""

from __future__ import annotations

import regex

from newsextract.assemble.figures import exchange_unit, name_exchange
from newsextract.assemble.phrases import Left, Phrase, read_left
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.walking import find_stop
from newsextract.assemble.wording import Wording
from newsextract.clean.script import to_traditional
from newsextract.measure.values import Quantity
from newsextract.segment.words import ends_in_noun


def _of_place(scene: Scene, told: Told, quantity: Quantity, start: int) -> Measure | None:
    """其中路环（91230元）、氹仔（79810元）: the measure told last, of the place right before the bracket."""
    place = next((n for n in between(scene.named, start - _LONGEST_PLACE, start) if n.end == start - 1), None)
    last = told.drafts[told.last] if told.last is not None else None
    if place is None or place.type != "place" or last is None or last.indicator is None:
        return None
    if last.quantity.dimension != quantity.dimension or last.reading.kind != "quantity":
        return None
    return Measure(last.indicator, None, told.last, "inherited", (place.entity, None))


_LONGEST_PLACE = 12
_MOVES = regex.compile(r"(?:按[年月季]|[年月季])?[升跌增减涨降]\s?")  # 其次为珠宝首饰（升|1.7%）
_AIM_BEFORE = regex.compile(r"\p{Han}{2}(?:销售|销量|收入|产量)?(?:目标|任务)$")  # 完成年度目标|（360万辆）
_CASUALTIES = {"死": "死亡", "亡": "死亡", "伤": "受伤", "失": "失联"}


def read_casualty(scene: Scene, quantity: Quantity) -> Measure | None:
    """造成3|死|5|伤: what the people that are counted so shortly came to."""
    what = _CASUALTIES.get(scene.clean.shadow[quantity.end : quantity.end + 1])
    return Measure(what, None, None, "predicate") if quantity.rule == "casualty" and what is not None else None


def read_penalty(scene: Scene, quantity: Quantity) -> Measure | None:
    """罚款1500元、记|12分: points against a driver."""
    start = quantity.start
    verb = scene.clean.shadow[start - 1 : start]
    if quantity.unit != "分" or verb not in ("记", "扣"):
        return None
    return Measure(verb + "分", None, None, "predicate")


def read_wage(scene: Scene, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """在家门口打工，一天能挣|120块: what somebody works for."""
    if quantity.dimension != "money" or left.phrase is not None:
        return None
    shadow = scene.clean.shadow
    if _BY_THE_DAY.fullmatch(shadow, at.start, quantity.start) is None:
        return None
    works = _WORKS.search(shadow, max(at.sentence.start, at.start - _FAR), at.start)
    return Measure(works["what"], Phrase(*works.span("what"), works["what"]), None, "wage") if works else None


_FAR = 40
_BY_THE_DAY = regex.compile(
    r"[，,、]?\s?(?:每个?|一个?)(?:[天日月年]|小时|晚)(?:下来)?(?:都|也|就|还|能|可|可以|大?约){0,3}(?:拿到?|挣到?|赚到?|领到?|有|得|收入)?(?:个|到|近|约)?"
)
_WORKS = regex.compile(r"(?r)(?P<what>务工|打工|上班|做工|帮工|干活)")


def read_paid(scene: Scene, words: Wording, told: Told, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """赔付613户果农|486万元: what is done to those that the figure before counts."""
    last = told.drafts[-1] if told.drafts else None
    if quantity.dimension != "money" or last is None or last.phrase is None or left.phrase is None:
        return None
    if last.quantity.end != at.start or last.quantity.dimension != "count" or last.phrase.end != quantity.start:
        return None
    verbs = list(words.verbs.finditer(scene.clean.shadow, at.clause.start, last.quantity.start))
    if not verbs or verbs[-1].end() != last.quantity.start:
        return None
    return Measure(verbs[-1].group(), Phrase(*verbs[-1].span(), verbs[-1].group()), None, "left-verb")


def read_village(scene: Scene, told: Told, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """15个乡镇132个|村, 全村|356户|1482人: divisions named by one character, households and the people in them."""
    shadow = scene.clean.shadow
    division = _DIVISION.match(shadow, quantity.end) if quantity.unit == "个" else None
    if division is not None:
        return Measure(division["what"], Phrase(*division.span("what"), division["what"]), None, "right-noun")
    if quantity.unit == "人" and shadow.endswith("口人", quantity.start, quantity.end):
        return Measure("人口", None, None, "household")
    if left.phrase is not None or left.verb is not None:
        return None
    if quantity.unit == "户" and _PEOPLE_BEHIND.match(shadow, quantity.end) is not None:
        return Measure("户数", None, None, "household")
    struck = _PEOPLE_STRUCK.match(shadow, quantity.end) if quantity.unit == "户" else None
    if struck is not None:
        return Measure(struck["what"], Phrase(*struck.span("what"), struck["what"]), None, "household")
    if quantity.unit == "户" and at.start == at.clause.start and _HAS.search(shadow, at.start, quantity.start):
        return Measure("户数", None, None, "household")
    last = told.drafts[-1] if told.drafts else None
    if quantity.unit != "人" or last is None or last.quantity.unit != "户" or last.quantity.end != at.start:
        return None
    if last.fact.rule.endswith("/household"):
        return None if last.indicator != "户数" else Measure("人口", None, None, "household")
    here = _PEOPLE_BEHIND.match(shadow, last.quantity.end) is not None
    return Measure(last.indicator, None, None, "household") if here and last.indicator else None


def read_exchange(scene: Scene, at: At, quantity: Quantity) -> Measure | None:
    """1美元对人民币|7.1738元: the pair of currencies."""
    earlier = between(scene.quantities, at.clause.start, quantity.start)[-1:]
    if not earlier or exchange_unit(quantity, earlier[0], scene.clean.shadow, quantity.unit) is None:
        return None
    pair = name_exchange(scene.clean.shadow, earlier[0], quantity)
    return Measure(pair, Phrase(earlier[0].start, quantity.number.start, pair), None, "exchange")


def read_bare_count(scene: Scene, words: Wording, quantity: Quantity) -> tuple[Quantity, Measure] | None:
    """带动|2.3万|农户增收, 吸引|1.2万|游客: a number whose noun is what it counts, and its unit with it."""
    if quantity.kind != "number" or quantity.value is None or quantity.value < _MANY:
        return None
    shadow = scene.clean.shadow
    more = shadow[quantity.end : quantity.end + 1] in ("多", "余")
    for pattern, unit in words.counted_bare:
        noun = pattern.match(shadow, quantity.end + more)
        if noun is not None:
            phrase = Phrase(*noun.span(), noun.group())
            counted = quantity._replace(kind="amount", unit=unit, dimension="count")
            if more:  # 1200余|农户
                counted = counted._replace(end=quantity.end + 1, modifier="over")
            return counted, Measure(noun.group(), phrase, None, "right-noun")
    return None


_MANY = 100
_DIVISION = regex.compile(r"(?P<what>[村镇乡县市省](?![\p{Han}])|[村镇乡](?=[的和与及共已都均]))")
_HAS = regex.compile(r"(?:共|现|总共|一共)有?$|有$")  # 石门峪村共有|386户
_PEOPLE = r"[、，,共]?(?:约|近|共|计)?\d[\d.]{0,7}[多余]?万?[多余]?口?人"
_PEOPLE_BEHIND = regex.compile(_PEOPLE + r"(?![次均])(?=[，,。；;、)）]|其中|$)")
# 10512户|49789人受灾
_PEOPLE_STRUCK = regex.compile(_PEOPLE + r"(?P<what>受灾|受影响|受益|被困|返贫|脱贫|搬迁)")


def read_age_group(scene: Scene, at: At, quantity: Quantity) -> Phrase | None:
    """45岁以下|的占四成二: the people of an age."""
    shadow = scene.clean.shadow
    before = between(scene.quantities, at.clause.start, quantity.start)[-1:]
    if not before or before[0].kind != "age" or not _GROUP_SHARE.fullmatch(shadow, before[0].end, quantity.start):
        return None
    return Phrase(before[0].start, before[0].end, shadow[before[0].start : before[0].end])


_GROUP_SHARE = regex.compile(
    r"(?:及?以[上下])?(?:的|的人|人口|者|人群|居民)?(?:有|共|达|多达|为)?(?:约|仅|将近|近)?占?(?:比|了)?(?:约|近|为)?"
)


def read_lasted(scene: Scene, at: At, quantity: Quantity) -> Measure | None:
    """历时|4年4个月建成: how long it took, of nothing told before."""
    said = _LASTED.search(scene.clean.shadow, at.start, quantity.start)
    if quantity.dimension != "duration" or said is None:
        return None
    return Measure(said["word"], Phrase(*said.span("word"), said["word"]), None, "left-noun")


_LASTED = regex.compile(r"(?P<word>历时|耗时|费时)(?:近|约|逾|超过|长达|了)?$")


def read_result(scene: Scene, at: At, quantity: Quantity) -> Measure | None:
    """以|19.56米|夺冠, 跳出|8.15米: how far or how much somebody threw, leapt or lifted."""
    if quantity.dimension not in ("length", "mass"):
        return None
    shadow = scene.clean.shadow
    won = shadow[quantity.start - 1 : quantity.start] == "以" and _WINS.match(shadow, quantity.end) is not None
    did = _THREW.match(shadow, at.start, quantity.start) is not None
    return Measure("成绩", None, None, "predicate") if won or did else None


_WINS = regex.compile(r"的?(?:成绩|佳绩)?(?:获|夺|摘|赢|折桂|问鼎|捧杯|卫冕|排名|位列|名列|列第|居第|打破|刷新|率先)")
_THREW = regex.compile(r"(?r)(?:跳出|掷出|投出|举起|抓起|挺起|飞出|跃过|越过)了?")


def read_made_of(scene: Scene, quantity: Quantity, left: Left) -> Measure | None:
    """由43人组成的|委员会, 共有1000万|人口: what so many make."""
    shadow, end = scene.clean.shadow, quantity.end
    land = _LAND.match(shadow, end) if quantity.unit == "亩" else None
    if land is not None and (left.phrase is None or left.phrase.words.endswith("家")):
        return Measure(land["what"], Phrase(*land.span("what"), land["what"]), None, "right-noun")
    made = _MADE_OF.match(shadow, end) if quantity.dimension == "count" else None
    if made is not None:
        return Measure(made["what"], Phrase(*made.span("what"), made["what"]), None, "right-noun")
    people = left.phrase is None and quantity.unit == "人" and shadow.startswith("口", end)
    return Measure("人口", Phrase(end - 1, end + 1, "人口"), None, "right-noun") if people else None


_LAND = regex.compile(r"的?(?P<what>[地田])(?!\p{Han}|方|区|块)|的?(?P<what>[地田])(?=全|都|均|入股|流转|里|上|种|租)")
_MADE_OF = regex.compile(r"(?:共同)?(?:组成|构成)的(?P<what>\p{Han}{2,12})")


def read_box_office(scene: Scene, at: At, quantity: Quantity) -> Measure | None:
    """影片《长风渡》以|8.7亿元|领跑, 《归途》《证人》分别以5.2亿元、4.1亿元位居第二、三位: what a work has taken."""
    shadow = scene.clean.shadow
    if quantity.dimension != "money" or _WORK.match(shadow, at.clause.start, quantity.start) is None:
        return None
    placed = _LEADS.match(shadow, quantity.end) is not None
    takings = shadow.rfind("票房", max(0, at.sentence.start - _SPOKEN), quantity.start) if placed else -1
    return Measure("票房", None, None, "predicate") if takings >= 0 else None


_SPOKEN = 400  # characters back in which the takings are spoken of
_WORK = regex.compile(r"(?r)(?<=》)(?:\p{Han}{0,6})(?:分别)?以(?:约|近|逾|超过?)?")
_LEADS = regex.compile(
    r"(?:、[\d.]+[万亿]+元|和[\d.]+[万亿]+元){0,4}的?(?:成绩|佳绩|票房|单日票房)?(?:强势|稳|暂|分别|继续|高居|遥遥|位)?(?:领跑|领先|居|列|排|夺|登顶|拔得|问鼎|紧随|名列|收官|折桂|蝉联)"
)


def as_written(scene: Scene, words: str) -> str:
    """Words that stand nowhere in the article, with its own characters where it has them: 受傷 beside 3傷."""
    text, shadow = scene.clean.text, scene.clean.shadow
    other = to_traditional if scene.clean.script == "Hant" else str  # asked only for what is missing: it loads a table
    places = ((character, shadow.find(character)) for character in words)
    return "".join(text[at] if at >= 0 else other(character) for character, at in places)


def read_in_bracket(scene: Scene, words: Wording, told: Told, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """留宿旅客（414.1万人次）减少1.7%: what stands right before the bracket, of the one figure that it holds."""
    shadow, start = scene.clean.shadow, at.clause.start
    if not at.clause.depth or left.phrase is not None or at.start != start:
        return None
    bare = not shadow[start : quantity.start].strip()
    moves = quantity.kind == "percent" and _MOVES.fullmatch(shadow, start, quantity.start) is not None
    if not ((quantity.kind == "amount" and bare) or moves) or quantity.end != at.clause.end:
        return None
    outer = next((c for c in at.clauses if c.depth == 0 and c.start < start < c.end), None)
    if outer is None:
        return None
    aim = _AIM_BEFORE.search(shadow, outer.start, start - 1)
    if aim is not None:
        return Measure(aim.group(), Phrase(aim.start(), aim.end(), aim.group()), None, "aim")
    before = between(scene.quantities, outer.start, start)[-1:]
    phrase = read_left(scene, words, outer, before[0].end if before else outer.start, start - 1).phrase
    if phrase is None and bare:
        return _of_place(scene, told, quantity, start)
    if phrase is None or phrase.end != start - 1:
        return None
    if not ends_in_noun(phrase.words) and _FLOWS.search(phrase.words) is None:
        return None
    return Measure(phrase.words, phrase, told.same(phrase.words), "left-noun")


_FLOWS = regex.compile(r"(?:[增减]持|流[入出]|买[入进]|卖出|投放|回笼|认购|赎回|申购|质押)$")


def said_of_people(scene: Scene, at: At, quantity: Quantity) -> Phrase | None:
    """What is said of people behind their number: 5人|已被公安机关控制."""
    said = _PREDICATE.match(scene.clean.shadow, quantity.end, find_stop(scene, at.clause, quantity))
    return Phrase(*said.span("what"), said["what"]) if said is not None else None


_PREDICATE = regex.compile(r"(?:[已均都将还仍正全]|已经|全部|能|可|因|先后|陆续){0,4}(?P<what>[\p{Han}]{2,10})")
