"""The tagger: names and offices in running text, by a small network that runs on numpy alone.

One model serves both scripts: its input is folded to Simplified, character for character. Types are PERSON, TITLE,
PLACE, COMPANY, GOVERNMENT and ORGANIZATION.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, islice

import numpy as np
import regex
from numpy.typing import NDArray

from newsextract import resources
from newsextract.errors import InputError
from newsextract.recognize.tagger_decode import TYPES, Decoder, collect_spans
from newsextract.recognize.tagger_features import Featurizer, load_featurizer
from newsextract.recognize.tagger_network import Network, fill_block, load_network, pack_blocks

Floats = NDArray[np.float32]
Tag = tuple[int, int, str, float]

PIECE = 200  # a longer text is cut at the ends of its sentences
LONGEST_PIECE = 800  # names that run together without any pause are not cut before this
_BATCH = 2048  # pieces scored before they are decoded; each character's scores take 100 bytes
_GROUP = 256  # texts decoded at once
_LINES = 512  # lines of JSONL read at once
_STOP = regex.compile(r"[。！？!?…\n]++[”’」』）)\]】》]*+")
_PAUSE = regex.compile(r"[，；、,;：: ]")
_PAIRS = dict(zip("）)》」』”’〉】]", "（(《「『“‘〈【[", strict=True))
_OPEN = frozenset(_PAIRS.values())
_EDGES = frozenset(_PAIRS) | _OPEN | frozenset("，。、；：！？,;:!?")  # none of these alone begins or ends a name
_REPORTED = {kind: "PLACE" if kind == "SCENE" else kind for kind in TYPES}


@dataclass(frozen=True, slots=True)
class Tagger:
    """Finds names; the result for a text does not depend on what else is in the batch."""

    featurizer: Featurizer
    network: Network
    decoder: Decoder

    def tag(self, texts: Sequence[str]) -> list[list[Tag]]:
        """The names (start, end, type, score) in each Simplified text, sorted, without overlaps."""
        out: list[list[Tag]] = [[] for _ in texts]
        pieces = [(i, a, b) for i, text in enumerate(texts) for a, b in cut_pieces(text)]
        starts = [0, *accumulate(map(len, texts))]
        ids = self.featurizer.alphabet.encode("".join(texts))
        for at in range(0, len(pieces), _BATCH):
            some = pieces[at : at + _BATCH]
            scores = self._score([ids[starts[i] + a : starts[i] + b] for i, a, b in some])
            for (i, start, _), found in zip(some, self._decode(scores), strict=True):
                for a, b, kind, score in found:
                    first, end = trim_name(texts[i], start + a, start + b)
                    if first < end:
                        out[i].append((first, end, kind, score))
        return out

    def _score(self, pieces: list[NDArray[np.int64]]) -> list[Floats]:
        plan = list(pack_blocks([len(piece) for piece in pieces]))
        blocks = [fill_block(places, pieces) for places in plan]
        out: list[Floats] = []
        for places, emissions in zip(plan, self.network.emissions(self.featurizer, blocks), strict=True):
            out.extend(emissions[row : row + len(pieces[i])] for i, row in places)
        return out

    def _decode(self, scores: list[Floats]) -> list[list[Tag]]:
        out: list[list[Tag]] = [[] for _ in scores]
        order = sorted(range(len(scores)), key=lambda i: len(scores[i]))
        for at in range(0, len(order), _GROUP):
            some = order[at : at + _GROUP]
            lengths = np.array([len(scores[i]) for i in some])
            padded = np.zeros((lengths.max(), scores[0].shape[1], len(some)), np.float32)
            for column, i in enumerate(some):
                padded[: lengths[column], :, column] = scores[i]
            labels, chances = self.decoder.decode(padded, lengths)
            for column, i in enumerate(some):
                out[i] = [
                    (a, b, _REPORTED[TYPES[kind]], round(float(chances[a:b, column].min()), 4))
                    for a, b, kind in collect_spans(labels[: lengths[column], column])
                ]
        return out


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without marks at its ends, but for brackets and quotes of which it holds both: 新疆） is 新疆."""
    while start < end and (text[start] in _EDGES or text[end - 1] in _EDGES):
        first, last = text[start], text[end - 1]
        if first in _EDGES and not any(_PAIRS[mark] == first for mark in text[start:end] if mark in _PAIRS):
            start += 1
        elif last in _EDGES and (last not in _PAIRS or _PAIRS[last] not in text[start:end]):
            end -= 1
        else:
            break
    return start, end


@cache
def load_tagger() -> Tagger:
    """The tagger that comes with the package; loaded once."""
    with np.load(io.BytesIO(resources.read_data("tagger/model.npz"))) as arrays:
        return Tagger(load_featurizer(arrays), load_network(arrays), Decoder(arrays["transitions"]))


def cut_pieces(text: str) -> Iterator[tuple[int, int]]:
    """The text in pieces: cut behind the last sentence within PIECE characters, else behind the last pause there, else
    behind the next pause, else after LONGEST_PIECE."""
    start = 0
    while len(text) - start > PIECE:
        end = _last_end(_STOP, text, start) or _last_end(_PAUSE, text, start) or _next_end(text, start + PIECE)
        end = min(end, start + LONGEST_PIECE)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _last_end(pattern: regex.Pattern[str], text: str, start: int) -> int:
    end = 0
    for match in pattern.finditer(text, start, start + PIECE):
        end = match.end()
    return end


def _next_end(text: str, start: int) -> int:
    found = [m.end() for m in (p.search(text, start, start + LONGEST_PIECE) for p in (_STOP, _PAUSE)) if m]
    return min(found, default=len(text))


def tag_jsonl(lines: Iterable[str]) -> Iterator[str]:
    """For each line of JSON with a ``text``, in either script, a line with its ``id`` and ``entities``."""
    numbered = iter(enumerate(lines, 1))
    while rows := [_read_row(line, number) for number, line in islice(numbered, _LINES) if line.strip()]:
        found = load_tagger().tag([fold_text(text) for _, text in rows])
        for (name, _), entities in zip(rows, found, strict=True):
            yield json.dumps({"id": name, "entities": entities}, ensure_ascii=False)


def _read_row(line: str, number: int) -> tuple[object, str]:
    try:
        row = json.loads(line)
        text = row["text"]
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"line {number}: expected a JSON object with a text, got {line.strip()[:80]!r}") from error
    if not isinstance(text, str):
        raise InputError(f"line {number}: text must be a string, got {type(text).__name__}")
    return row.get("id", number), text


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def fold_text(text: str) -> str:
    """The text in Simplified characters, one for one; full-width ASCII is folded by the features."""
    safe = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    folded: str = _converter().convert(safe)  # type: ignore[attr-defined]
    return folded if len(folded) == len(text) else text


__all__ = ["Tagger", "cut_pieces", "fold_text", "load_tagger", "tag_jsonl", "trim_name"]
