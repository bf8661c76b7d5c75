"""Cleaning: noise goes, everything else stays, and the edit log says what was done."""

import json
import os
import re
from pathlib import Path

import pytest

from newsextract.clean import clean_text
from newsextract.clean.damage import find_damage
from newsextract.clean.offsets import apply_edits
from newsextract.clean.residue import find_residue, is_reading, is_syllable
from newsextract.clean.script import simplify

CASES = Path(__file__).resolve().parents[1] / "cases"
DATA = Path(os.environ.get("NEWSEXTRACT_DATA", "/nonexistent"))
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="NEWSEXTRACT_DATA does not name the development data")


def read_cases(name: str) -> list[tuple[str, str]]:
    rows = []
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            given, expected, *_ = line.split("\t")
            rows.append((unescape(given), unescape(expected)))
    return rows


def unescape(text: str) -> str:
    named = {"n": "\n", "r": "\r", "t": "\t"}
    return re.sub(r"\\(u[0-9a-f]{4}|[nrt])", lambda m: named.get(m[1]) or chr(int(m[1][1:], 16)), text)


@pytest.mark.parametrize(("given", "expected"), read_cases("clean_text.tsv"))
def test_noise(given: str, expected: str) -> None:
    clean = clean_text(given)
    assert clean.text == expected
    assert apply_edits(given, clean.edits) == clean.text
    assert bool(clean.edits) is bool(clean.counts)


@pytest.mark.parametrize(("given", "expected"), read_cases("clean_residue.tsv"))
def test_residue(given: str, expected: str) -> None:
    clean = clean_text(given)
    assert clean.text == expected
    assert apply_edits(given, clean.edits) == clean.text


def test_counts_and_log_name_the_noise() -> None:
    clean = clean_text("雲嶺縣(xiàn)產(chǎn)值&nbsp;３億元<br>增長(zhǎng)５％")
    assert clean.counts == {"html_tag": 1, "html_entity": 1, "fullwidth": 2, "pinyin_residue": 3, "space": 1}
    assert [clean.original[e.a : e.b] for e in clean.edits if e.kind == "pinyin_residue"] == [
        "(xiàn)",
        "(chǎn)",
        "(zhǎng)",
    ]


LONG = "雲嶺縣今天在縣城召開會議,縣長林知遠出席並講話,要求各鄉鎮抓緊時間落實各項工作,確保全年任務如期完成。" * 3


def test_a_single_gloss_in_an_article_is_kept() -> None:
    text = f"{LONG}村民單(dān)先生說,他很滿意。"
    assert clean_text(text).text == text


def test_a_single_bracket_on_a_common_character_is_residue() -> None:
    assert clean_text(f"{LONG}全年產(chǎn)量大增。").text == f"{LONG}全年產量大增。"
    assert "「產(chǎn)」字" in clean_text(f"{LONG}「產(chǎn)」字怎麼寫。").text


def test_a_gloss_at_the_first_mention_is_kept() -> None:
    text = f"長(zhǎng)子縣位於山西。{LONG}長子縣的長者說,增長很快,成長也快。樂(lè)山"
    assert "長(zhǎng)子縣" in clean_text(text).text


def test_an_odd_reading_goes_where_the_article_is_polluted() -> None:
    text = f"{LONG}產(chǎn)業(yè)區(qū)發(fā)展計(jì)劃(huà),單(shàn)縣。"
    assert clean_text(text).text.endswith("產業區發展計劃,單縣。")


def test_a_neutral_tone_goes_where_the_article_is_polluted() -> None:
    text = f"{LONG}我們(men)產(chǎn)業(yè)區(qū)發(fā)展計(jì)劃(huà),什麼(me)。"
    assert clean_text(text).text.endswith("我們產業區發展計劃,什麼。")
    assert clean_text("我們(men)都去").text == "我們(men)都去"


TONELESS = "他想(xiang)了一(yi)下(xia),还是(shi)去(qu)了(le)县(xian)城(cheng)办(ban)事,"


