"""What cleaning hands to every later stage.

All later stages work in clean coordinates: code point positions in ``CleanText.text``, which has the same length as
``CleanText.shadow``, its Simplified twin on which all matching is done. Only ``assemble`` goes back to the original,
through ``CleanText.span``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from newsextract.clean.offsets import Edit, OffsetMap
from newsextract.record import Mention, Range


class Label(StrEnum):
    """What a block of the layout is."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"  # 新华社北京1月4日电（记者…）: a span at the head of a paragraph
    BYLINE = "byline"  # （孔國俊 楊彪), 记者：…, at either end
    BODY = "body"  # an ordinary paragraph
    CAPTION = "caption"  # a photo caption between paragraphs
    TABLE = "table"  # a row of a table written in text
    METADATA = "metadata"  # a line of date, source, channel path
    BOILERPLATE = "boilerplate"  # 责任编辑, 分享到, copyright, related links: yields no facts
    DUPLICATE = "duplicate"  # a paragraph or caption that says the same as an earlier one


@dataclass(frozen=True, slots=True)
class Block:
    """A labelled stretch of the clean text. Blocks are sorted and do not overlap; DATELINE and BYLINE blocks cut the
    paragraph that holds them, so that the BODY block begins behind the dateline. ``paragraph`` numbers the line."""

    start: int
    end: int
    label: Label
    paragraph: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned article and the way back to its original."""

    original: str
    text: str
    shadow: str
    offsets: OffsetMap
    edits: tuple[Edit, ...]
    counts: Mapping[str, int]
    damaged: tuple[Range, ...]  # clean ranges of residue that cannot be repaired: kept out of names and facts
    script: Literal["Hans", "Hant", "mixed"] | None
    blocks: tuple[Block, ...]

    def span(self, start: int, end: int) -> Range:
        """The original range of the clean range [start, end): what law 1 is about."""
        return self.offsets.to_original(start, end)

    def mention(self, start: int, end: int) -> Mention:
        """The clean range as a Mention in original coordinates."""
        a, b = self.offsets.to_original(start, end)
        return Mention(a, b, self.original[a:b], self.text[start:end])
