"""Companies that stand in Latin letters: by their legal form, by the kind before them, by the office behind them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import new_mention
from newsextract.recognize.mentions import NameMention

_WORD = r"[A-Z][A-Za-z0-9&'’-]{0,40}+(?:\.[A-Za-z0-9]{1,40}+)?"
_NAME = rf"(?<![A-Za-z0-9]){_WORD}(?: (?:{_WORD}|&)){{0,3}}"
_LEGAL = (
    r"(?:Inc|Corp|Corporation|Co\.?,? Ltd|Ltd|Limited|PLC|plc|LLC|GmbH|AG|SE|[NB]\.?V|S\.A|A/S|ASA|AB|SpA"
    r"|Holdings?|Group)"
)
_FORMED = regex.compile(rf"(?P<name>{_NAME},? {_LEGAL})(?![A-Za-z])")
_KIND = r"(?:公司|企业|巨头|厂商|大厂|车企|药企|开发商|运营商|制造商|供应商|独角兽|零售商|券商|投行)"
_INTRODUCED = regex.compile(rf"{_KIND}(?P<name>{_NAME})(?![A-Za-z0-9])")
_HELD = regex.compile(
    rf"(?P<name>{_NAME})(?=(?:公司)?(?:联合)?(?:创始人|创办人|首席|董事长|总裁|总经理|执行长|CEO|CFO|COO|CTO|高管|旗下|股价))"
)


def find_latin(shadow: str) -> Iterator[NameMention]:
    """Companies by Latin names: Siemens Energy AG, 初创公司|Figure AI, Figure AI|创始人."""
    for match in _FORMED.finditer(shadow):
        yield _company(match, 0.9)
    for pattern in (_INTRODUCED, _HELD):
        for match in pattern.finditer(shadow):
            if _is_name(match["name"]):
                yield _company(match, 0.8)


def _company(match: regex.Match[str], score: float) -> NameMention:
    return new_mention(match.start("name"), match.end("name"), "company", "latin", score)


def _is_name(text: str) -> bool:
    """Whether Latin words may name a company: not all in capitals (CEO, ESG), no word for a thing (App, Pre)."""
    first = regex.split(r"[ .-]", text, maxsplit=1)[0]
    return text.upper() != text and len(text) > 2 and first not in lexicon.generic_bodies()
