"""The same article in other clothes, for law 3: Traditional, Simplified, full-width digits, pinyin residue."""

import opencc

from newsextract import Extractor
from newsextract.clean.script import simplify

_FULL = str.maketrans("0123456789%", "０１２３４５６７８９％")
# Characters that pages with residue carry it on, with their readings.
_READINGS = {"業": "yè", "農": "nóng", "產": "chǎn", "發": "fā", "萬": "wàn", "長": "zhǎng", "區": "qū", "億": "yì"}


def traditional(text: str) -> str:
    return opencc.OpenCC("s2t").convert(text)


def simplified(text: str) -> str:
    return opencc.OpenCC("t2s").convert(text)


def full_width(text: str) -> str:
    return text.translate(_FULL)


def polluted(text: str) -> str:
    return "".join(f"{c}({_READINGS[c]})" if c in _READINGS else c for c in traditional(text))


VARIANTS = {f.__name__: f for f in (traditional, simplified, full_width, polluted)}


def meaning(text: str, extractor: Extractor) -> dict[str, set[tuple[object, ...]]]:
    """What the record says, without surfaces and offsets, in Simplified characters."""
    record = extractor.extract(text)
    names = {entity.id: simplify(entity.name_hans) for entity in record.entities}
    names |= {event.id: event.type for event in record.events}
    values = {fact.id: (fact.value, fact.low, fact.high, fact.unit) for fact in record.facts}
    return {
        "entities": {(e.type, e.subtype, simplify(e.name_hans), *e.identifiers.values()) for e in record.entities},
        "positions": {
            (names[p.person], simplify(p.title_key), names.get(p.organization or ""), names.get(p.place or ""))
            for p in record.positions
        },
        "facts": {
            (
                *(f.kind, simplify(f.indicator_key or ""), f.value, f.low, f.high, f.modifier, f.unit),
                *(f.period and (f.period.edtf, f.period.cumulative), names.get(f.place or ""), f.basis, f.modality),
                *(names.get(f.subject or ""), names.get(f.speaker or ""), simplify(f.scope or "")),
                values.get(f.of or ""),
            )
            for f in record.facts
        },
        "events": {
            (e.type, names.get(e.place or ""), *sorted((names[p.entity], p.role) for p in e.participants))
            for e in record.events
        },
    }
