"""JSON: one indented document, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def format_json(document: Mapping[str, Any]) -> str:
    """One indented document, ending with a newline."""
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def format_jsonl(document: Mapping[str, Any]) -> str:
    """One line. U+0085, U+2028 and U+2029 are escaped: some readers take them for ends of lines."""
    line = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escape in (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085")):
        line = line.replace(character, escape)
    return line + "\n"
