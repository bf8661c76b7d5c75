"""What stands between a number and what it counts: 2米高|海啸, 4人当场|死亡."""

from __future__ import annotations

import regex

_TALL = regex.compile(r"[高长宽深厚]的?(?=\p{Han}{2})(?!度|压|速|铁|江|期|城|安|沙)")
_OF_PEOPLE = regex.compile(
    r"(?:当场|当即|不幸|先后|相继|最终|已经?|仍|均|都|全部|重度|意外|(?:经|送医后?|送院后?)?(?:抢救|救治|急救)无效|就地|集体|紧急"
    r"|被紧急|因伤|后){1,3}"
)


def past_extent(shadow: str, start: int, end: int) -> int:
    """Behind 高, 长 and the like where a length stands right before."""
    match = _TALL.match(shadow, start, end) if shadow[start - 1] in "米里尺" else None
    return start if match is None else match.end()


def past_manner(shadow: str, start: int, end: int) -> int:
    """Behind how something befell the people that a number counts."""
    match = _OF_PEOPLE.match(shadow, start, end)
    return start if match is None else match.end()
