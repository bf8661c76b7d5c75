"""One article as it was read, before anything is changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Article:
    """The original text and what is known of where it came from.

    ``text`` is the text that every offset in the record refers to: the decoded bytes, newlines untouched, a BOM kept
    as a character, undecodable bytes as U+FFFD; for HTML the extracted text (then ``extracted`` is true).
    """

    text: str
    name: str
    encoding: str
    sha256: str
    source_id: str | None = None
    uri: str | None = None
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    region: str | None = None
    authors: tuple[str, ...] = ()
    extracted: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
