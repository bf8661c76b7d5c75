"""Time tokens: the steps of which dates are made, e.g. 2023年, 前三季度, 8日, 下午, 14时23分.

One cheap scan stops at the characters a token may begin with; there the patterns of ``patterns/times.toml`` and the
words of the lexicons are tried. Linear in the text: each stop costs a bounded match.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from newsextract.errors import DataError
from newsextract.measure.calendar import festivals
from newsextract.resources import read_table, read_toml

Value = int | str | None

CHINESE_DIGITS = "零〇○一二三四五六七八九十廿卅两"
DIGITS = frozenset(CHINESE_DIGITS + "0123456789")
_DIGIT_RUN = re.compile(f"(?:[0-9]++|[{CHINESE_DIGITS}百千]++) ?")
_DIGIT_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SPECIAL = {"元": 1, "首": 1, "廿": 20, "卅": 30}
# What may stand behind the digits of a token; it keeps the scan from stopping at every number.
_CUES = "年月日号时点世个季周天小分秒钟礼星工交多余来半刻学财期末几QqHh和及与 \\-–—―~～ー至到、/:："
_OPENS = frozenset('“"「')
_GUARDED_BEFORE = "年逢历"
_GUARDED_AFTER = re.compile(
    r"节气|节|当天|当日|期间|假期|长假|小长假|黄金周|前夕|前后|连假|档期?|祭|大促|购物|过后|日|这天|之[前后夜日]"
)
_NO_TERM = {"雨水": "少多偏充丰不均匀调足灾量情较和的"}  # 今年雨水|少: rain, not the term
# “五一”假期, “十一”黄金周
_QUOTED_AFTER = re.compile(r"[”\"」](?:国际)?(?:节|假期|假日|长假|小长假|黄金周|期间|连假|档期?)")


class Token(NamedTuple):
    """A step of a date; ``values`` are what its pattern captured."""

    start: int
    end: int
    kind: str
    values: tuple[Value, ...]


class _Word(NamedTuple):
    text: str
    kind: str
    values: tuple[Value, ...]
    before: str
    no_number_before: bool
    after: str
    guarded: bool


class _Rules(NamedTuple):
    match: Callable[[str, int], re.Match[str] | None]
    kinds: dict[str, tuple[str, int, int]]


@lru_cache(maxsize=4096)
def read_value(text: str | None) -> Value:
    """A captured number as int (Arabic, positional 二〇二四, counted 二十三, 初八), anything else as it is."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    if text in _SPECIAL:
        return _SPECIAL[text]
    body = text[1:] if text[0] in "初零" and len(text) > 1 else text
    if body.isdecimal():
        return int(body)
    if all(c in _DIGIT_VALUE for c in body):
        return int("".join(str(_DIGIT_VALUE[c]) for c in body))
    value = _counted(body)
    return text if value is None else value


def int_of(value: Value) -> int:
    """The value where it is a number, else 0."""
    return value if isinstance(value, int) else 0


def _counted(text: str) -> int | None:
    total, current = 0, None
    for c in text:
        if c in _DIGIT_VALUE:
            current = _DIGIT_VALUE[c]
        elif c in "十百千":
            total += (1 if current is None else current) * {"十": 10, "百": 100, "千": 1000}[c]
            current = None
        elif c in "廿卅":
            total += 20 if c == "廿" else 30
        else:
            return None
    return total + (current or 0)


class TokenRow(NamedTuple):
    """A pattern of ``patterns/times.toml``: where it may begin, what may follow there, whether it only continues."""

    kind: str
    first: str
    second: str
    behind: str
    pattern: str
    attach: bool


@cache
def token_rows() -> tuple[TokenRow, ...]:
    """The patterns with their fragments filled in, in the order of the file."""
    data = read_toml("patterns/times.toml")
    fragments: dict[str, str] = {}
    for name, text in data["fragments"].items():
        fragments[name] = _expand(text, fragments)
    rows = []
    for row in data["token"]:
        first, second = (_characters(row.get(key, "")) for key in ("first", "second"))
        pattern, behind = _expand(row["pattern"], fragments), row.get("behind", "")
        rows.append(TokenRow(row["kind"], first, second, behind, pattern, row.get("attach", False)))
    return tuple(rows)


def _characters(text: str) -> str:
    return text.replace("D", "0123456789").replace("C", CHINESE_DIGITS)


def _expand(text: str, fragments: dict[str, str]) -> str:
    return re.sub(r"\{([a-z]\w*)\}", lambda m: fragments[m.group(1)], text)


@cache
def _rules(first: str, attached: bool, cue: str) -> _Rules | None:
    """The patterns that may begin with the character; ``attached``: right behind another token; ``cue``: what follows
    the run of digits that it begins, empty where no pattern asks for that character."""
    rows = enumerate(token_rows())
    fitting = [
        n
        for n, row in rows
        if first in row.first
        and (attached or not row.attach)
        and (first not in DIGITS or not row.behind or (cue and cue in row.behind))
    ]
    return _alternation(tuple(fitting)) if fitting else None


