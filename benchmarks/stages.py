"""Where the time of an article goes: python -m benchmarks.stages [FOLDER ...]

Wraps the stages that ``pipeline.py`` joins, and the tagger, and prints for each the microseconds of processor time for
a character and its share. The wrapping costs next to nothing; a profiler would make small functions look large.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.texts import corpus_folders, load_texts

from newsextract import pipeline
from newsextract.read import article_from_text
from newsextract.recognize.tagger import Tagger
from newsextract.record import Record
from newsextract.write.json import format_jsonl

STAGES = (
    *("clean_article", "find_masthead", "find_sentences", "find_region", "recognize_names", "infer_anchor"),
    *("find_times", "find_quantities", "build_document", "build_entities", "set_scene", "build_events", "build_facts"),
    *("build_positions", "build_times", "find_warnings", "validate_record"),
)
_ROUNDS = 5


def main() -> None:
    """Measure and print."""
    texts = load_texts(sys.argv[1:] or corpus_folders())
    spent: Counter[str] = Counter()
    for name in STAGES:
        setattr(pipeline, name, _timed(name, getattr(pipeline, name), spent))
    Tagger.tag = _timed("  of which the tagger", Tagger.tag, spent)  # type: ignore[method-assign]
    Record.to_dict = _timed("to_dict (twice)", Record.to_dict, spent)  # type: ignore[method-assign]
    best: Counter[str] = Counter()
    for _ in range(_ROUNDS + 1):
        spent.clear()
        began = time.process_time()
        for text in texts:
            format_jsonl(pipeline.extract_article(article_from_text(text)).to_dict())
        spent["all"] = time.process_time() - began  # type: ignore[assignment]
        best = spent.copy() if not best or spent["all"] < best["all"] else best
    length = sum(map(len, texts))
    print(f"{len(texts)} articles, {length:,} characters, {length / best['all']:,.0f} a second\n")
    print("| stage | µs a character | share |\n|---|---:|---:|")
    for name in ("all", *sorted(best.keys() - {"all"}, key=lambda name: -best[name])):
        print(f"| {name} | {best[name] / length * 1e6:.2f} | {best[name] / best['all']:.0%} |")


def _timed(name: str, function: Callable[..., Any], spent: Counter[str]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        began = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            spent[name] += time.process_time() - began  # type: ignore[assignment]

    return timed


if __name__ == "__main__":
    main()
