"""Choices in reading a figure: what it counts, whether it adds up, whose age it is."""

from __future__ import annotations

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.clauses import Clause
from newsextract.assemble.figures import Unit
from newsextract.assemble.indicators import indicator_kind
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity
from newsextract.segment.sentences import Sentence
from newsextract.segment.words import ends_in_verb, is_nominal, verbal_nouns, without_predicate


def counts_right(quantity: Quantity, left: Left, right: Phrase, words: Wording) -> bool:
    """Whether the counted noun stands behind the number: 拥有92个产品, 造成5人死亡, 首批20公顷土地."""
    if left.phrase is None:
        return True
    if words.predicates.fullmatch(right.words) and quantity.unit in ("人", "票"):
        return True
    if quantity.dimension == "count" and right.start == quantity.end and _AT_A_TIME.search(left.phrase.words):
        return is_nominal(right.words)  # 建设高峰期有1.2万名|建设者
    if quantity.dimension == "count" and right.start == quantity.end and quantity.kind == "amount":
        named = is_nominal(right.words) and not _VAGUE.match(right.words)
        acts = words.verbs.match(right.words) is not None and right.words not in verbal_nouns()
        return named and not acts  # 三地|27个消防站, 旗下|32间分店
    tall = quantity.dimension == "length" and right.start == quantity.end + 1  # 2米高|海啸
    if quantity.dimension in _SPREAD and (tall or right.start == quantity.end) and is_nominal(right.words):
        return not is_nominal(left.phrase.words)  # 对东海岛以东|12平方公里水域
    return left.verb is not None and left.phrase.words == left.verb


def is_bound(shadow: str, quantity: Quantity, own: Phrase | None, right: Phrase, words: Wording) -> bool:
    """签订12亿元|采购合同, 支付3.5亿元的|股权转让款: the noun behind the number is what was acted on."""
    sums = _SUMS.get(quantity.dimension or "") if quantity.kind in ("amount", "percent") else None
    if sums is None or shadow[quantity.end : right.start] not in ("", "的") or sums.search(right.words) is None:
        return False
    if right.words.startswith(_PRICES):
        return False  # 以每股12元的|价格回购股份
    if own is None or _WHO.search(own.words) is not None or own.words[-1] in "及和与":
        return True
    if _MEASURES.search(own.words) is not None:
        return False
    return words.acting_end.match(shadow, own.start, own.end) is not None or ends_in_verb(own.words)


_SUMS = {
    "money": regex.compile(
        r"(?:[款费金钱息税薪券债锾]|薪资|薪水|报酬|酬劳|补[贴助偿]|合同|订单|协议|担保|授信|额度|贷款|融资|投资|增资|债务|债权|欠款|货款|损失|罚单|红包|奖励"
        r"|赔偿|捐赠|援助|支出|开支|预算|收入|利润|利益|收益|亏损|减值|准备|坏账|资产|股权|股份|股票|缺口|顺差|逆差"
        r"|赤字|盈余|余额|产值|现金|物资|保费|成本|工资|基金|债券|票据|保证|营收|销售额|交易额|成交|商机|效益|信贷)$"
    ),
    "ratio": regex.compile(r"(?:市场份额|份额|表决权|投票权|席位|产能)$"),
    "mass": regex.compile(r"(?:产能|产量|销量|库存|缺口|排放|增产|供应量?|需求量?|运力|吞吐量|储备|储量)$"),
    "energy": regex.compile(r"(?:产能|产量|电量|发电量|供应量?|需求|缺口|储备|发电|用电|负荷)$"),
    "power": regex.compile(r"(?:产能|装机|装机容量|容量|缺口|负荷|出力)$"),
}
_PRICES = ("价格", "均价", "单价", "总价", "底价", "代价", "对价")
_WHO = regex.compile(r"(?:公司|企业|集团|政府|银行|部门|双方|各方|股东|客户|机构|单位|家庭|农户|[者员人方国手])$")
# What is itself a measure keeps its figure: 耗资3亿元的…, 占地, 价值.
_MEASURES = regex.compile(r"(?:耗资|斥资|投资|总值|价值|市值|造价|售价|报价|面积|年产|日产|月产|产|达|为|占|占地|值)$")
_SPREAD = ("area", "length", "mass", "volume")
_AT_A_TIME = regex.compile(r"(?:高峰期?|高峰时|时段|期间|现场|当日|当晚|最多时)$")
_VAGUE = regex.compile(r"(?:单位|项目|名额|左右|上下|\d|[多余]\p{Han})")  # says less than what stands before the number


