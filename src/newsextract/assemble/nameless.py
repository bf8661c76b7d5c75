"""Words before a figure that name no measure, however they are cut: what is left of a verb or of a clause."""

from __future__ import annotations

import regex

from newsextract.assemble.indicators import is_known_indicator


def names_nothing(words: str) -> bool:
    """Whether a phrase ends in what wants something behind it (带着|五十个人, 放在|副项上), or is a clause's opening
    (鉴于|三人的关系): no name of a measure."""
    return _WANTING.search(words) is not None and not is_known_indicator(words)


_WANTING = regex.compile(
    r"(?:[了着而把将与和或并给]|(?<![惠涉普顾危波触提遍])及|(?<![存现所内])在|(?<![优低高多少归属])于|(?<![应不最老反])对|(?<!自)从|(?<![但可就总还])是|"
    r"[罕只仅没]有|^有|觉得|[只还]剩|[做变分]成|[成作]为|[视改称]为|直到|等到|轮到|[看听感]到|[涉波]及|基于|处于|位于|"
    r"[这那哪](?:[个种项批])?|一[个种]|^[\d一二三四五六七八九十]{1,3}年[多余]?来|"
    r"(?:车间|园区|厂区|基地|校园|现场|展[馆厅区]|展览馆|大厅|仓库|大棚|教室|病房|商场|广场|公园|会场|店|馆)(?:内|里|上|中|外|旁))$"
)
