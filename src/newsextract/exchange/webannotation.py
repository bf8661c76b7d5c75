"""W3C Web Annotation: one AnnotationPage an article; positions in code points, as the recommendation has them."""

from __future__ import annotations

from typing import Any

from newsextract.exchange.marks import Mark, Marked

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 16  # characters of context before and behind, by which a reader finds the place in a changed page


def format_annotations(marked: Marked) -> dict[str, Any]:
    """The article's marks as annotations, each with its position and its quotation; links are annotations of them."""
    info = marked.info or {}
    base = f"urn:newsextract:{info.get('id', marked.name)}"
    source = info.get("uri") or base
    items = [_annotation(mark, marked.text, base, source) for mark in marked.marks]
    for number, link in enumerate(marked.links, 1):
        ends = {"body": f"{base}:m{link.target}", "target": f"{base}:m{link.source}"}
        common = {"id": f"{base}:r{number}", "type": "Annotation", "motivation": "linking"}
        items.append({**common, **ends, "oa:label": link.label})
    context = [_CONTEXT, {"oa": "http://www.w3.org/ns/oa#", "oa:label": "http://www.w3.org/2000/01/rdf-schema#label"}]
    return {"@context": context, "id": f"{base}:page", "type": "AnnotationPage", "startIndex": 0, "items": items}


def _annotation(mark: Mark, text: str, base: str, source: str) -> dict[str, Any]:
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
    body += [
        {"type": "TextualBody", "purpose": "describing", "value": f"{key}: {value}"} for key, value in mark.note.items()
    ]
    start, end = mark.start, mark.end
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    around = {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}
    selector = [{"type": "TextPositionSelector", "start": start, "end": end}, {**quote, **around}]
    return {
        "id": f"{base}:m{mark.id}",
        "type": "Annotation",
        "motivation": "tagging",
        "body": body,
        "target": {"source": source, "selector": selector},
    }