def is_reported(quantity: Quantity, reading: Reading, indicator: str, unit: Unit) -> bool:
    """Whether a figure far from any time may take the period that the whole article reports: statistics do, the number
    of lanes of a road and the price of a kilowatt-hour do not."""
    kind = indicator_kind(indicator)
    if reading.kind in ("share", "rank"):
        return True
    if unit.code is not None and (unit.code.endswith(_BY_TIME) or unit.code in _COUNTED_ACTS):
        return True
    if unit.code is not None and "/" in unit.code and kind not in ("flow", "rate", "dividend"):
        return False
    if kind is not None and kind != "price":
        return True
    return reading.kind == "change" or quantity.dimension in ("money", "mass", "energy")


_BY_TIME = ("/d", "/h", "/次", "/m3")
_COUNTED_ACTS = (
    "人次",
    "辆次",
    "架次",
    "车次",
    "件",
    "宗",
    "起",
    "例",
    "场",
    "列",
    "标箱",
    "标准箱",
    "TEU",
    "张",
    "剂次",
    "批次",
)


def is_flow(indicator: str, stock: bool) -> bool:
    """Whether figures of the indicator add up over a period."""
    kind = indicator_kind(indicator)
    if indicator.endswith(_LINES):
        return False
    return kind == "flow" or (
        kind is None and not stock and indicator.endswith(("额", "量", "收入", "支出", "投资", "产值"))
    )


def is_stock(words: Wording, indicator: str) -> bool:
    """Whether the indicator is measured at a moment: 余额, 装机容量, 在册企业."""
    if indicator.startswith(_ADDED) or indicator_kind(indicator) == "flow":
        return False  # 新增贷款 flows, 贷款 stands; 社会融资规模 of some months flows, its 存量 stands
    if words.period_rates.match(indicator, 0, len(indicator)) is not None:
        return False
    return words.stock_end.match(indicator, 0, len(indicator)) is not None


_LINES = ("信贷额", "授信额", "限额", "信贷额度", "授信额度")  # what a bank has granted stands, it does not flow
_ADDED = ("新增", "净增", "新发放", "新发行", "新签", "新开工")


def person_of_age(scene: Scene, sentence: Sentence, clause: Clause, quantity: Quantity) -> str | None:
    """The person whose age or life is told: the nearest behind (62岁的村民罗银花), else the nearest before, in the
    clause or the sentence (某某，女，1979年出生，今年44岁)."""
    grouped = quantity.modifier in ("at_least", "at_most") and quantity.kind == "age"
    told_of = _NOT_OF.match(scene.clean.shadow, clause.start, quantity.start)
    unnamed = _BY_SURNAME.match(scene.clean.shadow, quantity.end)
    if grouped or told_of is not None or unnamed is not None:
        return None  # 40岁以下选民支持某某; 球队平均年龄只有|22.6岁, 撞死|25岁外送员, 50岁|李姓驾驶
    people = [n for n in between(scene.named, clause.start, clause.end) if n.type == "person"]
    behind = [n for n in people if n.start >= quantity.end]
    before = [n for n in people if n.end <= quantity.start]
    if not people:
        around = [n for n in between(scene.named, sentence.start, sentence.end) if n.type == "person"]
        before = [n for n in around if n.end <= quantity.start]
        behind = [n for n in around if n.start >= quantity.end] if not before else []
    shadow = scene.clean.shadow
    points = _PRONOUN.match(shadow, quantity.end) or shadow.endswith(("这位", "这名", "该名"), 0, quantity.start)
    if not people and points:
        lately = between(scene.named, max(0, quantity.start - _LATELY), quantity.start)
        told = {n.entity for n in lately if n.type == "person" and n.subtype != "reporter"}
        return next(iter(told)) if len(told) == 1 else None  # 今年53岁的|她, 这位|82岁的学者
    if before and quantity.kind != "age" and _SPEAKS.match(shadow, before[-1].end) is not None:
        spoken = _OF_SELF.search(shadow, before[-1].end, quantity.start)
        return before[-1].entity if spoken is not None else None  # 专家某某介绍，大熊猫体重|108公斤
    return behind[0].entity if behind else before[-1].entity if before else None


