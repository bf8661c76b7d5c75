"""Runs one adapter over texts and prints what it took: python run.py ADAPTER TEXTS.json [SECONDS]

An adapter is a module beside this one with ``PACKAGES``, what pip installs for it, and ``load()``, which gives back the
function that reads one text. Every figure is processor time of all threads of this process; the packages load before.
"""

from __future__ import annotations

import importlib
import json
import resource
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


def main() -> None:
    """Measure and print a JSON object: seconds to load, megabytes after the first text, characters a second by kind."""
    warnings.simplefilter("ignore")
    name, texts = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8"))
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 3.0
    began = time.process_time()
    read = importlib.import_module(name).load()
    first = texts["Simplified"][0]
    read(first[1])
    loaded = time.process_time() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (10 if sys.platform != "darwin" else 20))
    rates = {kind: rate(read, rows, seconds) for kind, rows in texts.items()}
    print(json.dumps({"load": loaded, "memory": memory, "rates": rates}))


def rate(read: Callable[[str], Any], rows: Sequence[tuple[int, str]], seconds: float) -> float:
    """Characters a second, the best of three runs; a slow reader gets as many texts as it manages.

    A row is a text and the number of its characters as they were before noise was added.
    """
    read(rows[0][1])
    best = 0.0
    for _ in range(3):
        done, began = 0, time.process_time()
        spent = 0.0
        for length, text in rows:
            read(text)
            done += length
            spent = time.process_time() - began
            if spent > seconds:
                break
        best = max(best, done / max(spent, 1e-9))
    return best


if __name__ == "__main__":
    main()
