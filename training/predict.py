"""What the network finds while it is trained, and its scores on the dev parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from batches import make_batch, with_features
from corpora import Example, fold, read_raw
from model import Network, transitions_of
from scores import Found, score_part

from newsextract.recognize.tagger_decode import TYPES, Decoder, collect_spans
from newsextract.recognize.tagger_features import Featurizer


def find_all(network: Network, featurizer: Featurizer, tensors: Callable[..., Any], texts: list[str]) -> list[Found]:
    """The names in each text, by the network as it is trained."""
    decoder = Decoder(transitions_of(network))
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out: list[Found] = [[] for _ in texts]
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        batch = with_features(make_batch([Example("", fold(texts[i]), ()) for i in some], featurizer), featurizer)
        with torch.no_grad():
            emissions = network(*tensors(batch)).numpy()
        labels, _ = decoder.decode(np.ascontiguousarray(emissions.transpose(1, 2, 0)), batch.lengths)
        for column, i in enumerate(some):
            out[i] = [(a, b, TYPES[k]) for a, b, k in collect_spans(labels[: len(texts[i]), column])]
    return out


def evaluate_all(network: Network, featurizer: Featurizer, tensors: Callable[..., Any], parts: Iterable[str]) -> dict:
    """The scores on several parts."""
    out = {}
    for part in parts:
        rows = [r for r in read_raw(part) if r["text"]]
        found = find_all(network, featurizer, tensors, [r["text"] for r in rows])
        out[part] = score_part(part, rows, found)
        if part.startswith("cluener"):
            out["cluener.dev, scenes as address"] = score_part(part, rows, found, "address")
    return out
