"""How found names are scored in the types of each corpus: exact spans and types, micro F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

DEV = ("msra.dev", "uner_gsd_trad.odd", "uner_gsdsimp.odd", "cluener.dev", "resume.dev")
COARSE = {"PERSON": "PER", "PLACE": "LOC", "COMPANY": "ORG", "GOVERNMENT": "ORG", "ORGANIZATION": "ORG", "SCENE": "LOC"}
FIVE = {"PERSON": "name", "TITLE": "position", "PLACE": "address", "COMPANY": "company", "GOVERNMENT": "organization",
        "ORGANIZATION": "organization", "SCENE": "scene"}  # fmt: skip
CLUENER_GOLD = {"name": "name", "position": "position", "address": "address", "company": "company",
                "government": "organization", "organization": "organization"}  # fmt: skip
RESUME = {"PERSON": "NAME", "TITLE": "TITLE", "COMPANY": "ORG", "GOVERNMENT": "ORG", "ORGANIZATION": "ORG"}

Found = list[tuple[int, int, str]]


def score(pairs: Iterable[tuple[set, set]]) -> dict[str, float]:
    """Micro precision, recall and F1, and the F1 of each type, of (gold, found) sets of (start, end, type)."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, found in pairs:
        for name, spans in (("gold", gold), ("found", found), ("right", gold & found)):
            for span in spans:
                counts[name, span[2]] += 1
                counts[name, "all"] += 1
    out = {}
    for kind in sorted({k for _, k in counts}):
        gold, found, right = (counts[n, kind] for n in ("gold", "found", "right"))
        out[kind] = round(2 * right / max(1, gold + found), 4)
    out["P"] = round(counts["right", "all"] / max(1, counts["found", "all"]), 4)
    out["R"] = round(counts["right", "all"] / max(1, counts["gold", "all"]), 4)
    return out


def score_part(part: str, rows: list[dict], found: list[Found], scene: str = "scene") -> dict[str, float]:
    """The score on one part, in the types of its corpus; ``scene`` says what a SCENE counts as on CLUENER."""
    if part.startswith("cluener"):
        to_found, to_gold = {**FIVE, "SCENE": scene}, CLUENER_GOLD
    elif part.startswith("resume"):
        to_found, to_gold = RESUME, {"NAME": "NAME", "TITLE": "TITLE", "ORG": "ORG"}
    else:
        to_found, to_gold = COARSE, {k: k for k in ("PER", "LOC", "ORG")}
    kept = set(to_gold.values())
    return score(
        (
            {(a, b, to_gold[t]) for a, b, t in row["entities"] if t in to_gold},
            {(a, b, to_found[t]) for a, b, t in spans if to_found.get(t) in kept},
        )
        for row, spans in zip(rows, found, strict=True)
    )
