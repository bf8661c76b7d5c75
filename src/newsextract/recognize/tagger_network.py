"""The tagger's network in numpy: residual dilated convolutions, each one matrix product, over blocks of fixed size.

Texts are laid one after another into blocks of BLOCK rows with GAP empty rows between them, so every product has the
same shape whatever else is in the batch: a text gets the same numbers alone and among others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsextract.recognize.tagger_features import PAD, Featurizer, Ids

Floats = NDArray[np.float32]

BLOCK = 1024
GAP = 4  # at least the longest reach of a convolution; an n-gram that runs into PAD matches nothing


@dataclass(frozen=True, slots=True)
class Layer:
    """A convolution over the characters at -dilation, 0 and +dilation: weight [3 * width, out]."""

    weight: Floats
    bias: Floats
    dilation: int


@dataclass(frozen=True, slots=True)
class Network:
    """The weights; embeddings are kept as they are stored, bigrams as bytes with a scale for each column."""

    characters: NDArray[np.float16]
    bigrams: NDArray[np.int8]
    bigram_scale: Floats
    project: Floats
    project_bias: Floats
    layers: tuple[Layer, ...]
    pooled_after: int
    whole: Floats
    whole_bias: Floats
    out: Floats
    out_bias: Floats

    def emissions(self, featurizer: Featurizer, blocks: Iterable[Ids]) -> Iterator[Floats]:
        """Scores [row, label] for each block of character ids."""
        room = _Workspace(self)
        for block in blocks:
            yield self._score(room, featurizer, block)

    def _score(self, room: _Workspace, featurizer: Featurizer, block: Ids) -> Floats:
        self._embed(room.known, featurizer, block)
        mask = (block != PAD).astype(np.float32)[:, None]
        x, new, window, padded = room.x, room.new, room.window, room.padded
        _rectify(room.known, self.project, self.project_bias, mask, x)
        width, reach = x.shape[1], room.reach
        for number, layer in enumerate(self.layers):
            padded[reach : reach + BLOCK] = x
            for i, shift in enumerate((-layer.dilation, 0, layer.dilation)):
                window[:, i * width : (i + 1) * width] = padded[reach + shift : reach + shift + BLOCK]
            _rectify(window, layer.weight, layer.bias, mask, new)
            x += new
            if number == self.pooled_after:
                x += self._pool(x, block) * mask
        scores: Floats = x @ self.out
        scores += self.out_bias
        return scores

    def _pool(self, x: Floats, block: Ids) -> Floats:
        """What each row is told of the whole of its text: a function of the mean over it."""
        inside = np.zeros(BLOCK + 2, np.int8)
        inside[1:-1] = block != PAD
        edges = np.nonzero(np.diff(inside))[0]  # where texts begin and end, by turns
        means = np.zeros((BLOCK // GAP, x.shape[1]), np.float32)  # always as many rows: see above
        if len(edges):
            sums = np.add.reduceat(x, edges[edges < BLOCK], axis=0)[::2]  # over the very rows of each text
            means[: len(sums)] = sums / (edges[1::2] - edges[::2])[:, None].astype(np.float32)
        told = np.tanh(means @ self.whole + self.whole_bias)
        spread: Floats = told[np.maximum(np.cumsum(np.diff(inside[:-1]) == 1) - 1, 0)]
        return spread

    def _embed(self, known: Floats, featurizer: Featurizer, block: Ids) -> None:
        features = featurizer.featurize(block)
        a, b = self.characters.shape[1], self.bigrams.shape[1]
        own = self.bigrams[features.bigrams] * self.bigram_scale
        known[:, :a] = self.characters[block]
        known[0, a : a + b] = 0
        known[1:, a : a + b] = own[:-1]
        known[:, a + b : a + 2 * b] = own
        known[:, a + 2 * b :] = features.lexicon


class _Workspace:
    """Arrays that are filled anew for each block; to allocate them each time costs as much as the sums."""

    def __init__(self, network: Network) -> None:
        inputs, width = network.project.shape
        self.reach = max(layer.dilation for layer in network.layers)
        self.known = np.empty((BLOCK, inputs), np.float32)
        self.x = np.empty((BLOCK, width), np.float32)
        self.new = np.empty((BLOCK, width), np.float32)
        self.window = np.empty((BLOCK, 3 * width), np.float32)
        self.padded = np.zeros((BLOCK + 2 * self.reach, width), np.float32)


def _rectify(inputs: Floats, weight: Floats, bias: Floats, mask: Floats, out: Floats) -> None:
    """max(0, inputs @ weight + bias), and nothing between the texts."""
    np.matmul(inputs, weight, out=out)
    out += bias
    np.maximum(out, 0, out=out)
    out *= mask


def load_network(arrays: Any) -> Network:
    """The network that is stored in a model file."""

    def wide(name: str) -> Floats:
        return np.ascontiguousarray(arrays[name], np.float32)

    dilations = arrays["dilations"].tolist()
    return Network(
        arrays["characters"],
        arrays["bigrams"],
        wide("bigram_scale"),
        wide("project"),
        wide("project_bias"),
        tuple(Layer(wide(f"layer{i}"), wide(f"layer{i}_bias"), d) for i, d in enumerate(dilations)),
        int(arrays["pooled_after"]),
        wide("whole"),
        wide("whole_bias"),
        wide("out"),
        wide("out_bias"),
    )


def pack_blocks(lengths: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Blocks as lists of (text, first row): texts in the given order, each wholly within one block."""
    block: list[tuple[int, int]] = []
    row = 0
    for i, length in enumerate(lengths):
        if row + length > BLOCK and block:
            yield block
            block, row = [], 0
        block.append((i, row))
        row += length + GAP
    if block:
        yield block


def fill_block(places: list[tuple[int, int]], texts: Sequence[Ids]) -> Ids:
    """The block of the given texts at the given rows."""
    block = np.full(BLOCK, PAD, np.int64)
    for i, row in places:
        block[row : row + len(texts[i])] = texts[i]
    return block
