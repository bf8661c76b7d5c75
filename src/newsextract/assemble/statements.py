"""How a figure is put: as fact, plan, forecast, limit or denial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

import regex

from newsextract.assemble.changes import is_compared
from newsextract.assemble.clauses import Clause
from newsextract.assemble.periods import TO_HAPPEN, Governing, is_moment_named
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Modality
from newsextract.segment.sentences import Sentence

_OPEN, _CLOSE = regex.compile(r"[“「『]"), regex.compile(r"[”」』]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What the words of a sentence say of its figures; carried from clause to clause.

    ``modality`` is that of the clause, ``carried`` what goes on behind it, ``first`` what the sentence began with;
    ``told`` where the clause says that something has happened; ``begun`` once a figure has been told.
    """

    modality: Modality = "actual"
    price_basis: Literal["constant", "current"] | None = None
    release_status: Literal["preliminary", "revised"] | None = None
    carried: Modality = "actual"
    first: Modality = "actual"
    told: bool = False
    begun: bool = False


def read_modality(scene: Scene, words: Wording, clause: Clause, before: Statement) -> Statement:
    """The statement from this clause on: its own cues, else those of the clauses before it in the sentence. A bound
    (不低于60%) and a denial are of their own clause; behind a semicolon the sentence goes on as it began."""
    shadow = scene.clean.shadow
    found, price, release = _find_cues(words, shadow, clause)
    if "planned_weakly" in found and _puts(scene, clause):
        found.remove("planned_weakly")
    told = words.happened.search(shadow, clause.start, clause.end) is not None or _is_past(scene, clause)
    carried: Modality = before.first if clause.opening in ("；", ";") else before.carried
    carried = "actual" if told else carried
    figures = bool(between(scene.quantities, clause.start, clause.end))
    if not found and not figures and _speaks(scene, words, clause):
        return Statement(price_basis=before.price_basis, release_status=before.release_status)  # another voice
    modality = _choose(found, carried)
    if modality == "limit" and carried == "planned" and _MUST.search(shadow, clause.start, clause.end) is None:
        modality = "planned"  # 拟于6个月内，|减持不超过2364万股
    dated = not figures and TO_HAPPEN.search(shadow, clause.start, clause.end) is not None
    goes_on = carried if dated or modality in ("limit", "denied") else modality
    return Statement(
        modality,
        cast('Literal["constant", "current"]', price[0]) if price else before.price_basis,
        cast('Literal["preliminary", "revised"]', release[0]) if release else before.release_status,
        goes_on,
        goes_on if told or not before.begun else before.first,
        told,
        before.begun or figures,
    )


_MUST = regex.compile(r"不[得宜能会应]|[上下]限|封顶|控制|起征|门槛|限[重高载]|最高|最多|原则上|规定")


def _puts(scene: Scene, clause: Clause) -> bool:
    """Whether every 将 of a clause only puts a thing first: 将|英雄互娱|股份全部抛售."""
    starts = {n.start for n in between(scene.named, clause.start, clause.end) if n.type == "company"}
    shadow = scene.clean.shadow
    puts = [at for at in range(clause.start, clause.end) if shadow[at] == "将"]
    return bool(puts) and all(at + 1 in starts for at in puts)


def _find_cues(words: Wording, shadow: str, clause: Clause) -> tuple[list[str], list[str], list[str]]:
    """What the words of the clause say of its modality, its price basis and how final its figures are."""
    if words.cues.search(shadow, clause.start, clause.end) is None:
        return [], [], []
    found, price, release = (
        [label for label, pattern in table if pattern.search(shadow, clause.start, clause.end)]
        for table in (words.modality, words.price_basis, words.release)
    )
    return found, price, release


def _speaks(scene: Scene, words: Wording, clause: Clause) -> bool:
    """Whether the clause only brings in one who speaks: …；财政司司长某某回应，…"""
    person = next((n for n in between(scene.named, clause.start, clause.end) if n.type == "person"), None)
    if person is None:
        return False
    return any(m.end() == clause.end for m in words.speech.finditer(scene.clean.shadow, person.end, clause.end))


def _is_past(scene: Scene, clause: Clause) -> bool:
    """Whether the clause names a time that is over: 越南榴莲对华出口前8个月达12亿美元."""
    day = scene.published.isoformat() if scene.published is not None else None
    shadow = scene.clean.shadow
    return any(
        t.kind in ("date", "period", "relative")
        and ((t.until and day is None) or (t.end_date is not None and day is not None and _is_over(t, day)))
        and not t.same_period
        and not (shadow[t.start - 1 : t.start] in ("由", "从") and shadow[t.end : t.end + 1] == "的")
        and not is_compared(shadow, t)
        for t in between(scene.times, clause.start, clause.end)
    )


def _is_over(time: TimeExpression, day: str) -> bool:
    """截至6月底 is, 到“十四五”末 is not yet."""
    end = time.end_date or ""
    return end <= day if time.until else end < day


def settle_modality(
    scene: Scene, statement: Statement, quantity: Quantity, governing: Governing | None, start: int, budget: bool
) -> Modality:
    """The modality of one figure: what was before is a fact even in a plan (由30%提高到45%), what is told of years to
    come is none, but for what a ``budget`` sets."""
    shadow = scene.clean.shadow
    modality = statement.modality
    if modality in ("planned", "forecast", "limit"):
        local = governing is not None and governing.local
        return "actual" if local or _ORIGIN.match(shadow, start, quantity.start) is not None else modality
    if modality != "actual" or statement.told or budget or governing is None or governing.time is None:
        return modality
    day = scene.published.isoformat() if scene.published is not None else None
    time = governing.time
    past = (time.end_date if time.until or is_moment_named(shadow, time) else time.start_date) or ""
    if day is None or past <= day:
        ahead = day is not None and governing.planned and (time.end_date or "") > day
        return "planned" if ahead else modality
    return "planned"


_ORIGIN = regex.compile(r"(?r)[由从](?:目前的?|现在的?|现时的?|现行的?|此前的?|之前的?|每\p{Han}{1,3})?")


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
