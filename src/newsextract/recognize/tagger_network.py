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
    """A convolution over the characters at -dilation, 0 and +dilation: one weight [width, width] for each."""

    weights: tuple[Floats, ...]
    bias: Floats
    dilation: int


@dataclass(frozen=True, slots=True)
class Network:
    """The weights. What a character adds to the first layer is worked out beforehand, its bias included; the scale of
    the bytes of a bigram is part of ``project``."""

    characters: Floats
    bigrams: NDArray[np.int8]
    project: Floats
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
        gaps = np.nonzero(block == PAD)[0]
        x = room.x
        self._embed(room.known, featurizer, block)
        np.matmul(room.known, self.project, out=x)
        x += self.characters[block]
        np.maximum(x, 0, out=x)
        x[gaps] = 0
        for number, layer in enumerate(self.layers):
            self._convolve(room, layer)
            room.new[gaps] = 0
            x += room.new
            if number == self.pooled_after:
                x += self._pool(x, block)
                x[gaps] = 0
        scores: Floats = x @ self.out
        scores += self.out_bias
        return scores

    def _convolve(self, room: _Workspace, layer: Layer) -> None:
        for i, weight in enumerate(layer.weights):
            shifted = room.padded[room.reach + (i - 1) * layer.dilation :][:BLOCK]
            np.matmul(shifted, weight, out=room.part if i else room.new)
            if i:
                room.new += room.part
        room.new += layer.bias
        np.maximum(room.new, 0, out=room.new)

    def _embed(self, known: Floats, featurizer: Featurizer, block: Ids) -> None:
        features = featurizer.featurize(block)
        size = self.bigrams.shape[1]
        own = self.bigrams[features.bigrams]
        known[0, :size] = 0
        known[1:, :size] = own[:-1]
        known[:, size : 2 * size] = own
        known[:, 2 * size :] = features.lexicon

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


class _Workspace:
    """Arrays that are filled anew for each block; to allocate them each time costs as much as the sums."""

    def __init__(self, network: Network) -> None:
        inputs, width = network.project.shape
        self.reach = max(layer.dilation for layer in network.layers)
        self.known = np.empty((BLOCK, inputs), np.float32)
        self.padded = np.zeros((BLOCK + 2 * self.reach, width), np.float32)
        self.x = self.padded[self.reach : self.reach + BLOCK]  # a view: the convolutions look beyond its ends
        self.new = np.empty((BLOCK, width), np.float32)
        self.part = np.empty((BLOCK, width), np.float32)


def load_network(arrays: Any) -> Network:
    """The network that is stored in a model file."""

    def wide(name: str) -> Floats:
        return np.ascontiguousarray(arrays[name], np.float32)

    def layer(number: int, dilation: int) -> Layer:
        weights = np.split(wide(f"layer{number}"), 3)
        return Layer(tuple(weights), wide(f"layer{number}_bias"), dilation)

    characters, project = wide("characters"), wide("project")
    first, rest = project[: characters.shape[1]], project[characters.shape[1] :]
    scale = np.ones(len(rest), np.float32)
    scale[: 2 * len(arrays["bigram_scale"])] = np.tile(arrays["bigram_scale"], 2)
    return Network(
        characters @ first + wide("project_bias"),
        arrays["bigrams"],
        rest * scale[:, None],
        tuple(layer(i, d) for i, d in enumerate(arrays["dilations"].tolist())),
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