def tells_of_life(indicator: str) -> bool:
    """Whether the indicator is of one person: how tall, how heavy, how long at work."""
    return indicator.endswith(_OF_A_LIFE)


_NOT_OF = regex.compile(
    r"(?r)(?:平均年龄|平均|年龄中位数)[^，,；;。]{0,8}|(?:撞[死伤倒]|刺[死伤]|杀[死害]|殴打|性侵|强奸|猥亵|诈骗|抢劫|虐待)(?:了)?(?:[一1]名)?"
)
_BY_SURNAME = regex.compile(r"的?[^，,。；;、的]{0,8}[\p{Han}]姓(?!名|氏|启)")
_LATELY = 120  # characters back in which the one is named that 她 means
_PRONOUN = regex.compile(r"的?[她他](?!们|国|乡|人)")
_SPEAKS = regex.compile(r"(?:医生|教授|先生|女士)?(?:介绍|表示|说|称|透露|告诉记者|指出)")
_OF_SELF = regex.compile(r"[我]|自己|自身|本人")
_OF_A_LIFE = (
    "身高",
    "体重",
    "从教",
    "从业",
    "从医",
    "从军",
    "从艺",
    "从警",
    "执教",
    "任教",
    "工龄",
    "教龄",
    "党龄",
    "军龄",
    "驾龄",
    "臂展",
)


def prices(spoken: Phrase, quantity: Quantity) -> bool:
    """面粉、大米价格平稳，每斤分别为|2.1元: money of what the price is spoken of."""
    return quantity.dimension == "money" and spoken.words.endswith(("价", "价格"))


def counted(right: Phrase) -> Phrase:
    """3.5万名|选手|报名: what is counted, without what it does."""
    of = _MEASURE_OF.fullmatch(right.words)
    words = of["what"] if of is not None else without_predicate(right.words)  # 19座|主要水库|总蓄水量13亿吨
    whole = len(right.words) == right.end - right.start
    return Phrase(right.start, right.start + len(words), words) if whole and words != right.words else right


def behind_counted(own: Phrase, at: At, quantity: Quantity) -> Phrase:
    """24个|教学班、学生|1100人, 11家|文博机构的文物|186件: what that counts is not its own."""
    cut = max(own.words.rfind("、"), own.words.rfind("的"))
    if at.start == at.clause.start or own.start != at.start or cut < 0 or quantity.dimension != "count":
        return own
    if len(own.words) != own.end - own.start or len(own.words) - cut < _SHORTEST:
        return own
    return Phrase(own.start + cut + 1, own.end, own.words[cut + 1 :])


_MEASURE_OF = regex.compile(
    r"(?P<what>\p{Han}{2,10}?(?<![出进总成平均])(?:水库|上市公司|公司|企业|物资|商品|产品|银行|机场|城市|县市|饭店|园区))"
    r"(?:的?(?:合计|合共|总|平均|累计)?(?:蓄水量|产量|产值|价格|营收|收入|销量|面积|金额|总额|市值|房价|客运量)\p{Han}{0,4})"
)


def is_damaged(scene: Scene, phrase: Phrase | None) -> bool:
    """Whether what is measured stands in or beside text that lost bytes: 燃?xì)饧八a和供应业."""
    return phrase is not None and any(d.start <= phrase.end and phrase.start <= d.end for d in scene.clean.damaged)


def is_title(scene: Scene, told: Told, own: Phrase) -> bool:
    """影片《山那边》|4.78亿元: a work that has what was told of before."""
    return scene.clean.shadow[own.end : own.end + 1] == "》" and told.last is not None


def past_counted(own: Phrase, told: Told, verbs: regex.Pattern[str]) -> Phrase:
    """为1.8万名|劳动者|追发工资|2.37亿元: what the figure before counts is not its own."""
    last = told.drafts[-1] if told.drafts else None
    counted_noun = last.phrase if last is not None and last.quantity.dimension == "count" else None
    if counted_noun is None or counted_noun.start != own.start or own.end - counted_noun.end < _LEAST:
        return own
    if len(own.words) != own.end - own.start:
        return own
    words = own.words[counted_noun.end - own.start :].lstrip("、和与及的")
    return Phrase(own.end - len(words), own.end, words) if verbs.match(words) and len(words) >= _LEAST else own


