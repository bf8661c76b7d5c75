"""Numbers that measure nothing: the bound of a group (60岁以上人口, 5000万元以上项目), an hour (下午1点…，3点…)."""

from __future__ import annotations

import regex

from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At
from newsextract.measure.values import Quantity


def bounds_only(scene: Scene, at: At, quantity: Quantity) -> str | None:
    """Why a number measures nothing: it bounds a group, or is an hour; else None."""
    if quantity.unit == "点" and _is_hour(scene, at, quantity):
        return "hour"
    if quantity.unit == "kV" and _LINES.match(scene.clean.shadow, quantity.end) is not None:
        return "group"  # 10千伏|线路
    if quantity.unit == "个" and _STEPS.match(scene.clean.shadow, quantity.end) is not None:
        return "group"  # 连跨|三个|百亿台阶
    return "group" if _names_group(scene.clean.shadow, quantity) else None


def _names_group(shadow: str, quantity: Quantity) -> bool:
    """Whether a number only bounds a group: 60岁以上|人口, 待售3年以上|的面积, 600分以上|考生."""
    if quantity.kind == "number":
        return shadow.startswith("吨级", quantity.end)  # 25万|吨级泊位
    if quantity.unit == "人" and _SIZED.match(shadow, quantity.end) is not None:
        return True  # 56人以上|大班额127个
    patterns = {"age": _GROUP, "duration": _HELD_FOR, "money": _WORTH}
    group = patterns.get("age" if quantity.kind == "age" else quantity.dimension or "")
    group = _SCORED if quantity.unit == "分" else group
    return group is not None and group.match(shadow, quantity.end) is not None


# 60岁以上老年人, 45岁以下的占四成二: not anyone's age, the name of a group.
_GROUP = regex.compile(
    r"(?:及?以[上下])?(?:的?(?:(?:劳动年龄|常住|户籍)?人口|老年人|老人|长者|居民|儿童|少年|青年|青少年|妇女|女性|男性|人群|劳动力|群体|职工|参保人|失业率|就业率|参与率|年龄[组层段]|组(?!织)|族群|网民|成年人|青壮年)|(?:的|者)?(?:约|仅|将近|近)?占)"
)
# 600分以上考生达312人: the name of a group, too.
_SCORED = regex.compile(r"(?:及?以[上下])?的?(?:高分段?)?(?:考生|学生|人数|同学|学子|高分)")
_WORTH = regex.compile(
    r"(?<=以上)的?\p{Han}{0,6}(?:项目|企业|工程|合同|产业)\d|(?<=以[上下])的(?:行政)?(?:村|农户|家庭|经营主体)"
)  # 5000万元以上|项目836个
_SIZED = regex.compile(
    r"(?<=以[上下])的?(?:较大|重大|道路|生产|安全|交通){0,3}事故|(?<=以[上下])的?\p{Han}{2,6}(?:约|近|达)?\d"
)
# 待售3年以上|的面积; 判处五年以上|有期徒刑至死刑的5632人
_HELD_FOR = regex.compile(r"(?<=以[上下内])的\p{Han}{2}|(?<=以上)有期徒刑[^，,。；;\d]{0,14}\d")


def _is_hour(scene: Scene, at: At, quantity: Quantity) -> bool:
    """下午1点车速48公里，|3点|车速52公里: an hour, where the sentence has told one before; not 恒指跌|12点."""
    value = quantity.value
    if value is None or value != value.to_integral_value() or not 0 <= value <= _LAST_HOUR:
        return False
    if scene.clean.shadow[quantity.start : quantity.end].strip("0123456789") != "点" or at.start != at.clause.start:
        return False
    clocks = (t for t in between(scene.times, at.sentence.start, quantity.start) if t.clock is not None)
    return next(clocks, None) is not None and not scene.clean.shadow[at.clause.start : quantity.start].strip()


_STEPS = regex.compile(r"(?:[百千]?[万亿]元?级?)?(?:大?台阶|大关|关口)")
_LINES = regex.compile(r"(?:及?以上)?(?:线路|输电|变电|配电|电网|主变|架空|电缆|母线)")
_LAST_HOUR = 24
