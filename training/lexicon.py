"""The words behind the lexicon features: jieba's dictionary and the package's own gazetteers."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from tables import read_jieba

HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")
DATA = Path(__file__).resolve().parent.parent / "src" / "newsextract" / "data"
SOURCES = {
    "our_suffix": ("lexicons/company_suffixes.tsv", "lexicons/org_suffixes.tsv"),
    "our_company": ("lexicons/companies.tsv",),
    "our_body": ("lexicons/bodies.tsv", "lexicons/organizations.tsv", "lexicons/media.tsv"),
    "our_title": ("lexicons/titles.tsv",),
    "our_place": ("gazetteers/divisions.tsv", "gazetteers/towns.tsv", "gazetteers/taiwan.tsv",
                  "gazetteers/hongkong_macau.tsv", "gazetteers/regions.tsv"),
    "our_country": ("gazetteers/countries.tsv", "gazetteers/country_names.tsv", "gazetteers/foreign.tsv"),
}  # fmt: skip


def read_words() -> dict[str, str]:
    """Words with their class; a gazetteer of ours overrules jieba."""
    found = importlib.util.find_spec("jieba")
    if found is None or found.origin is None:
        raise SystemExit("jieba is not installed: pip install jieba")
    words = read_jieba(Path(found.origin).parent / "dict.txt")
    for kind, files in SOURCES.items():
        for file in files:
            for word in _han_words(DATA / file, 4 if kind in ("our_place", "our_country") else 1):
                words[word] = kind
    return words


def _han_words(path: Path, cells_read: int) -> list[str]:
    """Every Han name in the first cells of a table (names, short and other names)."""
    lines = path.read_text("utf-8").splitlines()
    cells = [cell for line in lines if not line.startswith("#") for cell in line.split("\t")[:cells_read]]
    return [w for cell in cells for w in HAN_WORD.findall(cell) if HAN_WORD.fullmatch(w)]
