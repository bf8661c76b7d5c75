"""Damage that cannot be repaired: lost bytes and what is left of residue around them. Flagged, never touched."""

from __future__ import annotations

import regex

from newsextract.clean.residue import is_syllable
from newsextract.record import Range

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_WORD = regex.compile(rf"(?<![\p{{L}}])[a-zü]{{0,3}}+[{_TONED}][a-zü]{{0,3}}+(?![\p{{L}}--\p{{Han}}])", regex.V1)
_UNDECODED = regex.compile("\ufffd++")
# Bopomofo, kana, private use: what misread double bytes turn into among ideographs.
_GARBLED = r"\u3105-\u312f\u3040-\u30ff\ue000-\uf8ff"
_HEAD = regex.compile(rf"(?r)\p{{Han}}?[{_GARBLED}]*[?？!！]?[A-Za-z@^`{{|}}~{_GARBLED}]?\(?")
_TAIL = regex.compile(rf"\)\p{{Han}}{{0,6}}+[{_GARBLED}][\p{{Han}}{_GARBLED}]{{0,12}}+|\)")


def find_damage(text: str) -> tuple[Range, ...]:
    """Ranges of the cleaned text that hold undecodable bytes (U+FFFD) or broken residue: 燃?xì)獗, 平ㄔO(shè)."""
    found = [Range(*match.span()) for match in _UNDECODED.finditer(text)]
    for match in _WORD.finditer(text):
        broken = _broken_residue(text, *match.span())
        if broken is not None and is_syllable(match.group()):
            found.append(broken)
    return _merge(sorted(found))


def _broken_residue(text: str, start: int, end: int) -> Range | None:
    opened = text[start - 1 : start] == "("
    tail = _TAIL.match(text, end)
    if not opened and tail is None:
        return None
    if opened and tail is None:
        return Range(start - 1, end) if _is_cut_off(text, end) else None
    before = text[start - 2 : start - 1] if opened else ""
    if opened and not _is_garbage(text, start - 2, before):
        return None
    head = _HEAD.match(text, 0, start)
    return Range(head.start() if head else start, tail.end() if tail else end)


def _is_cut_off(text: str, end: int) -> bool:
    """Whether the bracket does not close where a syllable's bracket would, on its line."""
    rest = text[end : end + 30].partition("\n")[0]
    return ")" not in rest


def _is_garbage(text: str, at: int, char: str) -> bool:
    """Whether the character before the bracket is a stray byte: one ASCII letter or sign behind an ideograph."""
    if regex.match(f"[{_GARBLED}]", char):
        return True
    alone = at <= 0 or not (text[at - 1].isascii() and text[at - 1].isalnum())
    return bool(regex.match(r"[A-Za-z@^`{|}~?]", char)) and alone


def _merge(ranges: list[Range]) -> tuple[Range, ...]:
    out: list[Range] = []
    for item in ranges:
        if out and item.start <= out[-1].end:
            out[-1] = Range(out[-1].start, max(out[-1].end, item.end))
        else:
            out.append(item)
    return tuple(out)
