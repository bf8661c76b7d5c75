"""Which encoding bytes are in: a strict test for UTF-8, then the share of common characters under each candidate."""

from __future__ import annotations

import codecs
import re
from functools import cache

from newsextract.errors import InputError
from newsextract.resources import read_table

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_WIDE_SHARE = 0.5  # UTF-16 without a mark is believed only where so much of it is common characters
_SAMPLE = 1 << 16  # bytes that are looked at
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』【】〔〕…—·　％～○〇々年月日")
_IDEOGRAPHS = range(0x4E00, 0xA000)
_MISREAD = 0.5  # a codec with a score so much lower than another's is the wrong one
# A codec under which more of the text than this is undecodable is not the right one.
_UNDECODABLE = 0.1
# Controls that no text holds; NUL is among them, so UTF-16 read as anything else shows at once.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
)


def detect_encoding(data: bytes) -> str:
    """The name of the Python codec that ``data`` is in; the codec keeps a byte order mark as a character.

    One of utf-8, utf-16-le, utf-16-be, gb18030, big5hkscs (utf-32-* where a mark says so).
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if b"\x00" not in sample and _is_utf8(sample, whole=len(data) <= _SAMPLE):
        return "utf-8"
    scores = {name: _score(sample, name) for name in _CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    if best.startswith("utf-16") and scores[best] < _WIDE_SHARE and b"\x00" not in sample:
        return max(("utf-8", "gb18030", "big5hkscs"), key=scores.__getitem__)
    return best


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text and the codec; undecodable bytes are U+FFFD.

    Raises InputError for binary data, for a codec that does not exist, and where too much does not decode.
    """
    refuse_binary(data)
    name = resolve_encoding(data, encoding) if encoding else detect_encoding(data)
    text = data.decode(name, "replace")
    bad, controls = text.count("\ufffd"), len(_CONTROLS.findall(text[:_SAMPLE]))
    if controls * 20 > min(len(text), _SAMPLE):
        raise InputError(f"does not read as text in {name}; it may be binary, or name the right one with --encoding")
    if encoding:
        _refuse_misread(data[:_SAMPLE], name)
    if bad > _UNDECODABLE * len(text):
        share = 100 * bad // len(text)
        advice = "leave out --encoding to have it detected" if encoding else "name the right one with --encoding"
        raise InputError(f"{share} % of it does not decode as {name}; {advice}")
    return text, name


def _refuse_misread(sample: bytes, name: str) -> None:
    """Raise InputError where a user's codec decodes, but to noise that another one reads as Chinese."""
    better = detect_encoding(sample)
    if better != name and _score(sample, name) + _MISREAD < _score(sample, better):
        raise InputError(f"reads as noise in {name} and as text in {better}; leave out --encoding")


def refuse_binary(data: bytes) -> None:
    """Raise InputError for what its first bytes show to be no text."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {what}, not text; give the article as .txt, .html or .jsonl")


def resolve_encoding(data: bytes, encoding: str) -> str:
    """The codec that a user's name stands for; UTF-16 and the like get their byte order from the mark."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise InputError(f"unknown encoding {encoding!r}; name one that Python knows, such as gb18030") from None
    if name in ("utf-16", "utf-32"):
        return next((codec for mark, codec in _BOMS if data.startswith(mark)), f"{name}-le")
    return {"utf-8-sig": "utf-8"}.get(name, name)


def _is_utf8(sample: bytes, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _score(sample: bytes, encoding: str) -> float:
    """How much the bytes look like Chinese under a codec: common characters count for it, impossible ones against."""
    text = sample.decode(encoding, "replace")
    common = _common()
    good = bad = 0
    foreign = [char for char in text if char >= "\x80"]
    for char in foreign:
        if char in common:
            good += 1
        elif ord(char) not in _IDEOGRAPHS:
            bad += 1
    bad += len(_CONTROLS.findall(text))
    return (good - bad) / max(len(foreign), 1) if good or bad else -1.0


@cache
def _common() -> frozenset[str]:
    rows = read_table("lexicons/common_characters.tsv", 1)
    return frozenset("".join(row[0] for row in rows)) | _PUNCTUATION | frozenset(map(chr, range(0xFF01, 0xFF5F)))
