"""Turns a shipped file back into a network to train on: `restore.py MODEL.npz build/tables.pickle OUT.pt`.

Where there are no tables those of the shipped file are written. Others may have other lexicon classes behind the old
ones, and other words; their bigrams must be the same.
"""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from model import Network, Shape
from torch import Tensor

from newsextract.recognize.tagger_features import LENGTHS, ROLES, Featurizer, lexicon_width, load_featurizer


def main() -> None:
    shipped, tables, out = (Path(a) for a in sys.argv[1:4])
    with np.load(shipped) as arrays:
        if not tables.exists():
            tables.parent.mkdir(parents=True, exist_ok=True)
            tables.write_bytes(pickle.dumps(load_featurizer(arrays)))
        featurizer: Featurizer = pickle.loads(tables.read_bytes())
        for name, own in (("alphabet", featurizer.alphabet.points), ("bigram_slots", featurizer.bigrams.slots)):
            if not np.array_equal(arrays[name], own):
                raise SystemExit(f"{name}: the tables are not those of the shipped file")
        network = build_network(arrays, featurizer)
    torch.save({"shape": network.shape.as_dict(), "state": network.state_dict()}, out)


def build_network(arrays: np.lib.npyio.NpzFile, featurizer: Featurizer) -> Network:
    """The network with the weights of the shipped file; what a new lexicon class adds begins at nothing."""
    dilations = tuple(arrays["dilations"].tolist())
    width = len(arrays["project_bias"])
    character_size, bigram_size = arrays["characters"].shape[1], arrays["bigrams"].shape[1]
    network = Network(Shape(
        featurizer.alphabet.size, 1 << featurizer.bigrams.bits, lexicon_width(featurizer.classes), character_size,
        bigram_size, width, dilations=dilations, pooled_after=int(arrays["pooled_after"]),
    ))  # fmt: skip
    state = network.state_dict()
    bigrams = arrays["bigrams"].astype(np.float32) * arrays["bigram_scale"]
    state["bigram.weight"][: len(bigrams)] = torch.from_numpy(bigrams)
    state["character.weight"] = _wide(arrays["characters"])
    known = character_size + 2 * bigram_size
    state["project.weight"] = _spread_lexicon(_wide(arrays["project"]), known, featurizer.classes).T
    for name in ("whole", "out", *(f"layer{i}" for i in range(len(dilations)))):
        place = f"layers.{name[5:]}.linear" if name.startswith("layer") else name
        state[f"{place}.weight"] = _wide(arrays[name]).T
        state[f"{place}.bias"] = _wide(arrays[f"{name}_bias"])
    state["project.bias"] = _wide(arrays["project_bias"])
    state["transitions"] = _wide(arrays["transitions"])
    network.load_state_dict(state)
    return network


def _wide(array: np.ndarray) -> Tensor:
    return torch.from_numpy(array.astype(np.float32))


def _spread_lexicon(project: Tensor, known: int, classes: int) -> Tensor:
    """The rows of old classes, rows of zeros for new ones, then those of the lengths of words."""
    new = classes * ROLES + known + 2 * LENGTHS - len(project)
    return torch.cat([project[: -2 * LENGTHS], torch.zeros(new, project.shape[1]), project[-2 * LENGTHS :]])


if __name__ == "__main__":
    main()
