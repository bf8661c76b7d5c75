"""Finding companies in the shadow: by their legal form or trade, by short names that the text introduces or that are
evident, and by the offices behind them."""

from __future__ import annotations

from collections.abc import Container, Sequence

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import (
    COUNTED,
    GENERIC_BEFORE,
    Ground,
    begin_at_place,
    has_left_edge,
    innermost_place,
    is_generic,
    is_kind_before,
    left_edge,
    new_mention,
    past_offices,
)
from newsextract.recognize.gazetteer import CHINA
from newsextract.recognize.lexicon import SuffixEntry, is_han
from newsextract.recognize.mentions import NameMention
from newsextract.record import Range
from newsextract.segment.words import is_word


def read_company(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    """The company whose name ends with ``entry`` at ``end``, if it is one."""
    shadow = ground.shadow
    before = ground.found.get(start)
    house = before is not None and before.type == "company"
    if entry.kind == "trade" and entry.text not in _TRADES_ALONE and not _closes_name(shadow, end, house):
        return None
    fields = entry.kind == "trade" and lists_fields(shadow, end)
    if fields or _is_other_word(shadow, start, end, entry):
        return None
    branch = _branch(ground, start, end, entry)
    if branch is None and house and entry.text in _BRANCHES:
        return None  # 东亚银行|分行
    if branch is not None:
        return branch
    edge = left_edge(ground, start, brackets=True)
    if shadow[edge - 1 : edge] == "的" and shadow[edge - 2 : edge] in lexicon.known_bodies():
        edge = left_edge(ground, edge - 2, brackets=True)  # 湖南|美的|客车制造有限公司
    edge = begin_at_place(ground, edge, start)
    edge = past_offices(ground, edge, start) if entry.kind == "full" else edge
    if before is not None and house and entry.kind in ("form", "full"):
        edge = min(edge, before.start)
    edge = _over_generic(ground, _over_name(ground, ground.over_conjunction(edge, end), start, entry), start, entry)
    edge = past_kind(shadow, ground.begin_as_hinted(_past_verbs(shadow, edge, start), start, end), start)
    edge = _past_description(ground, edge, start)
    place = innermost_place(ground, edge, start)
    foreign = place is not None and place.subtype == "country"
    if place is not None and foreign and place.key != CHINA and _is_known(shadow[place.end : start]):
        edge = place.end  # 荷兰|阿斯麦公司
    edge = _past_zone(shadow, edge, place, start, entry)
    if entry.kind == "coop" and place is not None:
        edge = place.start  # 余杭区仁和街道|云会村农民专业合作社: the places above it are its own
    body = shadow[edge:start]
    plain = place is not None and foreign and entry.kind == "trade" and _is_plain(shadow, place.end, start, end)
    unit = shadow[edge - 1 : edge].isdigit() and shadow[edge].isascii()  # 年产50|GWh动力电池
    if plain or unit or is_kind_before(shadow, edge) or is_commodity(body, entry) or _is_kind(shadow, edge, end):
        return None
    if entry.kind == "coop" and shadow[end : end + 1].isdigit():
        return None  # 藏香猪合作社9家
    if "人民银行" in body and entry.text in ("分行", "支行", "中心支行"):
        return new_mention(edge, end, "government", "central bank", 0.95, core=body + entry.text)
    if not _is_company_body(ground, edge, start, entry) or _is_bare_form(ground, edge, start, entry):
        return None
    score = {"full": 0.95, "coop": 0.85}.get(entry.kind, 0.75)
    known = lexicon.known_bodies().get(body) if entry.text in _ITSELF else None
    key = known.canonical if known is not None and known.subtype == "company" else None  # 腾讯|控股 is 腾讯
    return new_mention(edge, end, "company", f"company.{entry.kind}", score, key=key, core=body + entry.text)


def _past_zone(shadow: str, edge: int, place: NameMention | None, start: int, entry: SuffixEntry) -> int:
    """A company's begin, moved behind the zone where it is (新竹科学园区|晶呈科技公司); full names may hold it."""
    if place is None or entry.kind not in ("form", "trade"):
        return edge
    zone = _ZONE.match(shadow, place.start, start)
    return edge if zone is None or start - zone.end() < _LEAST or is_generic(shadow[zone.end() : start]) else zone.end()


_ZONE = regex.compile(r"\p{Han}{2,8}?(?:科学园区?|科技园区?|工业园区?|产业园区?|工业区|高新区|经开区|保税区)")


def _is_plain(shadow: str, first: int, start: int, end: int) -> bool:
    """Whether nothing but words for kinds stands between a country and the end of a trade: 美国|人工智能|公司."""
    return first < start and is_generic(shadow[first:end])


def _is_known(name: str) -> bool:
    known = lexicon.known_bodies().get(name)
    return known is not None and known.subtype == "company"


def _is_other_word(shadow: str, start: int, end: int, entry: SuffixEntry) -> bool:
    """Whether what stands around an ending makes another word of it: 产业|基金, 恒生科技|指数, 控股|股东, 子|公司."""
    if entry.text == "基金" and shadow.endswith(_FUNDS, 0, start):
        return True  # money, no company
    if entry.text == "厂" and shadow[start - 1] in "设建办扩投迁":
        return True  # 槟城|设厂
    if entry.text.endswith("银行") and _BANKING.match(shadow, end):
        return True  # 泰国|银行业
    if entry.kind == "trade" and shadow.startswith(_NO_COMPANY_BEHIND, end):
        return True  # 徐闻县下桥镇糖厂|小学
    if shadow.startswith("指数", end) or (entry.text == "电网" and shadow[end : end + 1] == "络"):
        return True
    if entry.text == "公司" and _LATIN_NAME.match(shadow, end):
        return True  # 美国电动车初创公司|Rivian
    if entry.text == "控股":
        return shadow.startswith(("股东", "子公司", "权", "价", "份", "东", "票", "比例", "地位", "方"), end)
    return entry.kind == "form" and (shadow[start - 1 : start] in _KIN or shadow.startswith(_MATTERS, end))


def _closes_name(shadow: str, end: int, house: bool) -> bool:
    """Whether a trade closes a company's name, as what follows shows; no field of a house's analyst does
    (中信建投|化工|首席分析师)."""
    return is_shown_behind(shadow, end) and not (house and ANALYST.match(shadow, end))


def _over_name(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> int:
    """A name's begin, moved over 同, 及, 和 or 与 of the name itself: 深圳|同创伟业|股份有限公司."""
    shadow, place = ground.shadow, ground.place_end.get(edge - 1)
    if entry.kind != "full" or place is None or shadow[edge - 1] not in "同及和与" or edge in ground.place_start:
        return edge
    if place.subtype not in ("province", "city", "county") or start - edge < _LEAST:
        return edge
    known = lexicon.known_bodies()
    if any(shadow[edge:at] in known for at in range(edge + 2, start + 1)):
        return edge  # 广东和|华为|技术有限公司
    return left_edge(ground, edge - 1, brackets=False)


def _over_generic(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> int:
    """A name's begin, moved over a conjunction before what is no name alone: 港深创新及|科技园|有限公司."""
    shadow = ground.shadow
    body = shadow[edge:start]
    alone = edge in ground.place_start or not (is_generic(body) or (len(body) < 4 and is_word(body)))
    if entry.kind != "full" or alone or shadow[edge - 1 : edge] not in ("及", "与", "和") or edge - 1 in ground.found:
        return edge
    before = left_edge(ground, edge - 1, brackets=False)
    head = shadow[before : edge - 1]
    return before if 2 <= len(head) <= 8 and not is_generic(head) and not head.endswith(("公司", "集团")) else edge


def _branch(ground: Ground, start: int, end: int, entry: SuffixEntry) -> NameMention | None:
    """A company's part in a place: 工商银行|湖南省|分行, 国网浙江省电力有限公司|杭州供电公司."""
    arm = entry.kind == "full" and start in ground.place_end  # 国药控股|湖北|有限公司
    if entry.text not in _BRANCHES and entry.text != "公司" and not arm:
        return None
    shadow, at = ground.shadow, start
    if entry.text == "公司":
        cuts = (start - length for length in range(2, 7))
        at = next((cut for cut in cuts if cut in ground.place_end and is_generic(shadow[cut:start])), start)
    elif not arm:  # a word between the place and the branch: 建设银行|厦门|高科技|支行
        back = range(start, max(0, start - _WORD), -1)
        at = next((cut for cut in back if cut in ground.place_end or _is_company_at(ground, cut)), start)
    first = at
    while (place := ground.place_end.get(first)) is not None and place.start < first:
        first = place.start
    mother = ground.found.get(first) if first < at else None
    if mother is None or not (mother.type == "company" or _is_state_bank(shadow, mother)):
        return None
    return new_mention(mother.start, end, "company", "company.branch", 0.95, core=shadow[mother.start : end])


def _is_state_bank(shadow: str, body: NameMention) -> bool:
    """Whether a body of state is a bank with branches: 国家开发银行|广东省|分行."""
    name = shadow[body.start : body.end]
    return name.endswith(("银行", "国开行", "农发行")) and "人民" not in name


_BANKING = regex.compile("业(?!务)|界|卡|体系|系统|间|破产法|法|利率|牌照")
_NO_COMPANY_BEHIND = ("小学", "中学", "幼儿园", "学校", "医院", "社区", "居委会", "家属院", "宿舍", "子弟")
_KIN = ("子", "母", "孙", "该", "本")
_MATTERS = ("们", "法", "章程", "债", "化", "治理", "监管")  # of companies as such: 公司|法
ANALYST = regex.compile(r"(?:行业|板块)?(?:联席)?(?:首席|高级|资深)?(?:分析师|分析员|研究员|策略师)")
_WORD = 6  # characters of a branch's own name


def _is_company_at(ground: Ground, end: int) -> bool:
    found = ground.found.get(end)
    return found is not None and found.type == "company"


_FUNDS = (
    *("产业", "投资", "发展", "母", "引导", "专项", "慈善", "公益", "教育", "救助", "创业", "创投", "股权", "并购"),
    *("保险", "医保", "统筹", "补偿", "低保", "维修", "保障", "稳定", "平准", "扶贫", "救灾"),
    *("养老", "社保", "公积", "货币", "债券", "股票", "指数", "混合", "主权", "对冲", "私募"),
)
_LATIN_NAME = regex.compile(r"[A-Z][a-z]{2,}")
_RANK = regex.compile("首席|资深")
_ITSELF = frozenset({"控股", "集团", "公司", "股份", "控股有限公司", "集团有限公司", "有限公司", "股份有限公司"})
_BRANCHES = ("分行", "支行", "分公司", "子公司", "营业部")


def lists_fields(shadow: str, end: int) -> bool:
    """Whether what ends there is a field of business among others: 动力电池、晶硅|光伏|、数字经济等领域."""
    return _IN_FIELDS.match(shadow, end) is not None


def is_commodity(body: str, entry: SuffixEntry) -> bool:
    """Whether a market and a ware stand before the ending: COMEX黄金|期货."""
    words = regex.sub(r"[A-Za-z]+", "", body)
    return entry.kind == "trade" and words not in (body, "") and is_generic(words)


def _is_bare_form(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> bool:
    """Whether 公司 or 银行 stands behind words that the tagger takes for no name: 听取|公司, 律师质疑|银行."""
    if entry.kind not in ("form", "trade") or ground.hints is None or edge in ground.place_start:
        return False
    end = start + len(entry.text)
    within = (ground.place_start.get(at) for at in range(edge, start))
    if any(place and ground.shadow[place.end : start] in _utility() for place in within):
        return False  # 国网|祥云县|供电|公司
    if entry.text == "集团" and is_shown_behind(ground.shadow, end):
        return False  # 雀巢|集团|大中华大区董事长
    return not any(hint.start < start for at in range(edge + 1, end + 1) if (hint := ground.hints.get(at)))


def _utility() -> frozenset[str]:
    return lexicon.company_words("utility")


def _past_verbs(shadow: str, edge: int, start: int) -> int:
    """Behind the last verb that a name cannot hold: 拟发行股份购买|居然控股; 回购公司 is no name at all."""
    return max((match.end() for match in _VERBS.finditer(shadow, edge, start)), default=edge)


def past_kind(shadow: str, edge: int, start: int) -> int:
    """Behind words that say what kind of company it is: 晶圆代工厂|晶曜半导体, 连锁餐饮集团|锐衡国际."""
    kind = _KIND.match(shadow, edge, start)
    return edge if kind is None or start - kind.end() < _LEAST else kind.end()


def _past_description(ground: Ground, edge: int, start: int) -> int:
    """Behind a description that ends in a word for companies, where it begins with no place and no company:
    具身智能公司|星尘纪元(杭州)机器人科技有限公司, 初创企业|深势科技."""
    match = _DESCRIBED.match(ground.shadow, edge, start)
    if match is None or edge in ground.place_start or match.end() in ground.place_start:
        return edge
    houses = (ground.found.get(at) for at in range(edge + 2, match.end() + 1))
    own = (house for house in houses if house is not None and house.start == edge)
    return edge if any(house.rule not in ("company.form", "company.trade") for house in own) else match.end()


_DESCRIBED = regex.compile(
    r"\p{Han}{2,8}?(?:(?<!集团|有限|股份|责任|总|分|子)公司|(?<=初创|创新|科技|民营|龙头|骨干|重点|知名|领军|头部|上市|国有)企业|药企|车企|独角兽)(?=\p{Han}{2})"
)


def _is_kind(shadow: str, start: int, end: int) -> bool:
    """Whether the whole says only what kind of company it is (IC设计公司), or a field (中信证券|首席科技|分析师)."""
    if _RANK.search(shadow, start, end) is not None:
        return True
    kind = _KIND.match(shadow, start)
    return kind is not None and kind.end() == end


_LEAST = 2
_KIND = regex.compile(
    r"(?:同业|同行|对手|国内|本土|大型|知名|老牌|本港|香港|全球|上市|港股|民营|连锁|晶圆|IC|LED|车用|光伏|太阳能|锂电池?|动力电池|功率){0,5}"
    r"(?:代工|封测|面板|模组|设备|材料|组装|零件|零组件|网通|光电|设计|晶圆|被动元件|散热|连接器|记忆体|存储|半导体|伺服器|工具机"
    r"|自行车|制鞋|纺织|食品|饮料|制药|餐饮|零售|物流|航运|地产|汽车|手机|家电|时装|珠宝|教育|软件|软体|游戏|电商|支付|电池|芯片)"
    r"(?:大)?(?:厂商?|公司|集团|商|股|龙头|业者|巨头)(?=[\p{Han}]{2})"
    r"|(?:同业|同行|对手|(?:初创|创新|民营|龙头|骨干|知名|领军|头部)(?:企业|公司|药企|车企))(?=[\p{Han}]{2})"
)
_IN_FIELDS = regex.compile(
    r"(?:、[^，,。；;、]{2,10}){0,6}等?(?:多个|新兴|重点|战略性新兴|主导|优势|特色|\d{1,2}[个大]){0,2}(?:领域|产业|行业|赛道|板块|方向)(?!投资|基金|集团|发展|引导)"
)
_VERBS = regex.compile(
    r"涵盖|回购|购买|收购|增持|减持|质押|发行|持有|转让|受让|认购|起诉|担保|占总?|约占|累计|合计|拟(?!南)|披露|公告|涉及|包括|分别|"
    r"成为|作为|通过|委托|授权|隶属|属于|控股的|参股|出资|签约|签署|合并|对外|研报|预计|认为|指出|表示|获悉"
)
# What shows that a name such as 宏达电子 is a company's: an office of companies, an analyst, a stock code behind it.
COMPANY_AFTER = regex.compile(
    r"副?(?:董事长|总经理|总裁|董事|首席|公司|创始人|创办人|执行长|CEO|CFO|COO|财务|总监|总工程师|总会计师)|党(?:委|总支|支部)(?:书记|副书记|委员)"
    r"|(?:亚太|大?中华|中国|全球|华东|华南|华北)(?:大?区|地区)|联席|独立|非执行|执行|监事|工会主席|旗下|相关负责人|负责人|发言人|新闻发言人|产线|厂区"
    r"|(?:、[\p{Han}A-Za-z ]{2,10}?){0,8}(?:联合|共同|战略|独家)?(?:领投|跟投|参投)"
    r"|主席(?!国|台|团)|行政总裁|财务总裁|非执行主席|(?:生产)?车间|厂区|展厅|高级|资深|分析师|研究员|研报|发布公告|公告"
    r"|[(（](?:股票代码|证券代码|股份代号|上市编号|代码|代号|[A-Z]{0,4}[.:：]?\d{4,6}|\d{4,6}[.:：]?[A-Z]{2})"
)


def is_shown_behind(shadow: str, end: int) -> bool:
    """Whether what follows a name shows a company: an office, a code, what its share did, also behind further names
    (远洋石油、华光股份涨停)."""
    if any(after.match(shadow, end) for after in (COMPANY_AFTER, _REPORTS, _BUILDS)):
        return True
    listed = _LISTED.match(shadow, end)
    return lexicon.share_moves().match(shadow, end if listed is None else listed.end()) is not None


_BUILDS = regex.compile("投资(?:建设|兴建)|承建")
# What only companies report: 远翔精密|首季营收9亿元.
_REPORTS = regex.compile(
    r"(?:20\d\d年|[今去]年)?(?:\d{1,2}月份?|[首本上][季月]|第?[一二三四]季度?|[上下]半年度?|前[三3]季度?|全年|年度)?的?(?:单月|合并|中期|末期)?"
    r"(?:公布[，,]?(?:20\d\d年)?度?(?:截至|中期|全年|末期|首季|上半年|第[一二三四]季)|[，,]?目标价|市占率|市场份额|现金流|营业?收入?|净利润?|纯利|归母净利润?|税后纯益|法说会|股价|市值|财报|年报|业绩|毛利率|(?:[上下]半年|明年|第[一二三四]季|本季|后市)?(?:营运|接单|出货|展望|获利))(?![^，。；]{0,4}(?:板块|行业))"
)
_LISTED = regex.compile(
    r"(?:[(（]\d{4,6}[)）])?(?:[、和及与]\p{Han}{2,6}?(?:[(（]\d{4,6}[)）])?){0,6}?(?:等|，分别|分别)?(?=[领大急劲微飙暴重收上下涨升跌挫扬封报早午尾盘开今昨股一小逆放再则也均亦续双集]|净[流买卖])"
)
_TRADES_ALONE = frozenset(
    {"银行", "商业银行", "农商行", "农商银行", "村镇银行", "分行", "支行", "人寿", "金控", "信托", "电网"}
    | {"农村信用联社", "煤矿", "电厂", "钢厂", "药厂", "酒厂", "茶厂", "糖厂", "纸厂"}
)


def _is_company_body(ground: Ground, edge: int, start: int, entry: SuffixEntry) -> bool:
    inner = innermost_place(ground, edge, start)
    body = ground.shadow[inner.end if inner else edge : start]
    whole = ground.shadow[edge:start]
    if len(whole) < 2 or len(whole) > 28 or whole[0] in ")）(（·&-―—":
        return False
    if not body and entry.kind == "full" and inner is not None and inner.subtype == "site":
        return True  # 广州白云国际机场|股份有限公司
    if not body:
        village = entry.kind == "coop" and inner is not None and inner.subtype in ("site", "town")
        port = entry.text == "集团" and whole.endswith(("港", "机场", "地铁"))  # 青岛港|集团
        return village or port or (entry.kind == "trade" and entry.text in _TRADES_ALONE and inner is not None)
    if COUNTED.search(body):
        return False
    if entry.kind == "trade" and inner is None and not is_shown_behind(ground.shadow, start + len(entry.text)):
        return len(body) <= 4 and not is_generic(body) and (edge == 0 or not is_han(ground.shadow[edge - 1]))
    if entry.kind == "full":
        shown = len(body) > _LONG_NAME and is_shown_behind(ground.shadow, start + len(entry.text))
        return len(body) >= 2 and (inner is not None or shown or not is_generic(body))
    if inner is not None and entry.text in ("公司", "集团") and body in lexicon.company_words("utility"):
        return True  # 杭州|供电|公司, 合肥|公交|集团
    if inner is not None and entry.text == "公司" and body in lexicon.company_words("group"):
        return is_shown_behind(ground.shadow, start + len(entry.text))  # 临沧|机场|公司|总经理
    if inner is not None and entry.text == "集团" and _is_of(lexicon.company_words("group"), body):
        return True  # 河北|钢铁|集团, 江西省|交通投资|集团
    if body in lexicon.generic_bodies() or is_generic(body) or whole.startswith(GENERIC_BEFORE):
        return entry.kind == "coop" and inner is not None
    if entry.text == "公司" and body.endswith(("附属", "全资", "参股", "联营", "关联")):
        return False  # 华能集团之附属|公司
    if entry.kind == "form" and is_generic(_CONJUNCTION.split(body)[-1]):
        return False  # 信托行业及信托|公司
    return len(body) >= 2 or (inner is not None and entry.kind != "form")


def _is_of(words: frozenset[str], body: str) -> bool:
    """Whether a name is one of the words, or two of them."""
    return body in words or any(body[:at] in words and body[at:] in words for at in range(2, len(body) - 1))


_CONJUNCTION = regex.compile(r"[及与和]")
# What shows that a name without a company's ending is one: before it, or a list of companies around it.
COMPANY_BEFORE = regex.compile(
    r"(?:[子孙母]公司|(?:参股|控股|附属|关联|联营)公司|旗下|控股股东|大股东|第一大股东|实控人|股东|客户|供应商|竞争对手|龙头|巨头|保荐机构|承销商|同系的?|药企|车企|房企|券商"
    r"|[\p{Han}C]厂|开发商|运营商|承包商|包商|厂商|大厂|交易对方|收购方|受让方|标的公司|品牌|法人|外资)$"
)


# What is done with companies alone: their shares are bought and pledged, they list and are sued.
DEALT_AFTER = regex.compile(
    r"(?:所持|持有的?|约?\d[\d.]{0,12}+[%％万亿]股?的?|的|全部|部分){0,2}(?:股权|股份|总股本|控股权|股东|实际控制人|招股书)"
    r"|(?:\d{1,2}日)?(?:晚间?|午间|早间)?(?:公告|公布|发布公告|披露|发布业绩|停牌|复牌|涨停|跌停)"
    r"|(?:拟|将|已|又|再次|先后|完成|正在|宣布|终止|现金|全资|成功){0,2}"
    r"(?:收购|并购|增持|减持|质押|转让|持有|起诉|购买|认购|出售|受让|控股|参股|入股|举牌|中标)"
)
_DEALT_BEFORE = regex.compile(
    r"(?:收购|并购|减持|增持|持有|受让|参股|控股|重组|入股|举牌|竞购|起诉|状告|合并|转让予|转让给|卖给|出售予)了?$"
)

# What companies alone report and earn: 力丽光电|今天公布第2季财报, |上季每股赚2.1元.
_REPORT_AFTER = regex.compile(
    r"(?:今[天日]?|昨[天日晚]?|前天|日前|近日|\d{1,2}日)?(?:晚间?|盘后|早间)?(?:公布|发布|公告|交出|披露)\p{Han}{0,2}\d{0,4}年?"
    r"(?:第?[一二三四1-4]?季度?|上半年|全年|年度|中期|末期|半年度?|前三季度?|\d{1,2}月)?\p{Han}{0,3}(?:财报|业绩|营收|年报|季报|法说会|盈喜|盈警)"
    r"|(?:上季|单季|本季|首季|第[一二三四1-4]季|去年|今年|上半年|前三季)?(?:每股(?:赚|盈余|纯益|盈利|亏)|单季营收|营收|毛利率|股价|转投资)"
)


def _is_dealt_in(shadow: str, start: int, end: int) -> bool:
    """Whether a name of three characters or more stands in a deal: 收购|珍诚药业|51%股权, |盈趣科技|股东."""
    if end - start < _LONG_NAME or _PROPERTY.search(shadow, start, end) is not None:
        return False
    before = _DEALT_BEFORE.search(shadow, max(0, start - 5), start)
    return before is not None or DEALT_AFTER.match(shadow, end) is not None


# A thing that is bought is no company: 上海一处写字楼, 一幅地皮.
_PROPERTY = regex.compile(
    r"[一两二三四五六七八九十几\d][处幅栋幢座块宗间套条家]"
    r"|(?:写字楼|大厦|大楼|地皮|地块|土地|物业|厂房|商铺|房产|商场|资产|项目|股权|债券|债权|门店|工厂|码头|业务|品牌)$"
)
_LONG_NAME = 3
_NO_COMPANIES = (
    *("家族", "平台", "人士", "一致行动人", "股价", "股票", "员工", "项目", "基地"),
    *("溢利", "盈利", "利润", "纯利", "净利", "权益", "股息", "亏损", "收入"),  # 股东应占溢利
)
_LISTING = frozenset("、和与及")
_PARTNER = frozenset("与和同跟")
_SIGNS = regex.compile(
    r"(?:正式|共同|再次|已|就[^，。；]{1,16}|在[^，。；]{1,16})?(?:签订|签署|签约|签下|达成|订立)"
)  # 与|江淮动力|签订合同


def stands_as_company(ground: Ground, name: NameMention, text: str, edges: Container[int]) -> bool:
    """Whether the surroundings bear out a company that the tagger sees; ``edges``: where companies begin and end."""
    shadow, start, end = ground.shadow, name.start, name.end
    if (
        text.endswith(_NO_COMPANIES)
        or (text.endswith("基金") and text.removesuffix("基金").endswith(_FUNDS))
        or not 2 <= len(text) <= 12
        or not text.isalnum()
        or text in lexicon.suffixes()
        or text in lexicon.stopwords()
        or not any(map(is_han, text))
        or text.startswith(("第", "本", "该", "目标", "标的", "上市"))
        or is_generic(text.removesuffix("公司").removesuffix("集团"))
    ):
        return False
    shown = COMPANY_AFTER.match(shadow, end) is not None
    shown = shown or _is_dealt_in(shadow, start, end) or _REPORT_AFTER.match(shadow, end) is not None
    shown = shown or COMPANY_BEFORE.search(shadow, max(0, start - 5), start) is not None
    before, after = shadow[start - 1 : start], shadow[end : end + 1]
    shown = shown or (before in _LISTING and start - 1 in edges) or (after in _LISTING and end + 1 in edges)
    shown = shown or (before in _PARTNER and _SIGNS.match(shadow, end) is not None)
    clear = not is_han(after or "。") or after in "、和与及等" or lexicon.followers().at(shadow, end) is not None
    return shown and (clear or any(after.match(shadow, end) for after in (COMPANY_AFTER, DEALT_AFTER, _REPORT_AFTER)))


# 公司拥有人应占溢利 is the name of a measure.
_SHAREHOLDERS = regex.compile(r"(?:普通股)?(?:拥有人|权益持有人|权益股东|股权持有人|股份持有人|股东)应占")
_REFERENCE = regex.compile(r"该公司|本公司|该集团|本集团|该企业|该行|本行|公司|集团")


def find_references(shadow: str, mentions: Sequence[NameMention]) -> list[Range]:
    """Where 公司, 该公司 and the like stand alone."""
    inside = {at for mention in mentions for at in range(mention.start, mention.end)}
    out = []
    for match in _REFERENCE.finditer(shadow):
        bare = len(match[0]) == 2
        if match.start() in inside or (bare and not has_left_edge(shadow, match.start())):
            continue
        if (bare and is_kind_before(shadow, match.start())) or _SHAREHOLDERS.match(shadow, match.end()):
            continue
        if not shadow.startswith(("法", "章程", "债", "化", "们", "治理"), match.end()):
            out.append(Range(match.start(), match.end()))
    return out
