"""How a figure is put: as fact, plan, forecast, limit or denial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.wording import Wording
from newsextract.record import Modality
from newsextract.segment.sentences import Sentence

_OPEN, _CLOSE = regex.compile(r"[“「『]"), regex.compile(r"[”」』]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the words of a sentence say of its figures; carried from clause to clause."""

    modality: Modality = "actual"
    price_basis: Literal["constant", "current"] | None = None
    release_status: Literal["preliminary", "revised"] | None = None


def read_modality(scene: Scene, words: Wording, clause: Clause, before: Statement) -> Statement:
    """The statement from this clause on: its own cues, else those of the clauses before it in the sentence."""
    shadow = scene.clean.shadow
    found = [label for label, pattern in words.modality if pattern.search(shadow, clause.start, clause.end)]
    price = [label for label, pattern in words.price_basis if pattern.search(shadow, clause.start, clause.end)]
    release = [label for label, pattern in words.release if pattern.search(shadow, clause.start, clause.end)]
    past = any(t.kind in ("date", "period") and t.until for t in between(scene.times, clause.start, clause.end))
    carried: Modality = "actual" if past else before.modality
    return Statement(
        _choose(found, carried),
        cast('Literal["constant", "current"]', price[0]) if price else before.price_basis,
        cast('Literal["preliminary", "revised"]', release[0]) if release else before.release_status,
    )


def is_denied(scene: Scene, words: Wording, sentence: Sentence, position: int) -> bool:
    """Whether a figure stands in a quotation that the sentence denies: 网传“超过20人”，官方明确否认."""
    shadow = scene.clean.shadow
    close = _CLOSE.search(shadow, position, sentence.end)
    if close is None or _OPEN.search(shadow, position, close.start()) is not None:
        return False
    if _OPEN.search(shadow, sentence.start, position) is None:
        return False
    denied = dict(words.modality)["denied"]
    return denied.search(shadow, close.end(), sentence.end) is not None


def _choose(found: list[str], carried: Modality) -> Modality:
    """The first cue of the clause; a bare 将 gives way to what the sentence said before it."""
    if not found or (found[0] == "planned_weakly" and carried != "actual"):
        return carried
    return cast(Modality, found[0].removesuffix("_weakly"))
