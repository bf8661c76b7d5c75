"""Figures told in few words: 造成2死3伤, 留宿旅客（414.1万人次）减少1.7%."""

from __future__ import annotations

from newsextract.assemble.phrases import Left, read_left
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity
from newsextract.segment.words import ends_in_noun

_CASUALTIES = {"死": "死亡", "亡": "死亡", "伤": "受伤", "失": "失联"}


def read_casualty(scene: Scene, quantity: Quantity) -> Measure | None:
    """造成3|死|5|伤: what the people that are counted so shortly came to."""
    what = _CASUALTIES.get(scene.clean.shadow[quantity.end : quantity.end + 1])
    return Measure(what, None, None, "predicate") if quantity.rule == "casualty" and what is not None else None


def as_written(scene: Scene, words: str) -> str:
    """Words that stand nowhere in the article, with its own characters where it has them: 受傷 beside 3傷."""
    places = (scene.clean.shadow.find(character) for character in words)
    return "".join(c if at < 0 else scene.clean.text[at] for c, at in zip(words, places, strict=True))


def read_in_bracket(scene: Scene, words: Wording, told: Told, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """留宿旅客（414.1万人次）减少1.7%: what stands right before the bracket, of the one figure that it holds."""
    shadow, start = scene.clean.shadow, at.clause.start
    if not at.clause.depth or left.phrase is not None or at.start != start or shadow[start : quantity.start].strip():
        return None
    if quantity.kind != "amount" or quantity.end != at.clause.end:
        return None
    outer = next((c for c in at.clauses if c.depth == 0 and c.start < start < c.end), None)
    if outer is None:
        return None
    before = between(scene.quantities, outer.start, start)[-1:]
    phrase = read_left(scene, words, outer, before[0].end if before else outer.start, start - 1).phrase
    if phrase is None or phrase.end != start - 1 or not ends_in_noun(phrase.words):
        return None
    return Measure(phrase.words, phrase, told.same(phrase.words), "left-noun")
