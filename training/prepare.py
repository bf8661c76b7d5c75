"""Builds the feature tables from the corpora and the lexicons: `prepare.py build/tables.pickle`."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

from corpora import training_corpora
from lexicon import read_words
from tables import build_featurizer


def main() -> None:
    texts = [e.text for examples in training_corpora().values() for e in examples]
    featurizer = build_featurizer(texts, read_words())
    out = Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(pickle.dumps(featurizer))
    print(f"{featurizer.alphabet.size} characters, {(featurizer.bigrams.slots > 0).sum()} bigrams, "
          f"{(featurizer.words.slots > 0).sum()} words")  # fmt: skip


if __name__ == "__main__":
    main()
