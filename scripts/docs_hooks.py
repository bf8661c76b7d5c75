"""Hooks of mkdocs: a link to a file outside docs/ is shown as the file's name, for it is not on the site."""

from __future__ import annotations

import re
from typing import Any

_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!howto/)([^)#]+\.\w+)[^)]*\)")
_PAGES = frozenset({"record.md", "databases.md", "scale.md", "serve.md", "confidence.md", "cleaning.md", "accuracy.md"})


def on_page_markdown(markdown: str, **_: Any) -> str:
    """The page without links that leave the site."""
    return _OUTSIDE.sub(lambda m: m[0] if m[2] in _PAGES else f"{m[1]} (`{m[2]}`)", markdown)
