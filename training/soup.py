"""Averages the weights of networks that were trained from the same start: `soup.py OUT.pt A.pt B.pt ...`."""

from __future__ import annotations

import sys
from pathlib import Path

import torch


def main() -> None:
    out, *paths = (Path(a) for a in sys.argv[1:])
    saved = [torch.load(path) for path in paths]
    sizes = [{name: value.shape for name, value in one["state"].items()} for one in saved]
    if any(one != sizes[0] for one in sizes):
        raise SystemExit("only networks of one shape can be averaged")
    state = {k: sum(one["state"][k] for one in saved) / len(saved) for k in saved[0]["state"]}
    torch.save({"shape": saved[0]["shape"], "state": state}, out)


if __name__ == "__main__":
    main()
