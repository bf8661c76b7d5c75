"""Places: the gazetteers themselves, finding names, deciding between namesakes, aliases."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.recognize.gazetteer import find_divisions, load_gazetteer, load_towns
from newsextract.recognize.place_home import home_place, resolve_places
from newsextract.recognize.places import find_places
from newsextract.record import Range
from newsextract.resources import data_file, read_rows

CASES = Path(__file__).parent.parent / "cases"


def _cases(name: str) -> list[tuple[str, ...]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def _shown(text: str, aliases: bool) -> str:
    mentions = resolve_places(find_places(text), text)
    found = [f"{text[m.start : m.end]}={m.key}" for m in mentions if (m.rule == "alias") == aliases]
    return " ".join(found) or "-"


@pytest.mark.parametrize(("text", "expected", "why"), _cases("places.tsv"))
def test_places_are_found_and_decided(text: str, expected: str, why: str) -> None:
    assert _shown(text, aliases=False) == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), _cases("place_aliases.tsv"))
def test_aliases_mean_the_articles_own_place(text: str, expected: str, why: str) -> None:
    assert _shown(text, aliases=True) == expected, why


def test_a_decided_place_has_its_code_alone_and_an_undecided_one_all_of_them() -> None:
    (decided,) = resolve_places(find_places("鼓楼区居民"), "鼓楼区居民", publisher="福州晚报")
    assert decided.codes == ("350102",)
    (open_,) = resolve_places(find_places("鼓楼区居民"), "鼓楼区居民")
    assert open_.key == "?鼓楼区"
    assert set(open_.codes) >= {"350102", "320106", "320302", "410204"}


def test_the_region_orders_namesakes() -> None:
    text = "中山区里长说"
    (mention,) = resolve_places(find_places(text, region="TW"), text, region="TW")
    assert mention.key is not None
    assert mention.key.startswith(("tw:", "?"))
    assert not mention.codes


@pytest.mark.parametrize(
    ("region", "text", "expected"),
    [
        ("TW", "淹水及宜兰头城、苏澳停班，业者投资桃园，全新部署", ["宜兰", "头城", "苏澳", "桃园"]),
        ("HK", "湾仔及中西区居民，东区及南区的雨", ["湾仔", "中西区", "东区", "南区"]),
        ("CN", "东区、中西区的建设，重新北上", []),
    ],
)
def test_names_of_its_own_side_that_are_also_words(region: str, text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_places(text, region=region)] == expected


def test_words_are_hints_against_names_that_cut_through_them() -> None:
    text = "人们叠彩成画"
    assert [m.key for m in find_places(text)] == ["gb:450303"]
    words = [Range(0, 1), Range(1, 3), Range(3, 4), Range(4, 6)]
    assert find_places(text, words) == []


def test_the_headline_outweighs_the_body() -> None:
    text = "嘉兴市召开会议\n会议学习湖州市、湖州市的经验，全市要行动。"
    mentions = find_places(text)
    home = home_place(mentions, text, headline=Range(0, 7))
    assert home.city == "gb:330400"
    assert home.province == "gb:330000"
    alias = resolve_places(mentions, text, headline=Range(0, 7))[-1]
    assert (alias.rule, alias.codes) == ("alias", ("330400",))


def test_where_two_cities_are_level_the_last_one_named_governs() -> None:
    text = "泉州市增长5%。漳州市增长6%。"
    home = home_place(find_places(text), text)
    assert home.at(5, "city") == "gb:350500"
    assert home.at(len(text), "city") == "gb:350600"


@given(st.text(alphabet="北京市朝阳区县镇乡村州合作全本我和在、。 \nA1７広", max_size=60), st.none() | st.just("TW"))
def test_mentions_are_in_order_and_within_the_text(text: str, region: str | None) -> None:
    mentions = resolve_places(find_places(text, region=region), text, region=region)
    at = 0
    for mention in mentions:
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end


def test_every_division_has_a_parent_a_code_and_sound_years() -> None:
    codes = {row[0] for row in read_rows("gazetteers/divisions.tsv", 9)}
    present = {row[0] for row in read_rows("gazetteers/divisions.tsv", 9) if not row[7]}
    for code, name, _short, trust, level, parent, start, end, now in read_rows("gazetteers/divisions.tsv", 9):
        assert re.fullmatch(r"\d{6}", code), name
        assert trust in ("", "free", "context") and level in ("p", "c", "d"), name
        assert (parent in codes) == (level != "p"), name
        assert not (start and end) or start <= end, name
        assert not now or now in present, name
    assert len(present) > 3200


def test_towns_lie_in_known_counties() -> None:
    gazetteer = load_gazetteer()
    unknown = {key for keys in load_towns().counties.values() for key in keys if key not in gazetteer.places}
    # The list of towns counts development zones as if they were counties: some, and no more than that.
    assert len(unknown) < 150
    assert len(load_towns().counties) > 25_000


def test_places_outside_the_mainland_are_complete() -> None:
    keys = load_gazetteer().places.keys()
    assert sum(key.startswith("tw:") for key in keys) >= 380
    assert sum(key.startswith("iso:") and key.count(":") == 1 for key in keys) >= 240
    assert {"hk:元朗区", "mo:嘉模堂区", "gb:710000", "gb:810000", "gb:820000"} <= keys


def test_no_ancestor_chain_is_broken() -> None:
    gazetteer = load_gazetteer()
    for key, place in gazetteer.places.items():
        if place.level in ("province", "city", "county") and key.startswith(("gb:", "tw:", "hk:", "mo:")):
            assert [up.key for up in gazetteer.ancestors(key)][-1] == "iso:CN", key


@pytest.mark.parametrize(
    ("code", "year", "name", "present"),
    [
        ("450331", 2010, "荔浦县", "450381"),
        ("320684", 2015, "海门市", "320614"),
        ("110103", 2000, "崇文区", "110101"),
        ("451000", 2020, "百色市", "451000"),
        ("542400", 1995, "那曲地区", "540600"),
    ],
)
def test_codes_can_be_read_as_of_a_year(code: str, year: int, name: str, present: str) -> None:
    (division,) = [row for row in find_divisions(code, year) if row.code == code]
    assert (division.name, division.present) == (name, present)


@pytest.mark.parametrize(
    ("name", "present"),
    [
        ("涪陵市", "500102"),
        ("遵化县", "130281"),
        ("榆次市", "140702"),
        ("江津县", "500116"),
        ("川沙县", "310115"),
        ("南坪县", "513225"),
        ("伊克昭盟", "150600"),
        ("通县", "110112"),
        ("芳村区", "440103"),
    ],
)
def test_former_divisions_lead_to_what_they_are_today(name: str, present: str) -> None:
    former = [row for row in find_divisions("") if row.name == name and row.valid_to]
    assert former and {row.present for row in former} == {present}


def test_no_former_county_leads_to_another_while_its_name_lives_on() -> None:
    rows = find_divisions("")
    now = {row.code: row.name for row in rows if row.valid_to is None}
    stem = {code: name.rstrip("市县区旗") for code, name in now.items()}
    bearers: dict[tuple[str, str], set[str]] = {}
    for code, name in stem.items():
        bearers.setdefault((code[:2], name), set()).add(code)
    for row in rows:
        same = bearers.get((row.code[:2], row.name.rstrip("市县区旗")), set())
        if row.valid_to and row.name.endswith(("县", "市")) and len(same) == 1 and row.present:
            (one,) = same
            assert row.present.startswith(one.rstrip("0")[:4]), row


def test_the_manifest_matches_the_gazetteers() -> None:
    manifest = tomllib.loads(data_file("MANIFEST.toml").read_text("utf-8"))
    listed = {entry["path"]: entry for entry in manifest["file"] if entry["path"].startswith("gazetteers/")}
    files = {f"gazetteers/{file.name}" for file in data_file("gazetteers").iterdir()}
    assert set(listed) == files
    for path, entry in listed.items():
        raw = data_file(path).read_bytes()
        assert entry["sha256"] == hashlib.sha256(raw).hexdigest(), f"{path}: run scripts/update_manifest.py"
        assert entry["source"] and entry["licence"]
