"""Examples to padded batches of features and permitted labels."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from corpora import ANY, Example

from newsextract.recognize.tagger_decode import BEGIN, END, INSIDE, LABELS, SINGLE, TYPES
from newsextract.recognize.tagger_features import MASK, MAX_WORD, Featurizer

CORPUS_IDS = {
    "msra": 1,
    "cluener": 2,
    "uner_gsd_trad": 3,
    "uner_gsdsimp": 3,
    "resume": 4,
    "fewfc": 5,
    "cec": 6,
    "lists": 7,
    "wiki": 3,
}
LONGEST = 400
_EVERYTHING = np.int64((1 << LABELS) - 1)


@dataclass(frozen=True)
class Batch:
    characters: np.ndarray  # [text, time]
    bigrams: np.ndarray
    lexicon: np.ndarray
    labels: np.ndarray  # permitted labels as bits
    lengths: np.ndarray
    corpora: np.ndarray  # which corpus each text is from; scripts of one corpus are one

    def permitted(self) -> np.ndarray:
        """[text, time, label]"""
        return (self.labels[:, :, None] >> np.arange(LABELS)) & 1


def permitted_labels(example: Example) -> np.ndarray:
    """For each character the labels that it may have, as bits."""
    outside = np.int64(1)
    for kind in example.hidden:
        outside |= _bits((kind,), (SINGLE, END, BEGIN, INSIDE))
    bits = np.full(len(example.text), outside, np.int64)
    for start, end, types in example.spans:
        if not types:
            bits[start:end] = _EVERYTHING
        elif types == ("O",):
            bits[start:end] = 1
        elif end - start == 1:
            bits[start] = _bits(types, (SINGLE,))
        else:
            bits[start] = _bits(types, (BEGIN,))
            bits[start + 1 : end - 1] = _bits(types, (INSIDE,))
            bits[end - 1] = _bits(types, (END,))
    return bits


def _bits(types: Sequence[str], firsts: Sequence[int]) -> np.int64:
    return np.int64(sum(1 << (first + TYPES.index(kind)) for kind in types for first in firsts))


def batch_examples(examples: list[Example], featurizer: Featurizer, tokens: int, chance: random.Random) -> list[Batch]:
    """Batches of texts of like length, in random order."""
    examples = [e for e in examples if 0 < len(e.text) <= LONGEST]
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].text) * (1 + 0.1 * chance.random()))
    groups: list[list[Example]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(examples[i].text) > tokens:
            groups.append([])
        groups[-1].append(examples[i])
    chance.shuffle(groups)
    return [make_batch(group, featurizer) for group in groups]


def make_batch(group: Sequence[Example], featurizer: Featurizer) -> Batch:
    longest = max(len(e.text) for e in group)
    characters = np.zeros((len(group), longest), np.int64)
    labels = np.ones((len(group), longest), np.int64)
    for i, example in enumerate(group):
        characters[i, : len(example.text)] = featurizer.alphabet.encode(example.text)
        labels[i, : len(example.text)] = permitted_labels(example)
    empty = np.zeros((len(group), 0))
    lengths = np.array([len(e.text) for e in group])
    corpora = np.array([CORPUS_IDS.get(e.corpus, 0) for e in group])
    return Batch(characters, empty, empty, labels, lengths, corpora)


def with_features(batch: Batch, featurizer: Featurizer) -> Batch:
    """The features of a padded batch, as of one stream with gaps between the texts."""
    count, longest = batch.characters.shape
    stream = np.zeros((count, longest + MAX_WORD), np.int64)
    stream[:, :longest] = batch.characters
    features = featurizer.featurize(stream.ravel())
    shape = (count, longest + MAX_WORD)
    return replace(
        batch,
        bigrams=features.bigrams.reshape(shape)[:, :longest],
        lexicon=features.lexicon.reshape(*shape, -1)[:, :longest],
    )


def hidden_batch(
    batch: Batch, featurizer: Featurizer, noise: np.random.Generator, share: float
) -> tuple[Batch, torch.Tensor, torch.Tensor]:
    """The batch with a share of its characters hidden, in every feature; where they were and what they were."""
    where = (noise.random(batch.characters.shape) < share) & (batch.characters > 0)
    masked = replace(batch, characters=np.where(where, MASK, batch.characters))
    return with_features(masked, featurizer), torch.from_numpy(where), torch.from_numpy(batch.characters[where])


__all__ = ["ANY", "Batch", "batch_examples", "hidden_batch", "make_batch", "with_features"]
