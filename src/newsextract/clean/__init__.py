"""Cleaning: noise is removed with an edit log and an offset map; layout is labelled, never deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from newsextract.clean.cleaned import CleanText
from newsextract.clean.damage import find_damage
from newsextract.clean.layout import find_blocks
from newsextract.clean.markup import find_entities, find_tags
from newsextract.clean.masthead import Masthead, find_masthead
from newsextract.clean.offsets import Edit, OffsetMap, apply_edits, compose_edits
from newsextract.clean.residue import find_residue
from newsextract.clean.script import detect_script, simplify
from newsextract.clean.spacing import find_doubled_punctuation, find_letter_spacing
from newsextract.clean.width import (
    find_forms,
    find_invisibles,
    find_line_ends,
    find_raised_points,
    find_slashed_rows,
    find_spaces,
)
from newsextract.clean.wraps import find_line_wraps
from newsextract.read.article import Article

# In this order: each stage may rely on what the ones before it made plain.
STAGES: tuple[Callable[[str], Sequence[Edit]], ...] = (
    find_line_ends,
    find_tags,
    find_entities,
    find_invisibles,
    find_line_wraps,  # while widths are still those of the page
    find_forms,
    find_raised_points,  # once digits are plain
    find_slashed_rows,
    find_residue,
    find_doubled_punctuation,
    find_letter_spacing,
    find_spaces,
)


__all__ = ["CleanText", "Masthead", "clean_article", "clean_text", "find_masthead", "strip_noise"]


def clean_article(article: Article) -> CleanText:
    """The article's text cleaned, its layout labelled with the help of what the input said about it."""
    return clean_text(article.text, title=article.title)


def clean_text(text: str, *, title: str | None = None) -> CleanText:
    """A text cleaned and labelled; ``title`` is the headline where the input knows it."""
    cleaned, offsets, edits, counts = strip_noise(text)
    shadow = simplify(cleaned)
    return CleanText(
        original=text,
        text=cleaned,
        shadow=shadow,
        offsets=offsets,
        edits=edits,
        counts=counts,
        damaged=find_damage(cleaned),
        script=detect_script(cleaned, shadow),
        blocks=find_blocks(cleaned, shadow, title),
    )


def strip_noise(text: str) -> tuple[str, OffsetMap, tuple[Edit, ...], dict[str, int]]:
    """The text without its noise, the map back, the edit log in original coordinates, and counts by kind of noise."""
    offsets = OffsetMap.identity(len(text))
    log: tuple[Edit, ...] = ()
    counts: Counter[str] = Counter()
    for stage in STAGES:
        edits = stage(text)
        if edits:
            counts.update(edit.kind for edit in edits)
            offsets = offsets.apply(edits)
            log = compose_edits(log, edits, text)
            text = apply_edits(text, edits)
    return text, offsets, log, dict(counts)
