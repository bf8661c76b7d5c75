"""Figures that tell by a turn of their own what they measure, before any noun is looked for."""

from __future__ import annotations

from newsextract.assemble.alike import counted_in_region, part_of_figure, part_of_task, read_price
from newsextract.assemble.changes import Reading
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.quotations import read_offer
from newsextract.assemble.scene import Scene
from newsextract.assemble.shortly import (
    read_box_office,
    read_casualty,
    read_exchange,
    read_in_bracket,
    read_lasted,
    read_made_of,
    read_paid,
    read_penalty,
    read_result,
    read_village,
    read_wage,
)
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity


def read_pointed(
    scene: Scene,
    words: Wording,
    told: Told,
    at: At,
    quantity: Quantity,
    reading: Reading,
    left: Left,
    right: Phrase | None,
) -> Measure | None:
    """What a figure measures where its turn of speech tells it (造成3死5伤, 1美元兑32元); None where none does."""
    return (
        part_of_figure(scene, words, told, at, quantity)
        or read_lasted(scene, at, quantity)
        or read_exchange(scene, at, quantity)
        or read_made_of(scene, quantity, left)
        or read_casualty(scene, quantity)
        or read_result(scene, at, quantity)
        or read_penalty(scene, quantity)
        or read_box_office(scene, at, quantity)
        or read_offer(scene, at, quantity, left)
        or part_of_task(scene, told, at, left, reading)
        or counted_in_region(scene, told, at, quantity, left, right)
        or read_wage(scene, at, quantity, left)
        or read_paid(scene, words, told, at, quantity, left)
        or read_village(scene, told, at, quantity, left)
        or read_in_bracket(scene, words, told, at, quantity, left)
        or (None if left.phrase is not None else read_price(scene, told, at, quantity))
    )
