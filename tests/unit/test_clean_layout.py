"""Layout: every line gets its label, the masthead is read, and each pattern holds its own examples."""

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from newsextract.clean import clean_article, clean_text, find_masthead
from newsextract.clean.bylines import find_authors, is_byline
from newsextract.clean.cleaned import CleanText, Label
from newsextract.clean.datelines import find_dateline
from newsextract.clean.patterns import layout_pattern
from newsextract.clean.script import simplify
from newsextract.read import article_from_text
from newsextract.record import Range
from newsextract.resources import read_toml

CASES = Path(__file__).resolve().parents[1] / "cases"
ARTICLES = tomllib.loads((CASES / "clean_layout.toml").read_text("utf-8"))["article"]
PATTERNS = read_toml("patterns/layout.toml")


def parse(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The article of a case and its blocks."""
    out: list[str] = []
    blocks = []
    for line in text.strip("\n").split("\n"):
        label, _, content = line.removeprefix("+ ").partition(" | ")
        blocks.append((label, content.strip()))
        if line.startswith("+ "):
            out[-1] += content
        else:
            out.append(content)
    return "\n".join(out), blocks


def words(clean: CleanText, span: Range | None) -> str | None:
    return clean.text[span.start : span.end] if span else None


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case["name"])
def test_article(case: dict[str, Any]) -> None:
    text, blocks = parse(case["text"])
    clean = clean_text(text)
    assert [(b.label.value, clean.text[b.start : b.end].strip()) for b in clean.blocks] == blocks
    found = find_masthead(clean)
    assert found.headline == case.get("headline")
    assert found.publisher == case.get("publisher")
    assert [f"{words(clean, span)} {role}" for span, role in found.authors] == case.get("authors", [])
    assert [words(clean, span) for span in found.metadata_dates] == case.get("dates", [])
    assert words(clean, found.dateline_place) == case.get("place")
    assert words(clean, found.dateline_date) == case.get("date")


@pytest.mark.parametrize("case", ARTICLES, ids=lambda case: case["name"])
def test_blocks_are_sorted_and_cover_the_text(case: dict[str, Any]) -> None:
    clean = clean_text(parse(case["text"])[0])
    at = 0
    for block in clean.blocks:
        assert at <= block.start < block.end <= len(clean.text)
        assert not clean.text[at : block.start].strip()
        assert clean.text.count("\n", 0, block.start) == block.paragraph
        at = block.end
    assert not clean.text[at:].strip()


def line_examples() -> list[tuple[str, str, bool]]:
    out = []
    for name, table in PATTERNS["line"].items():
        out += [(name, example, True) for example in table["examples"]]
        out += [(name, example, False) for example in table["counterexamples"]]
    return out


@pytest.mark.parametrize(("name", "example", "expected"), line_examples())
def test_line_pattern(name: str, example: str, expected: bool) -> None:
    assert bool(layout_pattern("line", name).search(simplify(example))) is expected


@pytest.mark.parametrize(
    ("section", "name"),
    [
        ("dateline", "wire"),
        ("dateline", "own"),
        ("dateline", "named"),
        ("dateline", "placed"),
        ("dateline", "lettered"),
        ("dateline", "self"),
        ("dateline", "behind"),
        ("masthead", "beside_date"),
        ("masthead", "before_role"),
    ],
)
def test_head_patterns(section: str, name: str) -> None:
    pattern = layout_pattern(section, name)
    for example in PATTERNS[section][f"{name}_examples"]:
        assert pattern.search(example), example
    for example in PATTERNS[section][f"{name}_counterexamples"]:
        assert not pattern.search(example), example


def test_byline_pattern() -> None:
    for example in PATTERNS["byline"]["examples"]:
        assert is_byline(example), example
    for example in [*PATTERNS["byline"]["counterexamples"], "通讯员队伍建设"]:
        assert not is_byline(example), example


def test_every_line_pattern_has_examples() -> None:
    for name, table in PATTERNS["line"].items():
        assert table["examples"] and table["counterexamples"], name


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("(记者 方晓)", ["方晓"]),
        ("(记者方晓 林知远 通讯员白霁)", ["方晓", "林知远", "白霁"]),
        ("(记者方晓、林知远)", ["方晓", "林知远"]),
        ("(通讯员 多杰才让)", ["多杰才让"]),
        ("(记者 巴图尔·艾山 方晓)", ["巴图尔·艾山", "方晓"]),
        ("〔记者王○○/台北报导〕", ["王○○"]),
        ("(东洋社记者林知远台北18日电)", ["林知远"]),
        ("(东洋社记者欧阳知远台北18日电)", ["欧阳知远"]),
        ("(记者方晓金岭报道)", ["方晓"]),
        ("本报记者 方晓 金岭报道", ["方晓"]),
        ("记者 方晓 林知远 摄", ["方晓", "林知远"]),
        ("文/方晓 图/白霁", ["方晓", "白霁"]),
        ("(记者倪红梅顾震球)", ["倪红梅", "顾震球"]),
        ("(记者方晓林知远)", ["方晓", "林知远"]),
        ("(记者欧阳知远)", ["欧阳知远"]),
        ("本报记者陈小才李知琳金岭报道", ["陈小才", "李知琳"]),
        ("作者:方晓 浏览次数:12", ["方晓"]),
        ("本报讯", []),
        ("(本报综合报道)", []),
    ],
)
def test_authors(byline: str, names: list[str]) -> None:
    assert [byline[a.span.start : a.span.end] for a in find_authors(byline, 0, len(byline))] == names


def test_metadata_of_the_input_goes_first() -> None:
    text = "本报讯\n云岭县召开会议\n2023-07-05 来源:云岭晚报\n会议昨天召开,产值增长5%。"
    article = article_from_text(text, title="雲嶺縣召開會議", publisher="海峡网")
    clean = clean_article(article)
    assert next(b for b in clean.blocks if b.label is Label.HEADLINE).paragraph == 1
    found = find_masthead(clean, article)
    assert (found.headline, found.publisher) == ("雲嶺縣召開會議", "海峡网")


EVIL = [
    "<!--",
    "<script>",
    "<b a='x' ",
    "&#1",
    "&nbsp",
    "(dà ",
    "業(yè)",
    "ㄅ(dà)",
    "记者",
    "来源:",
    "(",
    "一 ",
    "甲、",
]
EVIL += [
    "和",
    "1",
    "1:",
    "2024-1-1 ",
    "记者 张三 ",
    "首页>",
    "   ",
    "。。",
    "?(",
    "\n",
    "\u3000",
    "〔记者",
    "图/",
    "a\n",
]


@pytest.mark.parametrize("unit", EVIL)
def test_no_input_is_slow(unit: str) -> None:
    heads = ("", "记者 ", "来源:", "2024-03-01 ", "本报讯 ", "〔", "新华社")
    lines = [f"{head}{unit * 160}"[:size] + tail for head in heads for size, tail in ((158, ""), (99, "x"), (60, "。"))]
    begin = time.process_time()
    clean_text("\n".join(lines))
    clean_text(unit * (20_000 // len(unit)))
    assert time.process_time() - begin < 5  # a second at most on a slow machine; what backtracks takes minutes


@pytest.mark.parametrize(
    ("head", "span", "names"),
    [
        ("东洋社金岭五月十日电(方江、林升培)选手获胜。", "东洋社金岭五月十日电(方江、林升培)", ["方江", "林升培"]),
        ("东洋网金岭8月9日讯(记者方黎莹)昨天,公司", "东洋网金岭8月9日讯(记者方黎莹)", ["方黎莹"]),
        ("本报金岭5月27日电记者丁刚报道:银行", "本报金岭5月27日电记者丁刚报道:", ["丁刚"]),
        ("本报讯记者李杰报道:5月11日", "本报讯记者李杰报道:", ["李杰"]),
        ("(本报综合报道)会议", "(本报综合报道)", []),
        ("本报讯据了解,全市", "本报讯", []),
        ("北京时间10月2日东洋社消息,教练", None, []),
        ("据金岭东洋社11日报道,油田", None, []),
        ("记者从东洋网讯问处获悉", None, []),
        ("(一)总体要求", None, []),
        ("国家统计局3月5日电话会议", None, []),
    ],
)
def test_datelines(head: str, span: str | None, names: list[str]) -> None:
    found = find_dateline(head, 0, len(head))
    assert (head[found.span.start : found.span.end] if found else None) == span
    assert [head[a.span.start : a.span.end] for a in (found.authors if found else ())] == names