@cache
def _alternation(numbers: tuple[int, ...]) -> _Rules:
    """Those patterns as one alternation."""
    parts: list[str] = []
    kinds: dict[str, tuple[str, int, int]] = {}
    count = 0
    for row in map(token_rows().__getitem__, numbers):
        groups = count_groups(row.pattern)
        name = f"t{len(parts)}"
        parts.append(f"(?P<{name}>{_shift_references(row.pattern, count + 1)})")
        kinds[name] = (row.kind, count + 2, count + 2 + groups)
        count += groups + 1
    return _Rules(re.compile("|".join(parts)).match, kinds)


@cache
def _cues() -> frozenset[str]:
    return frozenset("".join(row.behind for row in token_rows()))


def count_groups(pattern: str) -> int:
    """How many groups a pattern has, without the cost of compiling it."""
    return len(_GROUP.findall(_NO_GROUP.sub("x", pattern)))


_NO_GROUP = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")  # what is escaped, and sets of characters
_GROUP = re.compile(r"\((?:(?!\?)|\?P<)")


def _shift_references(pattern: str, by: int) -> str:
    """The pattern behind ``by`` groups: its references to groups count on."""
    return re.sub(r"(?<!\\)\\([1-9])", lambda match: f"\\{int(match.group(1)) + by}", pattern)


@cache
def _words() -> dict[str, tuple[_Word, ...]]:
    """Words and festivals by first character, longest first."""
    found: dict[str, list[_Word]] = {}
    for word, kind, values, before, after in read_table("lexicons/periods.tsv", 5):
        parsed = tuple(_signed(v) for v in values.split(" "))
        row = _Word(word, kind, parsed, before.replace("^", ""), "^" in before, after, False)
        found.setdefault(word[0], []).append(row)
    for name, days in festivals().items():
        found.setdefault(name[0], []).append(
            _Word(name, "festival", (name,), "", False, _NO_TERM.get(name, ""), not days[0].bare)
        )
    for rows in found.values():
        rows.sort(key=lambda row: -len(row.text))
    if not found:
        raise DataError("lexicons/periods.tsv: no words; reinstall the package")
    return {first: tuple(rows) for first, rows in found.items()}


def _signed(text: str) -> Value:
    return int(text) if text.lstrip("-").isdecimal() else text


@cache
def _gate() -> re.Pattern[str]:
    """Where a token may begin: a run of digits before a cue, or two characters that some token begins with.

    Every branch begins with a literal: so the scan skips whatever is no first character without trying a branch.
    """
    pairs: dict[str, set[str]] = {}
    for row in token_rows():
        for first in () if row.attach else row.first:
            pairs.setdefault(first, set()).update(row.second)
    for first, words in _words().items():
        pairs.setdefault(first, set()).update(word.text[1] for word in words)
    run = CHINESE_DIGITS + "百千"
    branches = [re.escape(w.text) for c in CHINESE_DIGITS for w in _words().get(c, ())]
    branches += [f"{d}(?<![0-9]{d})[0-9]*+(?=[{_CUES}]|(?<=[0-9]{{8}})|(?<=[0-9]{{3}})[.])" for d in "0123456789"]
    branches += [f"{c}(?<![{run}]{c})[{run}]*+(?=[{_CUES}])" for c in run]
    for first in sorted(pairs.keys() - set(run) - set("0123456789")):
        branches.append(f"{re.escape(first)}(?=[{re.escape(''.join(sorted(pairs[first])))}])")
    return re.compile("|".join(branches))


def find_tokens(text: str) -> Iterator[Token]:
    """The time tokens of the text from left to right, not overlapping."""
    done, words = 0, _words()
    for stop in _gate().finditer(text):
        at = stop.start()
        if at < done:
            continue
        token = _token_at(text, at, words, False)
        while token is not None:
            yield token
            done = token.end
            token = _token_at(text, done, words, True) if done < len(text) else None


def _token_at(text: str, at: int, words: dict[str, tuple[_Word, ...]], behind: bool) -> Token | None:
    first, cue = text[at], ""
    if first in DIGITS and (run := _DIGIT_RUN.match(text, at)) is not None:
        cue = text[run.end() : run.end() + 1]
        cue = cue if cue in _cues() else ""
    if (rules := _rules(first, behind, cue)) is not None and (m := rules.match(text, at)) is not None:
        kind, low, high = rules.kinds[m.lastgroup or ""]
        return Token(at, m.end(), kind, tuple([read_value(m.group(i)) for i in range(low, high)]))
    for word in words.get(first, ()):
        if text.startswith(word.text, at) and _allowed(word, text, at):
            return Token(at, at + len(word.text), word.kind, word.values)
    return None


def _allowed(word: _Word, text: str, at: int) -> bool:
    before = text[at - 1] if at else ""
    if before and (before == "《" or before in word.before or (word.no_number_before and _is_number(before))):
        return False
    end = at + len(word.text)
    if end < len(text) and text[end] in word.after:
        return False
    if word.guarded:
        alone = before in {"", "\n"} and text[end : end + 1] in {"", "\n"}
        quoted = before in _OPENS and _QUOTED_AFTER.match(text, end) is not None
        return alone or quoted or bool(before and before in _GUARDED_BEFORE) or bool(_GUARDED_AFTER.match(text, end))
    return True


def _is_number(char: str) -> bool:
    return char in CHINESE_DIGITS or "0" <= char <= "9"
