"""Chinese news articles in, validated structured data out.

    >>> from newsextract import extract
    >>> record = extract("广西壮族自治区副主席李明说，全区有发明专利26731件。")  # doctest: +SKIP
    >>> record.facts[0].value  # doctest: +SKIP
    Decimal('26731')

Importing this package loads no dictionary; the first extraction does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsextract.extractor import Extractor, extract, extract_many
    from newsextract.pipeline import Config
    from newsextract.read.article import Article

__version__ = "0.1.0"

__all__ = ["Article", "Config", "Extractor", "__version__", "extract", "extract_many"]

_HOMES = {
    "Article": "newsextract.read.article",
    "Config": "newsextract.pipeline",
    "Extractor": "newsextract.extractor",
    "extract": "newsextract.extractor",
    "extract_many": "newsextract.extractor",
}


def __getattr__(name: str) -> Any:
    """The public names, each imported when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'newsextract' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
