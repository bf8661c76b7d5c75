"""The user's lexicon: what its rows do, what is refused, and that it stays a pure function."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from newsextract import extract, extract_many
from newsextract.batch.recipe import extractor_name
from newsextract.errors import LexiconError
from newsextract.pipeline import Config
from newsextract.read.lexicons import load_lexicon
from newsextract.record import Record

ROWS = """surface\ttype\tsubtype\tname\tidentifiers
# ours
青禾\tcompany\t\t青禾种业股份有限公司\tticker=301234.SZ uscc=91330000X
阿宝\tperson\texecutive\t包国强
稻香谷\tplace\tsite\t稻香谷景区
龙脊\tplace\t\t龙胜各族自治县\tgb2260=450328
首席种植官\ttitle\texecutive
農促會\torganization\tassociation
种子推广面积\tindicator\t\t良种推广面积

"""
HANT = (
    "本報訊 3月5日，青禾在稻香谷舉行發佈會，青禾首席種植官阿寶說，種子推廣面積185.6萬畝。農促會到龍脊考察。阿寶滿意。"
)
HANS = (
    "本报讯 3月5日，青禾在稻香谷举行发布会，青禾首席种植官阿宝说，种子推广面积185.6万亩。农促会到龙脊考察。阿宝满意。"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "mine.tsv"
    file.write_text(ROWS, "utf-8-sig")
    return file


def keys(record: Record) -> set[tuple[str, str, str]]:
    return {(entity.id, entity.name, entity.name_hans) for entity in record.entities}


@pytest.mark.parametrize("tagger", [False, True])
@pytest.mark.parametrize("text", [HANT, HANS])
def test_rows_tell_names_offices_and_indicators(path: Path, text: str, tagger: bool) -> None:
    record = extract(text, lexicon=path, tagger=tagger)
    entities = {entity.name: entity for entity in record.entities}
    assert entities["青禾种业股份有限公司"].identifiers == {"ticker": "301234.SZ", "uscc": "91330000X"}
    assert entities["青禾种业股份有限公司"].subtype == "company"
    assert [m.start for m in entities["包国强"].mentions] == [text.find("阿"), text.rfind("阿")]
    assert entities["包国强"].subtype == "executive"
    assert entities["稻香谷景区"].subtype == "site"
    assert entities["农促会" if "農促會" not in entities else "農促會"].subtype == "association"
    assert entities["龙胜各族自治县"].identifiers == {"gb2260": "450328"}
    (position,) = record.positions
    assert (position.person, position.organization) == (entities["包国强"].id, entities["青禾种业股份有限公司"].id)
    assert [fact.indicator_key for fact in record.facts] == ["良种推广面积"]


def test_both_scripts_have_the_same_keys(path: Path) -> None:
    assert keys(extract(HANT, lexicon=path)) == keys(extract(HANS, lexicon=path))


def test_a_longer_name_stays_and_is_the_same_company(path: Path) -> None:
    record = extract("青禾种业股份有限公司（下称青禾）与青禾稻田无关。", lexicon=path)
    assert [(e.name, len(e.mentions)) for e in record.entities] == [("青禾种业股份有限公司", 3)]


def test_what_is_told_wins_over_what_overlaps_it(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("桂林米粉\tcompany\nHi能\tcompany\n", "utf-8")
    record = extract("桂林米粉开业，Hi能与SHi能不同。", lexicon=str(file))
    assert [(e.name, [m.start for m in e.mentions]) for e in record.entities] == [("桂林米粉", [0]), ("Hi能", [7])]


def test_the_digest_tells_what_the_lexicon_says(path: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again.tsv", tmp_path / "other.tsv"
    again.write_text("\n".join(reversed(ROWS.splitlines()[1:])), "utf-8")
    other.write_text("青禾\tcompany\n", "utf-8")
    one, same, different = (load_lexicon(file) for file in (path, [again, again], [other]))
    assert one.digest == same.digest != different.digest
    assert one == same and hash(one) == hash(same) and one != different
    assert pickle.loads(pickle.dumps(one)) == one
    assert one.digest in extractor_name(Config(lexicon=one))
    assert extractor_name(Config()) == extractor_name(Config(lexicon=None))


def test_any_number_of_processes_gives_the_same(path: Path) -> None:
    texts = [HANT, HANS, HANT]
    one = [record.to_dict() for record in extract_many(texts, lexicon=path)]
    assert one == [record.to_dict() for record in extract_many(texts, lexicon=path, jobs=2)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("青禾", "bad.tsv:1: 1 cells; 2 to 5 wanted"),
        ("青禾\tcompany\t\t\t\t\t", "bad.tsv:1: 7 cells"),
        ("# x\n\n青\tcompany", "bad.tsv:3: surface '青' is no name of 2 to 60 characters"),
        ("123\tcompany", "bad.tsv:1: surface '123'"),
        ("青禾\tfirm", "bad.tsv:1: type 'firm' is none of person, place"),
        ("青禾\tcompany\tgovernment", "bad.tsv:1: subtype 'government' of a company must be left empty"),
        ("青禾\tplace\tvillage", "bad.tsv:1: subtype 'village' of a place must be city, country"),
        ("青禾\tcompany\t\t\tticker", "bad.tsv:1: identifier 'ticker' is not like"),
        ("青禾\tcompany\t\t\tticker=a ticker=b", "bad.tsv:1: a scheme stands twice"),
        ("青禾\tcompany\t\t\tgb2260=450100", "bad.tsv:1: gb2260 is a place's code"),
        ("青禾\tindicator\t\t\tx=1", "bad.tsv:1: indicators have no identifiers"),
        ("青禾\tcompany\n青禾\tcompany\t\t别名", "bad.tsv:2: '青禾' is a company that"),
    ],
)
def test_a_bad_row_is_refused_with_file_and_line(tmp_path: Path, rows: str, message: str) -> None:
    file = tmp_path / "bad.tsv"
    file.write_text(rows, "utf-8")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(file)
    assert message in str(caught.value)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gb.tsv").write_bytes("青禾\tcompany".encode("gb18030"))
    with pytest.raises(LexiconError, match="is not UTF-8"):
        load_lexicon(tmp_path / "gb.tsv")
    with pytest.raises(LexiconError, match=r"none\.tsv: No such file"):
        load_lexicon(tmp_path / "none.tsv")
