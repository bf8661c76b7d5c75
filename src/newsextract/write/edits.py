"""What cleaning did, one JSON object a line."""

from __future__ import annotations

import json

from newsextract.clean.cleaned import CleanText


def format_edits(name: str, cleaned: CleanText) -> str:
    """Each edit: the article, the kind of noise, where it stood, what it was and what took its place."""
    rows = (
        {
            "article": name,
            "kind": edit.kind,
            "start": edit.a,
            "end": edit.b,
            "text": cleaned.original[edit.a : edit.b],
            "replacement": edit.replacement,
        }
        for edit in cleaned.edits
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
