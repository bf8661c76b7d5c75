"""Times that tell when something began, and none of the figures told behind: 成立于2005年, 于2021年11月开工."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.scene import Scene, between
from newsextract.measure.values import TimeExpression

_FOUNDED = regex.compile(
    r"(?:成立|创办|创立|创建|始建|建成|出生(?!人口|率|数|[\d一二三四五六七八九十])|生于|上市(?!柜|量|价|均价|数量|总量|旺季|高峰|公司|\p{Han}{0,2}企|企业|银行|券商|房企|新)|设立)于?"
)
_BEGUN = regex.compile(
    r"(?:正式|全面|陆续)?(?:开工|动工|开建|奠基|破土动工|启动建设|开工建设|动工兴建|兴建|竣工|完工|落成|启用|通车)"
)
_BUILDS = ("建成", "设立", "创建", "成立")
_DAYS = ("day", "hour", "week")


def tells_of_founding(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """2018年建成的大桥, 成立于2005年; not 2023年建成充电桩500个, nor the day of a listing."""
    founded = _FOUNDED.search(shadow, max(clause.start, time.start - 6), min(clause.end, time.end + 5))
    if founded is None or (founded.group() == "上市" and time.grain == "day"):
        return False
    builds = founded.group() in _BUILDS and founded.start() >= time.end
    return not builds or founded.end() >= clause.end or shadow[founded.end()] in "的时后以之于至、"


def tells_of_beginning(scene: Scene, clause: Clause, time: TimeExpression) -> bool:
    """项目于2021年11月开工，共设桥梁96座: when it was begun, not of when what follows is told."""
    begun = _BEGUN.match(scene.clean.shadow, time.end, clause.end)
    if begun is None or begun.end() != clause.end or time.grain in _DAYS:
        return False
    return scene.published is None or (time.start_date or "") <= scene.published.isoformat()


def part_of_task(shadow: str, time: TimeExpression) -> str | None:
    """完成全年任务的六成: of no figure; 相当于全年预算1070亿元的50.7%: of the one that stands right behind alone."""
    task = _TASK.match(shadow, time.end) if time.grain == "year" else None
    if task is None or _DONE.match(shadow, max(0, time.start - 8), time.start) is None:
        return None
    return "compared" if shadow.startswith("的", task.end()) else "local"


_DONE = regex.compile(r"(?r)(?:完成|实现|占|达到?|相当于|等于)了?")
_TASK = regex.compile(r"(?:目标|任务|计划|预算|指标|预期)")


def was_then(scene: Scene, clause: Clause, time: TimeExpression) -> bool:
    """占收入4.2%，|上年|为4.6%; 第三季升2.1%，|第二季|为升1.9%: told of an earlier time by the way, and of that one
    figure alone."""
    shadow = scene.clean.shadow
    if clause.opening not in ("，", ",") or shadow[clause.start : time.start].strip():
        return False
    if _EARLIER.match(shadow, time.start) is not None and _WAS.match(shadow, time.end) is not None:
        return True
    if time.grain not in _SPANS or _GREW.match(shadow, time.end) is None:
        return False
    before = [t for t in between(scene.times, max(0, clause.start - _REACH), clause.start) if t.grain in _SPANS]
    return bool(before) and _begin(time) < _begin(before[-1])


def _begin(time: TimeExpression) -> str:
    return str(time.start_date or "")


_REACH = 60  # characters of a sentence before an aside
_SPANS = ("month", "quarter", "half", "span")
_EARLIER = regex.compile(r"[上去前]一?年|上季|上个?月")
_WAS = regex.compile(r"(?:同期)?则?[为是](?:约|近)?[-\d]")
_GREW = regex.compile(
    r"(?:的?[升跌降涨增]幅)?则?[为是]?(?:同比|环比|按[年月季])?(?:增长|下降|上[涨升]|下跌|回落|[增升跌降减涨]|扩大?至|收窄至|扩大到)?(?:约|近)?[-\d]"
)


def last_month(time: TimeExpression) -> TimeExpression | None:
    """The last of the months that a span counts up from January: September of 1至9月."""
    start, end = time.start_date or "", time.end_date or ""
    if time.grain != "span" or start[5:] != "01-01" or start[:4] != end[:4] or end[8:] < _MONTH_ENDS:
        return None
    return replace(time, start_date=f"{end[:7]}-01", edtf=end[:7], grain="month", until=False, since=False)


_MONTH_ENDS = "28"


def ends_then(shadow: str, time: TimeExpression) -> bool:
    """暑运至8月31日结束: when something is over."""
    return shadow[time.start - 1 : time.start] in ("至", "到") and _IS_OVER.match(shadow, time.end) is not None


def is_supposed(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """若明天投票，41.2%支持…: a day that is only supposed."""
    return _IF.match(shadow, clause.start, time.start) is not None and _VOTED.match(shadow, time.end) is not None


_IF = regex.compile(r"(?r)(?:若|如果|假如|假设|假使|要是|倘若)(?:是|在|于)?")
_VOTED = regex.compile(r"(?:就|即|便)?(?:是|举行|进行)?(?:投票|选举|大选)")
_IS_OVER = regex.compile(r"(?:才|正式)?(?:结束|闭幕|收官|落幕|期满|届满)")


def is_day_apart(scene: Scene, clause: Clause, day: TimeExpression | None, period: TimeExpression) -> bool:
    """1977年收购17%，其后在1981年6月3日，|增持至43%: whether a clause says only a day, which the period told before it
    does not hold."""
    if day is None or not day.start_date or not clause.covers(day.start):
        return False
    shadow = scene.clean.shadow
    if _THEN.fullmatch(shadow, clause.start, day.start) is None or shadow[day.end : clause.end].strip():
        return False
    return not (period.start_date or "") <= day.start_date <= (period.end_date or "9999")


_THEN = regex.compile(r"\s{0,3}(?:其后|随后|后来|之后|此后|而后|至|到)?[，,]?(?:在|于|到|至)?")


def names_no_time(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """Whether a date is none of the figures: part of a name, until when something is put off, since when a record."""
    if _NO_TIME.fullmatch(shadow, time.start, time.end) or _OF_THING.match(shadow, time.end):
        return True
    if (
        _OLD_RECORD.match(shadow, time.end)
        or _AT_FIRST.match(shadow, time.start)
        or _tells_of_cause(shadow, clause, time)
    ):
        return True
    if _PUT_OFF.match(shadow, clause.start, time.start) or ends_then(shadow, time) or is_supposed(shadow, clause, time):
        return True
    scenery = time.grain == "month" and time.start == clause.start and _SCENERY.match(shadow, time.end, clause.end)
    if scenery and scenery.end() == clause.end:
        return True  # 四月的英山，茶香四溢
    record = _RECORD.search(shadow, max(clause.start, time.start - 4), clause.end) is not None
    return record and (_HIGHEST if time.since else _SINCE_THEN).match(shadow, time.end) is not None


def _tells_of_cause(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """受清明、“五一”假期出行增加影响，汽油价格上涨2.9%: a time that only tells why."""
    led = _SUFFERS.match(shadow, clause.start, time.start) is not None
    return led and _CAUSE_ENDS.match(shadow, time.end, clause.end + 1) is not None


_SUFFERS = regex.compile(r"(?r)受[^，,。；;：:]{0,24}")
_CAUSE_ENDS = regex.compile(r"[^，,。；;：:]{0,24}(?:影响|拉动|带动|拖累|提振|冲击)(?:[，,]|$)")
_OLD_RECORD = regex.compile(
    r"(?:的)?(?:同期)?(?:历史|最高|最低|单[日月季])?(?:纪录|记录|极值|峰值)(?=[，,。；;]|$)"
)  # 突破11月份|历史纪录
_SCENERY = regex.compile(r"的\p{Han}{2,12}")
_AT_FIRST = regex.compile(r"年初(?:调整)?(?:预算|目标|计划|任务|预期|安排|人代会)")  # 完成年初|预算的58.2%
_PUT_OFF = regex.compile(
    r"(?r)(?:能见度(?:已|直|可)?(?:达|看)?[到至达]|排[到至]了?|延续[到至]|持续[到至]|延长[到至]|推迟[到至]|延期[到至])"
)
_NO_TIME = regex.compile(
    r"届时|到时|(?:报告)?期内|报告期|本期|期间|中期|冬季|夏季|春季|秋季|此前|此后|之前|之后|随后|其后"
)
# 创2021年8月后近33个月新高: how long since, not when.
_RECORD = regex.compile(
    r"(?:创|刷新|写下|是|为)(?:了|自)?[^，,；;。]{3,20}(?:新高|新低|最[高低大小多少好差快慢长短]|首[次度个场位例宗])"
)
_SINCE_THEN = regex.compile(r"(?:以来|[之以]?后|起)[^，,；;。]{0,12}(?:新高|新低|最|首)")
_HIGHEST = regex.compile(r"[^，,；;。]{0,12}(?:新高|新低|最|首)")
_OF_THING = regex.compile(
    r"[“\"「](?:五一|十一|国庆|春节|端午|中秋|清明|元旦|暑期|贺岁)[^，,。；;]{0,5}(?:档|假|黄金周|期间)|(?:同期|同月|同季)?(?:的)?(?:比较)?基期|合约|(?:WTI|布伦特|轻质|原油|黄金|白银|天然气|汽油|大豆|玉米|小麦|铜){0,2}期货|交割|号文|款|\p{Han}{0,6}(?:选举|大选|公投)(?![人权]|[^，,。；;]{0,6}[日\d投])|第[一二三四五六七八九十\d]{1,3}次|[“\"「]?(?:双\s?1[12]|双十[一二]|618|六一八|迎峰度[夏冬])"
)  # 今年第四次刷新纪录, 今年“双11”期间


def before_another(scene: Scene, clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """理想6月交付4.8万辆；蔚来交付2.1万辆，上半年交付8.7万辆；|小鹏交付1.1万辆: where a part of a sentence begins with
    another company, what was told before it in that part and in the first, the nearest first; else nothing."""
    parts = [c for c in clauses if c.opening in ("；", ";") and c.depth == 0 and c.start <= clause.start]
    if len(parts) < _SEVERAL_PARTS:
        return []
    start = parts[-1].start
    named = between(scene.named, start, start + _NAME)
    if not any(n.type == "company" and n.start == start for n in named):
        return []
    told = [c for c in clauses if c.start < parts[0].start or start <= c.start < clause.start]
    return told[::-1][:_PART]


_SEVERAL_PARTS, _NAME, _PART = 2, 16, 8


def runs_by_then(shadow: str, time: TimeExpression, position: int) -> bool:
    """预计2027年6月投产，达产后年产值可达|75亿元: what is told of the years after something has begun."""
    return _RUNS.search(shadow, time.end, position) is not None


_RUNS = regex.compile(
    r"[，,；;。](?:项目|全部|全面|正式|建成)*+(?:达产|满产|投产|达效|投用|投运|运营|建成|竣工)(?:达效|达产)?[之以]?后"
)
