"""Near-duplicate articles: what an article says, as a signature that reprints share.

Not the text is compared but what was found in it, in its order: entities by their Simplified names, figures, times,
titles. So a reprint in the other script, with another headline, or cut at the end still is one; the same report of
another month is not.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from newsextract.record import content_id, format_decimal

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

Json = Mapping[str, Any]

NUMBERS, BANDS = 60, 20  # two articles of likeness 0.5 share a band in 93 of 100 cases, of 0.6 in 99
THRESHOLD = 0.5
"""Share of equal numbers from which two articles are reprints; how it was measured: docs/databases.md."""
_WIDTH = 3  # tokens of one shingle
_FEWEST = 8  # shingles; what says less is a reprint only of the very same


@dataclass(frozen=True, slots=True)
class Signature:
    """What an article says."""

    id: str
    minhash: bytes | None

    def bands(self) -> list[int]:
        """Ids of the parts; two signatures that share one are compared."""
        import numpy

        if self.minhash is None:
            return []
        parts = numpy.frombuffer(self.minhash, "<u4").reshape(BANDS, -1).astype(numpy.uint64)
        mixed = (parts * _band_factors()).sum(axis=1, dtype=numpy.uint64)
        signed: list[int] = mixed.view(numpy.int64).tolist()
        return signed


@cache
def _band_factors() -> NDArray[numpy.uint64]:
    """Odd factors, other ones for each band, as databases keep 64 bits of a band."""
    import numpy

    words = [_word(f"band {n}") for n in range(NUMBERS)]
    return numpy.array(words, numpy.uint64).reshape(BANDS, -1) | numpy.uint64(1)


def make_signature(document: Json) -> Signature:
    """The signature of a record; one that says too little gets that of its text alone."""
    shingles = set(_shingles([token for _, token in sorted(_tokens(document))]))
    if len(shingles) < _FEWEST:
        return Signature(content_id("s", document["document"]["id"]), None)
    minhash = _minhash(shingles)
    return Signature(f"s_{hashlib.sha256(minhash).hexdigest()[:16]}", minhash)


def _tokens(document: Json) -> Iterator[tuple[tuple[int, int], str]]:
    for entity in document["entities"]:
        yield from (((m["start"], m["end"]), entity["name_hans"]) for m in entity["mentions"])
    for fact in document["facts"]:
        said = fact["value_text"] or f"{_bound(fact['low'])}-{_bound(fact['high'])}"
        yield (fact["start"], fact["end"]), f"{said} {fact['unit']}"
    yield from (((time["start"], time["end"]), time["edtf"]) for time in document["times"])
    yield from (((p["start"], p["end"]), p["title_key"]) for p in document["positions"])


def _bound(number: float | Decimal | None) -> str:
    return "" if number is None else format_decimal(Decimal(str(number)))


def _shingles(tokens: Sequence[str]) -> Iterator[str]:
    return ("\x1f".join(tokens[start : start + _WIDTH]) for start in range(len(tokens) - _WIDTH + 1))


def _minhash(shingles: Iterable[str]) -> bytes:
    import numpy

    factors, summands = _parameters()
    hashes = numpy.fromiter((zlib.crc32(s.encode("utf-8", "replace")) for s in shingles), numpy.uint64)
    products = hashes[:, None] * factors + summands  # modulo 2**64, as unsigned numbers go
    data: bytes = (products.min(axis=0) >> numpy.uint64(32)).astype("<u4").tobytes()
    return data


@cache
def _parameters() -> tuple[NDArray[numpy.uint64], NDArray[numpy.uint64]]:
    """Factors (odd) and summands of the hash functions, from hashes of their numbers: the same everywhere."""
    import numpy

    made = numpy.array([(_word(f"factor {n}"), _word(f"summand {n}")) for n in range(NUMBERS)], numpy.uint64)
    return made[:, 0] | numpy.uint64(1), made[:, 1]


def _word(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "little")


def similarity(one: bytes, other: bytes) -> float:
    """The share of equal numbers: an estimate of the share of common shingles."""
    return similarities(one, [other])[0]


def similarities(one: bytes, others: Sequence[bytes]) -> list[float]:
    """The same for many."""
    import numpy

    table = numpy.frombuffer(b"".join(others), "<u4").reshape(len(others), NUMBERS)
    shares: list[float] = (table == numpy.frombuffer(one, "<u4")).mean(axis=1).tolist()
    return shares


def pair_similarities(ones: Sequence[bytes], others: Sequence[bytes]) -> list[float]:
    """The similarity of each one to the other in the same place."""
    import numpy

    left, right = (numpy.frombuffer(b"".join(side), "<u4").reshape(-1, NUMBERS) for side in (ones, others))
    shares: list[float] = (left == right).mean(axis=1).tolist()
    return shares
