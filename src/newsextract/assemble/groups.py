"""Numbers that only bound a group: 60岁以上人口, 5000万元以上项目."""

from __future__ import annotations

import regex

from newsextract.measure.values import Quantity


def names_group(shadow: str, quantity: Quantity) -> bool:
    """Whether a number only bounds a group: 60岁以上|人口, 待售3年以上|的面积, 600分以上|考生."""
    patterns = {"age": _GROUP, "duration": _HELD_FOR, "money": _WORTH}
    group = patterns.get("age" if quantity.kind == "age" else quantity.dimension or "")
    group = _SCORED if quantity.unit == "分" else group
    return group is not None and group.match(shadow, quantity.end) is not None


# 60岁以上老年人, 45岁以下的占四成二: not anyone's age, the name of a group.
_GROUP = regex.compile(
    r"(?:及?以[上下])?(?:的?(?:(?:劳动年龄|常住|户籍)?人口|老年人|老人|长者|居民|儿童|少年|青年|青少年|妇女|女性|男性|人群|劳动力|群体|职工|参保人)|(?:的|者)?(?:约|仅|将近|近)?占)"
)
# 600分以上考生达312人: the name of a group, too.
_SCORED = regex.compile(r"(?:及?以[上下])?的?(?:高分段?)?(?:考生|学生|人数|同学|学子|高分)")
_WORTH = regex.compile(r"(?<=以上)的?\p{Han}{0,6}(?:项目|企业|工程|合同|产业)\d")  # 5000万元以上|项目836个
_HELD_FOR = regex.compile(r"(?<=以[上下内])的\p{Han}{2}")  # 待售3年以上|的面积
