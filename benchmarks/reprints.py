"""How alike reprints are, and how alike articles that are none: python -m benchmarks.reprints [FOLDER ...]

Each article of some folders is reprinted in several ways; its signature is compared with those of its reprints, of the
same report with other figures (next month's), and of all other articles. Prints the quantiles of the likeness and how
many pairs each threshold takes for reprints.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from opencc import OpenCC

from newsextract import Article, extract
from newsextract.read import read_inputs
from newsextract.store.reprints import THRESHOLD, Signature, make_signature, similarity

TO_HANT, TO_HANS = OpenCC("s2twp"), OpenCC("t2s")
SHARES = (0.3, 0.4, 0.5, 0.6, 0.7)


def other_script(text: str, chance: random.Random) -> str:
    """The article in the other script, with words of Taiwan where they differ."""
    hans = TO_HANS.convert(text)
    return TO_HANT.convert(text) if hans == text else hans


def cut(text: str, chance: random.Random) -> str:
    """Without its last fifth, at the end of a sentence."""
    end = text.rfind("。", 0, len(text) * 4 // 5)
    return text[: end + 1] if end > 0 else text


def other_head(text: str, chance: random.Random) -> str:
    """Another headline and a line of its own before, an editor's note behind."""
    rest = text.split("\n", 1)[-1]
    return f"要闻速览\n本网综合消息\n{rest}\n责任编辑：方晓　来源：青禾晚报"


def noisy(text: str, chance: random.Random) -> str:
    """Full-width digits, blanks within lines, and every fiftieth character lost."""
    wide = text.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    return "".join(f"{c} " if chance.random() < 0.02 else c for c in wide if chance.random() > 0.02)


def all_of_it(text: str, chance: random.Random) -> str:
    """The other script, cut, with another head."""
    return other_head(cut(other_script(text, chance), chance), chance)


def next_month(text: str, chance: random.Random) -> str:
    """The same report with other figures: every number of two digits or more is changed."""
    return re.sub(r"\d{2,}", lambda m: "".join(chance.choice("123456789") for _ in m[0]), text)


REPRINTS: dict[str, Callable[[str, random.Random], str]] = {
    "other script": other_script,
    "last fifth cut": cut,
    "other head and foot": other_head,
    "noise": noisy,
    "script, head, cut": all_of_it,
}


def main() -> None:
    """Measure and print."""
    folders = sys.argv[1:] or ["corpus/dev", "corpus/test"]
    files = sorted(str(path) for folder in folders for path in Path(folder).glob("*.txt"))
    texts = [item.text for item in read_inputs(files) if isinstance(item, Article)]
    signatures = [_sign(text) for text in texts]
    shares = {name: _compare(texts, signatures, change) for name, change in REPRINTS.items()}
    shares["same report, other figures"] = _compare(texts, signatures, next_month)
    shares["other articles"] = [_likeness(a, b) for a, b in combinations(signatures, 2)]
    print(f"{len(texts)} articles of {', '.join(folders)}; threshold {THRESHOLD}\n")
    print("| pair | pairs | least | 5 % | median | 95 % | most |" + "".join(f" ≥ {share} |" for share in SHARES))
    print("|---|---:|---:|---:|---:|---:|---:|" + "---:|" * len(SHARES))
    for name, found in shares.items():
        ordered = sorted(found)
        quantiles = [ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0, 0.05, 0.5, 0.95, 1)]
        taken = [sum(share >= limit for share in found) for limit in SHARES]
        print(
            f"| {name} | {len(found)} | " + " | ".join([f"{q:.2f}" for q in quantiles] + [str(n) for n in taken]) + " |"
        )


def _sign(text: str) -> Signature:
    return make_signature(extract(text).to_dict())


def _compare(texts: list[str], signatures: list[Signature], change: Callable[[str, random.Random], str]) -> list[float]:
    chance = random.Random(3)
    return [_likeness(s, _sign(change(text, chance))) for text, s in zip(texts, signatures, strict=True)]


def _likeness(one: Signature, other: Signature) -> float:
    return similarity(one.minhash, other.minhash) if one.minhash and other.minhash else 0.0


if __name__ == "__main__":
    main()