def test_toneless_residue_needs_the_whole_document() -> None:
    assert clean_text(TONELESS * 2).text == "他想了一下,还是去了县城办事," * 2
    assert clean_text("他想(xiang)了一下").text == "他想(xiang)了一下"
    brands = "".join(f"第{n}家是某某(Brand)和小米(Xiaomi)," for n in range(12))
    assert clean_text(brands + "网(wang)易").text == brands + "网(wang)易"


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("昨日發生燃?xì)獗ㄊ鹿，死3人", ["燃?xì)獗ㄊ鹿"]),
        ("新建平ㄔO(shè)的項目", ["平ㄔO(shè)"]),
        ("一批農產(chǎn", ["(chǎn"]),
        ("村民\ufffd\ufffd說", ["\ufffd\ufffd"]),
        ("去咖啡館(café)坐坐", []),
        ("歌手(Beyoncé)演唱", []),
        ("亳(bó)州市", []),
        ("他說dà", []),
    ],
)
def test_damage_is_flagged(text: str, damaged: list[str]) -> None:
    clean = clean_text(text)
    assert [clean.text[a:b] for a, b in clean.damaged] == damaged
    assert all(clean.text[a:b] for a, b in find_damage(clean.text))


def test_wrapped_text_is_joined() -> None:
    sentence = (
        "云岭市统计局今天公布全年经济数据,全市地区生产总值达到一千二百三十四亿元,比上年增长百分之五,其中第一产业增加值"
    )
    body = (sentence + "一百二十亿元，增长百分之三。") * 3
    wrapped = "\n".join(body[i : i + 19] for i in range(0, len(body), 19))
    assert wrapped.count("\n") > 8
    assert clean_text(wrapped).text == body.replace("，", ",")
    headlines = "\n".join(["云岭市召开会议部署工作", "全县收入增长", "多地迎来降雨天气过程", "某公司发布年报"] * 3)
    assert clean_text(headlines).text == headlines


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("产业发展规划", "Hans"),
        ("產業發展規劃", "Hant"),
        ("产业发展规划。產業發展規劃", "mixed"),
        ("中山公司", "Hans"),
        ("標志着后來的發展,產業區開會講話經驗", "Hant"),
        ("abc 123", None),
        ("", None),
    ],
)
def test_script(text: str, script: str | None) -> None:
    assert clean_text(text).script == script


def test_shadow() -> None:
    assert simplify("臺灣縣畝佔祕書裡証綫乾隆乾淨") == "台湾县亩占秘书里证线乾隆干净"
    assert simplify("古麗•艾山") == "古丽·艾山"
    assert simplify("隨著經濟復甦，牠們著手帶著專著") == "随着经济复苏，它们着手带着专著"
    assert simplify("著名作家顯著，對著名學者、有著作、編著") == "著名作家显著，对著名学者、有著作、编著"
    text = "𠀀\ufffd\x00𫟼鑹" * 3
    assert len(simplify(text)) == len(text)


def test_surrogates_and_nul_do_no_harm() -> None:
    clean = clean_text("甲\ud800乙\x00丙")
    assert clean.text == "甲\ufffd乙丙"
    assert clean.mention(1, 2).text == "\ud800"


def test_readings() -> None:
    assert is_reading("zhǎng", "長") and is_reading("cháng", "長") and is_reading("zhang", "長")
    assert not is_reading("lǐ", "產")
    assert is_syllable("chǎn") and not is_syllable("café")
    assert find_residue("沒有括號") == []


def test_mention_speaks_both_languages() -> None:
    text = "雲嶺縣(xiàn)發(fā)展計(jì)劃"
    clean = clean_text(text)
    at = clean.text.index("縣發展")
    mention = clean.mention(at, at + 3)
    assert (mention.text, mention.clean) == ("縣(xiàn)發(fā)展", "縣發展")
    assert text[mention.start : mention.end] == mention.text


@needs_data
def test_bracket_cases() -> None:
    rows = [json.loads(line) for line in (DATA / "brackets.jsonl").read_text("utf-8").splitlines()]
    narrow = str.maketrans({chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)})
    right = sum(clean_text(row["text"]).text == row["expected_clean"].translate(narrow) for row in rows)
    assert right >= 104


@needs_data
@pytest.mark.parametrize("path", sorted(DATA.glob("ner/*.dev.jsonl")), ids=lambda path: path.stem)
@pytest.mark.parametrize("traditional", [False, True])
def test_clean_news_is_left_alone(path: Path, traditional: bool) -> None:
    import opencc

    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    convert = opencc.OpenCC("s2t").convert if traditional else str
    removed = []
    for i in range(0, len(texts), 50):
        text = convert("\n".join(texts[i : i + 50]))
        removed += [text[e.a - 1 : e.b] for e in clean_text(text).edits if "pinyin" in e.kind]
    assert removed == []
