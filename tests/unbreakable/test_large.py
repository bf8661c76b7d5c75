"""Inputs that are too large or made to be slow: an answer or a clean refusal, in bounded time and memory."""

import gzip
import json

import pytest
from programs import run

ARTICLE = "桂林市2023年粮食产量185.6万吨，同比增长2.3%。"
MOST_MEMORY = 1000  # MB

ODD = {
    "a million newlines": "\n" * 1_000_000 + ARTICLE,
    "ten thousand brackets deep": "桂林市" + "(" * 10_000 + ARTICLE + ")" * 10_000,
    "ten thousand brackets side by side": ARTICLE + "（中）" * 10_000,
    "a million digits": "粮食产量" + "1234567890" * 100_000 + "吨。" + ARTICLE,
    "a hundred thousand Chinese digits": "粮食产量" + "一二三四五六七八九十" * 10_000 + "吨。" + ARTICLE,
    "a hundred thousand commas": ARTICLE + "，" * 100_000 + ARTICLE,
    "residue without end": "產(chǎn)業(yè)" * 30_000 + "。" + ARTICLE,
    "markup that is never closed": "<div>" * 50_000 + ARTICLE,
    "entities of entities": "&amp;" * 50_000 + ARTICLE,
    "quotes that are never closed": "“" * 20_000 + ARTICLE,
    "names without end": "副市长王勇、" * 20_000 + ARTICLE,
    "one enormous row of a table": "指标\t数值\n" + "粮食产量\t185.6万吨\t" * 10_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_text_is_read_in_bounded_time_and_memory(name, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_text(ODD[name], "utf-8", newline="")
    done = run(tmp_path, path, "-o", tmp_path / "odd.json")
    assert done.status == 0, done.err
    record = json.loads((tmp_path / "odd.json").read_text("utf-8"))
    assert record["document"]["length"] == len(ODD[name])
    assert done.megabytes < MOST_MEMORY
    assert done.seconds < 2 + len(ODD[name]) / 10_000  # ten thousand characters a second, at the very worst


def test_a_line_of_a_hundred_megabytes_is_refused(tmp_path):
    path = tmp_path / "line.txt"
    with path.open("w", encoding="utf-8") as stream:
        for _ in range(100):
            stream.write("粮食产量" * 87_382)
    done = run(tmp_path, path)
    assert done.status == 1
    assert done.out == b""
    assert done.err.count("\n") == 1 and "line.txt" in done.err and "larger than" in done.err
    assert done.megabytes < MOST_MEMORY


def test_a_long_line_among_articles_is_refused_and_the_rest_is_read(tmp_path):
    path = tmp_path / "lines.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps({"id": "a", "text": ARTICLE}) + "\n")
        stream.write('{"id": "b", "text": "' + "粮" * 30_000_000 + '"}\n')
        stream.write(json.dumps({"id": "c", "text": ARTICLE}) + "\n")
    done = run(tmp_path, path)
    assert done.status == 1
    assert [json.loads(line)["document"]["key"] for line in done.out.splitlines()] == ["a", "c"]
    assert "lines.jsonl:2" in done.err
    assert done.megabytes < MOST_MEMORY


def test_a_bomb_is_refused_within_a_second(tmp_path):
    """300 MB of one character, packed into 300 KB."""
    path = tmp_path / "bomb.txt.gz"
    with gzip.open(path, "wb", compresslevel=9) as stream:
        for _ in range(300):
            stream.write(b"0" * 1_000_000)
    small = tmp_path / "small.txt"
    small.write_text(ARTICLE, "utf-8")
    usual = run(tmp_path, small)
    done = run(tmp_path, path)
    assert done.status == 1
    assert "bomb.txt.gz" in done.err
    assert done.seconds - usual.seconds < 1
    assert done.megabytes < MOST_MEMORY
