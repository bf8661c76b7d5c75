"""Scores and speed of the shipped tagger on the dev parts: `evaluate.py [PART ...]`. Needs no torch."""

from __future__ import annotations

import json
import sys
import time

from corpora import fold, read_raw
from scores import DEV, score_part

from newsextract.recognize.tagger import load_tagger


def main() -> None:
    tagger = load_tagger()
    characters, seconds = 0, 0.0
    for part in sys.argv[1:] or DEV:
        rows = [row for row in read_raw(part) if row["text"]]
        texts = [fold(row["text"]) for row in rows]
        began = time.perf_counter()
        found = [[(a, b, kind) for a, b, kind, _ in names] for names in tagger.tag(texts)]
        seconds += time.perf_counter() - began
        characters += sum(map(len, texts))
        print(part, json.dumps(score_part(part, rows, found), ensure_ascii=False))
    print(f"{characters / seconds:.0f} characters a second")


if __name__ == "__main__":
    main()
