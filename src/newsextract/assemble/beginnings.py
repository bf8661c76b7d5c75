"""Times that tell when something began, and none of the figures told behind: 成立于2005年, 于2021年11月开工."""

from __future__ import annotations

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.scene import Scene
from newsextract.measure.values import TimeExpression

_FOUNDED = regex.compile(
    r"(?:成立|创办|创立|创建|始建|建成|出生(?!人口|率|数|[\d一二三四五六七八九十])|生于|上市(?!量|价|均价|数量|总量|旺季|高峰|公司|\p{Han}{0,2}企|企业|银行|券商|房企|新)|设立)于?"
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


def was_then(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """占收入4.2%，|上年|为4.6%: told of an earlier time by the way, and of that one figure alone."""
    if clause.opening not in ("，", ",") or shadow[clause.start : time.start].strip():
        return False
    return _EARLIER.match(shadow, time.start) is not None and _WAS.match(shadow, time.end) is not None


_EARLIER = regex.compile(r"[上去前]一?年|上季|上个?月")
_WAS = regex.compile(r"(?:同期)?则?[为是](?:约|近)?[-\d]")


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
