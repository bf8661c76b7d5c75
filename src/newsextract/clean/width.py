"""Line ends, invisible characters, and forms of one character: full width, compatibility ideographs, radicals.

All by tables, one to one; global NFKC would turn ②19 into 219 and ½ into 1⁄2.
"""

from __future__ import annotations

import re
from functools import cache

from newsextract.clean.offsets import Edit
from newsextract.resources import read_table

# Characters that are not seen: C0 and C1 controls but tab and line end, soft hyphen, zero width, bidi, variation
# selectors, tags, interlinear marks, the object replacement character. U+FFFD stays: it marks damage.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e0fff]+"
)
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def find_line_ends(text: str) -> list[Edit]:
    """Edits that make every line end a single line feed."""
    return [Edit(match.start(), match.end(), "\n", "line_end") for match in _LINE_END.finditer(text)]


def find_invisibles(text: str) -> list[Edit]:
    """Edits that drop what is not seen and put U+FFFD for lone surrogates; also the line ends entities left."""
    edits = [Edit(match.start(), match.end(), "", "invisible") for match in _INVISIBLE.finditer(text)]
    edits += [Edit(match.start(), match.end(), "\ufffd", "surrogate") for match in _SURROGATE.finditer(text)]
    edits += find_line_ends(text)
    edits.sort()
    return edits


def find_forms(text: str) -> list[Edit]:
    """Edits, each of equal length, that put the plain form for runs of full-width and compatibility characters."""
    return _find(text, *_forms(spaces=False))


# The middle dot that older newspapers print for a decimal point: only before a unit, for 5·12地震 is a date.
_RAISED_POINT = re.compile(
    r"(?<=[0-9])[·•・](?=[0-9]{1,4}(?:[%‰万亿元倍吨岁亩点]|个?百分点|[美欧日港]元|公[里斤顷]|平方|立方|千瓦|分之)(?!号))"
)


def find_raised_points(text: str) -> list[Edit]:
    """Edits that put a decimal point for a middle dot between the digits of a figure: 2·5%."""
    return [Edit(match.start(), match.end(), ".", "compatibility") for match in _RAISED_POINT.finditer(text)]


_UNIT = (
    r" ?(?:[万億亿萬]?(?:[美港欧歐日]元|[台臺][币幣]|元)"
    r"|[万億亿萬%‰倍股吨噸点點人台臺辆輛套户戶家件斤亩畝]|[个個]?百分[点點]|pct)"
)
_FIGURE = r"[+-]?[0-9]{1,6}(?:\.[0-9]{1,4})?"
# 净利润21.3/22.1/22.9亿元, 同比+18.1%/+3.6%, 2019/2020/2021年: a row of figures.
_SLASHED = re.compile(
    rf"(?:(?<![0-9A-Za-z./+-])|(?<=[A-Za-z])(?=[+-]))(?:[12][0-9]{{3}}(?:/[12][0-9]{{3}}){{1,5}}(?=年)"
    rf"|{_FIGURE}(?:/{_FIGURE}){{1,6}}(?={_UNIT})|{_FIGURE}%(?:/{_FIGURE}%){{1,6}})"
)
# 2024/10/31 is a date, 2/3 a fraction, 15.1/10万 a rate.
_NO_ROW = re.compile(r"[12][0-9]{3}/[0-9]{1,2}(?:/|$)|[0-9]/[0-9]$|[0-9.]{1,12}/10{0,4}$")


def find_slashed_rows(text: str) -> list[Edit]:
    """Edits that put 、 for the slashes of a row of figures that share a unit, or of years."""
    if "/" not in text:
        return []
    rows = (match for match in _SLASHED.finditer(text) if _NO_ROW.match(match.group()) is None)
    return [
        Edit(at, at + 1, "、", "compatibility")
        for match in rows
        for at in range(match.start(), match.end())
        if text[at] == "/"
    ]


def find_spaces(text: str) -> list[Edit]:
    """Edits of equal length that make every kind of space a plain one; done last, for widths of gaps tell words."""
    return _find(text, *_forms(spaces=True))


def _find(text: str, table: dict[str, tuple[str, str]], patterns: tuple[re.Pattern[str], ...]) -> list[Edit]:
    edits = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            run = match.group()
            if len(run) == 1:  # nearly always: a full-width comma
                edits.append(Edit(match.start(), match.end(), *table[run]))
            else:
                plain = "".join([table.get(char, (char,))[0] for char in run])
                edits.append(Edit(match.start(), match.end(), plain, table[run[0]][1]))
    edits.sort()
    return edits


@cache
def _forms(*, spaces: bool) -> tuple[dict[str, tuple[str, str]], tuple[re.Pattern[str], ...]]:
    """The table and its patterns: apart for the astral planes, for ``re`` has bit maps for the basic plane alone."""
    rows = read_table("lexicons/widths.tsv", 3)
    table = {row[0]: (row[1], row[2]) for row in rows if (row[2] == "space") is spaces}
    basic = re.escape("".join(char for char in table if char <= "\uffff"))
    astral = [char for char in table if char > "\uffff"]
    classes = [basic] + ([f"{min(astral)}-{max(astral)}"] if astral else [])
    return table, tuple(re.compile(f"[{chars}]+") for chars in classes)
