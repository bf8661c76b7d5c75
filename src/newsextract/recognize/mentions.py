"""What recognizing finds: names and titles, in clean coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

NameType = Literal["person", "title", "place", "company", "organization"]


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in the text, typed, with what is known of it.

    ``subtype`` is the entity subtype of the contract; ``key`` joins mentions of one thing (Simplified full form, or a
    division code); ``codes`` are the candidates for GB/T 2260, best first.
    """

    start: int
    end: int
    type: NameType
    subtype: str | None = None
    key: str | None = None
    score: float = 1.0
    rule: str = ""
    codes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
