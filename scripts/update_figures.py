"""Bring the tables of README.md into the pages that repeat them: ``python scripts/update_figures.py``.

The rows keep their order and the words of their first cell; the figures behind it are those of README.md.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIES = ("README.zh-Hans.md", "README.zh-Hant.md", "docs/accuracy.md")
_ROW = re.compile(r"^(\|[^|\n]*)(\| (?:[\d,.]*\d[\d,.; ]*\| ?)*[\d,.]*\d[\d,.; ]*\|)$", re.MULTILINE)


def copy_figures(page: str, source: str) -> str:
    """The page with the source's figures; as many rows as both have."""
    rows = iter([match[2] for match in _ROW.finditer(source)])
    return _ROW.sub(lambda match: match[1] + next(rows, match[2]), page)


def main() -> None:
    """Write the pages."""
    source = (ROOT / "README.md").read_text("utf-8")
    for name in COPIES:
        path = ROOT / name
        path.write_text(copy_figures(path.read_text("utf-8"), source), "utf-8")


if __name__ == "__main__":
    main()
