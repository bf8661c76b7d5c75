"""Writes the shipped file: `export.py MODEL.pt build/tables.pickle OUT.npz`; float16, bigrams as bytes."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import numpy as np
import torch
from model import Network, Shape, transitions_of
from tables import export_tables


def main() -> None:
    weights, tables, out = (Path(a) for a in sys.argv[1:4])
    saved = torch.load(weights)
    network = Network(Shape(**saved["shape"]))
    network.load_state_dict(saved["state"])
    featurizer = pickle.loads(tables.read_bytes())
    arrays = {**export_tables(featurizer), **export_weights(network, int((featurizer.bigrams.slots & 0x1FFFF).max()))}
    np.savez(out, **arrays)
    print(
        f"{out}: {out.stat().st_size / 1e6:.2f} MB; " + ", ".join(f"{k} {v.nbytes // 1000}k" for k, v in arrays.items())
    )


def export_weights(network: Network, bigrams: int) -> dict[str, np.ndarray]:
    """The arrays that ``load_network`` reads."""

    def half(weight: torch.Tensor) -> np.ndarray:
        return weight.detach().numpy().astype(np.float16)

    table, scale = quantize(network.bigram.weight.detach().numpy()[: bigrams + 1])
    arrays = {
        "characters": half(network.character.weight), "bigrams": table, "bigram_scale": scale,
        "project": half(network.project.weight.T), "project_bias": half(network.project.bias),
        "pooled_after": np.array(network.shape.pooled_after),
        "whole": half(network.whole.weight.T), "whole_bias": half(network.whole.bias),
        "out": half(network.out.weight.T), "out_bias": half(network.out.bias),
        "transitions": transitions_of(network).astype(np.float16), "dilations": np.array(network.shape.dilations),
    }  # fmt: skip
    for i, layer in enumerate(network.layers):
        arrays[f"layer{i}"] = half(layer.linear.weight.T)
        arrays[f"layer{i}_bias"] = half(layer.linear.bias)
    return arrays


def quantize(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Bytes and the scale of each column; the rare values beyond four deviations are clipped; row 0 is no bigram."""
    scale = (np.minimum(np.abs(table).max(axis=0), 6 * table.std(axis=0)) / 127).astype(np.float32)
    out = np.clip(np.rint(table / scale), -127, 127).astype(np.int8)
    out[0] = 0
    return out, scale


if __name__ == "__main__":
    main()
