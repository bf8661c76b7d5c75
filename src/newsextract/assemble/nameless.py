"""Words before a figure that name no measure, however they are cut: what is left of a verb or of a clause."""

from __future__ import annotations

import regex

from newsextract.assemble.indicators import is_known_indicator


def names_nothing(words: str) -> bool:
    """Whether a phrase ends in what wants something behind it (带着|五十个人, 放在|副项上), or is a clause's opening
    (鉴于|三人的关系): no name of a measure."""
    return _WANTING.search(words) is not None and not is_known_indicator(words)


_WANTING = regex.compile(
    r"(?:[了着而把将与和及或并给]|(?<![存现所内])在|(?<![优低高多少归属])于|(?<![应不最老反])对|(?<!自)从|(?<![但可就总还])是|"
    r"[罕只仅没]有|^有|觉得|[只还]剩|[做变分]成|[成作]为|[视改称]为|直到|等到|轮到|[看听感涉]及?到|涉及|基于|处于|位于|[这那哪](?:[个种项批])?|一[个种]|^[\d一二三四五六七八九十]{1,3}年[多余]?来)$"
)
