"""The tagger's network in numpy: residual dilated convolutions, each a few matrix products.

Texts are laid one after another into blocks of at most BLOCK rows with GAP empty rows between them. Every product is
made of products of ROWS rows, the same shape whatever else is in the batch: a text gets the same numbers alone and
among others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsextract.recognize.tagger_features import PAD, Featurizer, Ids

Floats = NDArray[np.float32]

_ZERO = np.float32(0)

ROWS = 64
BLOCK = 2048  # rows that the caches hold; a multiple of ROWS
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

    def emissions(self, featurizer: Featurizer, blocks: Sequence[Ids]) -> Iterator[Floats]:
        """Scores [row, label] for each block of character ids; the number of its rows is a multiple of ROWS."""
        if blocks:
            room = _Workspace(self, max(map(len, blocks)))
            yield from (self._score(room.part(len(block)), featurizer, block) for block in blocks)

    def _score(self, room: _Workspace, featurizer: Featurizer, block: Ids) -> Floats:
        gaps = np.nonzero(block == PAD)[0]
        x, new = room.x, room.new
        self._embed(room.known, featurizer, block)
        _multiply(room.known, self.project, x)
        x += np.take(self.characters, block, axis=0, out=new, mode="clip")
        np.maximum(x, _ZERO, out=x)
        x[gaps] = 0
        for number, layer in enumerate(self.layers):
            self._convolve(room, layer)
            new[gaps] = 0
            x += new
            if number == self.pooled_after:
                x += self._pool(x, block)
                x[gaps] = 0
        scores = np.empty((len(block), self.out.shape[1]), np.float32)
        _multiply(x, self.out, scores)
        scores += self.out_bias
        return scores

    def _convolve(self, room: _Workspace, layer: Layer) -> None:
        for i, weight in enumerate(layer.weights):
            shifted = room.padded[room.reach + (i - 1) * layer.dilation :][: len(room.x)]
            _multiply(shifted, weight, room.spare if i else room.new)
            if i:
                room.new += room.spare
        room.new += layer.bias
        np.maximum(room.new, _ZERO, out=room.new)

    def _embed(self, known: Floats, featurizer: Featurizer, block: Ids) -> None:
        features = featurizer.featurize(block)
        size = self.bigrams.shape[1]
        own = np.take(self.bigrams, features.bigrams, axis=0)
        known[0, :size] = 0
        known[1:, :size] = own[:-1]
        known[:, size : 2 * size] = own
        known[:, 2 * size :] = features.lexicon

    def _pool(self, x: Floats, block: Ids) -> Floats:
        """What each row is told of the whole of its text: a function of the mean over it."""
        inside = np.zeros(len(block) + 2, np.int8)
        inside[1:-1] = block != PAD
        edges = np.nonzero(np.diff(inside))[0]  # where texts begin and end, by turns
        means = np.zeros((-(-max(1, len(edges) // 2) // ROWS) * ROWS, x.shape[1]), np.float32)
        if len(edges):
            sums = np.add.reduceat(x, edges[edges < len(block)], axis=0)[::2]  # over the very rows of each text
            means[: len(sums)] = sums / (edges[1::2] - edges[::2])[:, None].astype(np.float32)
        told = np.empty_like(means)
        _multiply(means, self.whole, told)
        told += self.whole_bias
        np.tanh(told, out=told)
        spread: Floats = told[np.maximum(np.cumsum(np.diff(inside[:-1]) == 1) - 1, 0)]
        return spread


def _multiply(rows: Floats, weights: Floats, out: Floats) -> None:
    """The product, made of products of ROWS rows: how BLAS adds up may differ from one shape to another."""
    np.matmul(rows.reshape(-1, ROWS, rows.shape[1]), weights, out=out.reshape(-1, ROWS, out.shape[1]))


class _Workspace:
    """Arrays that are filled anew for each block; to allocate them each time costs as much as the sums."""

    def __init__(self, network: Network, rows: int) -> None:
        inputs, width = network.project.shape
        self.reach = max(layer.dilation for layer in network.layers)
        self.known = np.empty((rows, inputs), np.float32)
        self.padded = np.zeros((rows + 2 * self.reach, width), np.float32)
        self.x = self.padded[self.reach : self.reach + rows]  # a view: the convolutions look beyond its ends
        self.new = np.empty((rows, width), np.float32)
        self.spare = np.empty((rows, width), np.float32)

    def part(self, rows: int) -> _Workspace:
        """The same arrays for a block of fewer rows."""
        if rows == len(self.x):
            return self
        part = copy(self)
        part.known, part.new, part.spare = self.known[:rows], self.new[:rows], self.spare[:rows]
        part.padded = self.padded[: rows + 2 * self.reach]
        part.padded[rows + self.reach :] = 0
        part.x = part.padded[self.reach : self.reach + rows]
        return part


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
    """The block of the given texts at the given rows, the last ones filled up with PAD."""
    last, row = places[-1]
    block = np.full(-(-max(1, row + len(texts[last])) // ROWS) * ROWS, PAD, np.int64)
    for i, row in places:
        block[row : row + len(texts[i])] = texts[i]
    return block