_LEAST = 2
_SHORTEST = 3  # a mark and two characters


def counted_bodies(scene: Scene, at: At, quantity: Quantity, body: Named) -> Phrase | None:
    """建成镇级|养老服务中心|3家; 省实验室、省技术创新中心|分别达34家、52家: kinds of bodies, no body's name."""
    end = body.end
    for other in between(scene.named, body.end, at.clause.end):
        if other.type != "organization" or scene.clean.shadow[end : other.start] != "、":
            break
        end = other.end
    if body.type != "organization" or _NUMBERS.fullmatch(scene.clean.shadow, end, quantity.start) is None:
        return None
    return Phrase(body.start, end, scene.clean.shadow[body.start : end])


_NUMBERS = regex.compile(r"(?:数量|总数)?(?:分别)?(?:已|均)?(?:达到?|有|增至|增加到|为|共)?")


def acts(scene: Scene, words: Wording, person: Named, position: int) -> bool:
    """Whether a person does what is measured; not one who demands or says it, nor one of those counted."""
    shadow = scene.clean.shadow
    if _JOINED.match(shadow, person.end) is not None:
        return False
    said = words.speech.search(shadow, person.end, position) or _DEMANDS.search(shadow, person.end, position)
    return said is None


_JOINED = regex.compile(r"[及和与等、]|以及|[的之]")
_DEMANDS = regex.compile(r"要求|建议|呼吁|促请|主张|提议|希望|担心|预计|预测|料|认为|提醒|质疑")


def goes_on_of_person(scene: Scene, told: Told, at: At, quantity: Quantity, measure: Measure) -> str | None:
    """种粮大户刘春今年种了2600亩玉米，平均亩产|1650斤: the one of whom the sentence told the figure before."""
    last = told.drafts[-1] if told.drafts else None
    if last is None or last.fact.subject is None or last.quantity.end < at.sentence.start:
        return None
    if _OF_HOUSEHOLD.search(measure.indicator) is None:
        return None
    named = between(scene.named, at.sentence.start, quantity.start)
    person = next((n for n in named if n.type == "person" and n.entity == last.fact.subject), None)
    if person is None or any(n.start > person.start for n in named) or at.clause.opening not in ("，", ","):
        return None
    return person.entity if _OF_ALL.search(scene.clean.shadow, at.clause.start, quantity.start) is None else None


_OF_HOUSEHOLD = regex.compile(r"亩产|收入|[赚挣省]|租金|工资|[水电气学药]费|报销|自付|自费|补贴|分红|收成|年薪|养老金")
_OF_ALL = regex.compile(
    r"[全该本][国省市县区镇乡村州]|村里|带动|合作社|基地|公司|当地|市场|[每亩户]均增收|村民|群众|农户|乡亲"
)


def is_of_village(scene: Scene, place: str | None, quantity: Quantity) -> bool:
    """Whether a figure is of a village or a town, told as a sight in an article on a larger place: 全村286户."""
    if quantity.unit in ("人次", "辆次") or place is None:
        return False
    names = between(scene.named, 0, quantity.start)
    near = next((n for n in reversed(names) if n.entity == place and not n.alias), None)
    return near is not None and names[0].entity != near.entity and scene.clean.shadow[near.end - 1] in "村镇乡"


def grows_behind(scene: Scene, at: At, quantity: Quantity) -> bool:
    """Whether the growth of a figure follows it: 新能源汽车1.2万辆，增长45.6%; 幼儿园25.33万所，比上年减少2.11万所."""
    behind = next(iter(between(scene.quantities, quantity.end, at.sentence.end)[:1]), None)
    percent = behind is not None and behind.kind == "percent"
    if behind is None or not (percent or behind.unit == quantity.unit):
        return False
    grown = _GROWS.fullmatch(scene.clean.shadow, quantity.end, behind.start)
    return grown is not None and (percent or any(word in grown.group() for word in ("上年", "去年", "同比")))


_GROWS = regex.compile(
    r"[，,]\s*(?:同比|环比|[年月季]|按[年月季]|[比较]上[年月](?:同期|同月)?|[比较]去年(?:同期)?)*"
    r"(?:实现)?(?:增长|下降|上升|上涨|下跌|回升|走低|上扬|下滑|提高|回落|成长|增加|减少|衰退|[增减升跌降涨])(?:了|约|近|逾)?"
)
