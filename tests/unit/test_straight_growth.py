"""The cost of an article grows straight with its length: no step is quadratic.

Processor time, and a limit that only a step which grows faster breaks: ten times the text may take twenty times as
long, a quadratic step takes a hundred times. ``python -m benchmarks --full`` goes to 10 MB and prints what is reached.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsextract.pipeline import extract_article
from newsextract.read import article_from_text
from newsextract.write.json import format_jsonl

LIMIT = 2.0
ORDINARY = (
    "青禾市统计局昨天公布，今年前三季度全市实现地区生产总值1234.5亿元，比上年同期增长5.3%。市长林知远说，全市规模以上工业"
    "企业达到320家，从业人员12万人。\n漓源米业有限公司董事长方晓表示，公司去年营业收入为3.5亿元，其中线上销售额占18%；"
    "该公司计划在3年内新建2家工厂。\n"
)
KINDS = {
    "prose": ORDINARY,
    "names": "副市长林{n}远、局长韦{n}禾、海{n}电子有限公司总经理方{n}与桂林市、柳州市、梧州市代表出席会议。\n",
    "figures": "产量{n}吨，增长{n}.5%，居第{n}位；收入{n}万元、{n}万元和{n}万元，分别增长1%、2%和3%。\n",
    "table": "地区\t产量（吨）\t增长（%）\n桂林市\t{n}\t2.{n}\n柳州市\t{n}\t3.1\n\n",
    "brackets": "公司（{n}（甲（乙）丙）丁）说：“今年{n}月‘增长’{n}%。”",
    "one line": "今年，全市发展势头良好、",
}
_NAMES = "知文明华建国志强晓东海平永春秀英玉兰桂芳红军卫民德福"


def make_text(kind: str, size: int) -> str:
    """A text of so many characters of a kind, its names and figures not all the same."""
    parts, length = [], 0
    while length < size:
        n = len(parts)
        filler = _NAMES[n % len(_NAMES)] if kind == "names" else str(n % 97 + 1)
        parts.append(KINDS[kind].replace("{n}", filler))
        length += len(parts[-1])
    return "".join(parts)[:size]


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2 if len(text) < 100_000 else 1):
        begin = time.process_time()
        format_jsonl(extract_article(article_from_text(text)).to_dict())
        best = min(best, time.process_time() - begin)
    return best


def growth(kind: str, size: int) -> float:
    """How many times as long a text takes as ten of a tenth of its size."""
    return seconds(make_text(kind, size)) / 10 / seconds(make_text(kind, size // 10))


@pytest.mark.parametrize("kind", KINDS)
def test_growth_from_10_to_100_kilobytes_is_straight(kind: str) -> None:
    seconds(make_text(kind, 300))  # loads everything
    tries = (growth(kind, 33_000) for _ in range(3))
    assert any(ratio < LIMIT for ratio in tries)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["prose", "names"])
def test_growth_from_100_kilobytes_to_a_megabyte_is_straight(kind: str) -> None:
    tries = (growth(kind, 330_000) for _ in range(2))
    assert any(ratio < LIMIT for ratio in tries)


@pytest.mark.slow
def test_growth_of_the_corpus_is_straight() -> None:
    articles = sorted((Path(__file__).parents[2] / "corpus" / "dev").glob("*.txt"))
    whole = "\n".join(path.read_text("utf-8", "replace") for path in articles)
    short = whole[: len(whole) // 10]
    assert any(seconds(whole) / seconds(short) * len(short) / len(whole) < LIMIT for _ in range(3))
