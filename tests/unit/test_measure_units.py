"""Units are what their codes say: factors held against the definitions of the units, codes against UCUM and ISO 4217.

The definitions here are written apart from ``data/units``: atoms with their exact size in SI units, and prefixes; a
code is read by them and must give the factor of its row.
"""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from babel import Locale

from newsextract.clean.script import simplify
from newsextract.measure.units import CURRENCIES, UNITS
from newsextract.resources import read_table

INCH, POUND, GRAVITY = Fraction("0.0254"), Fraction("453.59237"), Fraction("9.80665")
FOOT, YARD, MILE, SEA_MILE = 12 * INCH, 36 * INCH, 63360 * INCH, Fraction(1852)
GALLON, SHI_CHI, PING = 231 * INCH**3 * 1000, Fraction(1, 3), Fraction(400, 121)
SURVEY_FOOT = Fraction(1200, 3937)
DAY, YEAR = 86400, Fraction("365.25") * 86400
# Atoms that take prefixes: size in metre, gram, second, litre for volume, watt, joule, … (the bases of units.tsv).
METRIC = {
    **{"m": 1, "g": 1, "t": 10**6, "L": 1, "s": 1, "J": 1, "W": 1, "Pa": 1, "N": 1, "V": 1, "A": 1, "C": 1, "F": 1},
    **{
        "H": 1,
        "Hz": 1,
        "Ohm": 1,
        "Bq": 1,
        "Sv": 1,
        "Gy": 1,
        "mol": 1,
        "By": 1,
        "bit": Fraction(1, 8),
        "lm": 1,
        "lx": 1,
    },
    **{
        "cal": Fraction("4.184"),
        "gf": GRAVITY / 1000,
        "bar": 10**5,
        "G": Fraction(1, 10**4),
        "rad": 1,
        "K": 1,
        "cd": 1,
    },
    **{
        "Ci": 37 * 10**9,
        "R": Fraction(258, 10**6),
        "ar": 100,
        "pc": 30856775814913673,
        "B": 1,
        "eV": 0,
        "u": 0,
        "Cel": 1,
    },
    **{"var": 1, "m[Hg]": Fraction("133322.387415"), "[iU]": 1, "FLOPS": 1},
}
PREFIXES = {
    **{"da": 10, "h": 100, "k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18, "Z": 10**21},
    **{"d": Fraction(1, 10), "c": Fraction(1, 100)},
    **{p: Fraction(1, 10 ** (3 * n)) for n, p in enumerate(("m", "u", "n", "p", "f", "a"), 1)},
}
PLAIN = {
    **{
        "min": 60,
        "h": 3600,
        "d": DAY,
        "wk": 7 * DAY,
        "a": YEAR,
        "mo": YEAR / 12,
        "har": 10**4,
        "Ao": Fraction(1, 10**10),
    },
    **{"[in_i]": INCH, "[ft_i]": FOOT, "[yd_i]": YARD, "[mi_i]": MILE, "[nmi_i]": SEA_MILE, "[fth_i]": 6 * FOOT},
    **{"[sin_i]": INCH**2, "[sft_i]": FOOT**2, "[syd_i]": YARD**2, "[kn_i]": SEA_MILE / 3600},
    **{"[acr_us]": 43560 * SURVEY_FOOT**2, "[ly]": 299792458 * YEAR, "AU": 149597870700},
    **{"[cin_i]": INCH**3 * 1000, "[cft_i]": FOOT**3 * 1000, "[cyd_i]": YARD**3 * 1000},
    **{"[gal_us]": GALLON, "[gal_br]": Fraction("4.54609"), "[pt_us]": GALLON / 8, "[qt_us]": GALLON / 4},
    **{"[bu_us]": Fraction("2150.42") * INCH**3 * 1000, "[foz_us]": GALLON / 128, "[bbl_us]": 42 * GALLON},
    **{"[tsp_m]": Fraction(5, 1000), "[tbs_m]": Fraction(15, 1000)},
    **{"[lb_av]": POUND, "[oz_av]": POUND / 16, "[gr]": POUND / 7000, "[oz_tr]": 480 * POUND / 7000},
    **{"[ston_av]": 2000 * POUND, "[lton_av]": 2240 * POUND, "[stone_av]": 14 * POUND, "[car_m]": Fraction(1, 5)},
    **{"[HP]": 550 * FOOT * POUND / 1000 * GRAVITY, "[psi]": POUND / 1000 * GRAVITY / INCH**2, "atm": 101325},
    **{"[Btu_IT]": Fraction("4.1868") * POUND * 5 / 9, "[ppm]": Fraction(1, 10**6), "[ppb]": Fraction(1, 10**9)},
    **{"%": Fraction(1, 100), "10*6": 10**6, "dB": 1, "deg": 0, "'": 0, "''": 0, "[degF]": 0, "{rev}": 0},
}
# Chinese units by their legal definitions: the market system (1959), Taiwan's and Hong Kong's.
CHINESE = {
    "兆像素": 1_000_000,
    "/10万": Fraction(1, 100000),
    **{
        "里": 1500 * SHI_CHI,
        "丈": 10 * SHI_CHI,
        "尺": SHI_CHI,
        "寸": SHI_CHI / 10,
        "引": 100 * SHI_CHI,
        "弗隆": MILE / 8,
    },
    **{"台尺": Fraction(10, 33), "台寸": Fraction(1, 33), "亩": 6000 * SHI_CHI**2, "分地": 600 * SHI_CHI**2},
    **{"顷": 600000 * SHI_CHI**2, "方里": (1500 * SHI_CHI) ** 2, "坪": PING, "甲": 2934 * PING},
    **{"斤": 500, "两": 50, "担": 50000, "台斤": 600, "台两": Fraction(600, 16), "斗": 10, "石": 100},
    **{"司马斤": Fraction("604.78982"), "司马两": Fraction("604.78982") / 16, "公制马力": 75 * GRAVITY},
    **{"pp": Fraction(1, 100), "基点": Fraction(1, 10**4), "‰": Fraction(1, 1000), "times": 1, "载重吨": 10**6},
}
ROWS = read_table(UNITS, 8)
ISO = re.compile("[A-Z]{3}")
LOCALES = (Locale("zh", script="Hans"), Locale("zh", script="Hant"), Locale("zh", "HK", script="Hant"))
BECAME_OTHER = {"缅元"}  # CLDR keeps the name for the kyat of before 1989


def atom_size(atom: str) -> Fraction | None:
    if atom in PLAIN:
        return Fraction(PLAIN[atom])
    if atom in METRIC:
        return Fraction(METRIC[atom])
    if atom.isdecimal():
        return Fraction(int(atom))
    for prefix, by in PREFIXES.items():
        if atom.startswith(prefix) and atom[len(prefix) :] in METRIC:
            return by * Fraction(METRIC[atom[len(prefix) :]])
    return None


def code_size(code: str, dimension: str) -> Fraction | None:
    """The size of what a code says in SI units, litres for volumes; None where it is no code of UCUM."""
    size = Fraction(1)
    for sign, atom in re.findall(r"(^|[./])([^./]+)", code):
        power = re.fullmatch(r"(.*[^0-9*])([23])", atom)
        base, exponent = (power[1], int(power[2])) if power else (atom, 1)
        one = atom_size(base)
        if one is None:
            return None
        size *= one ** (-exponent if sign == "/" else exponent)
    return size * 1000 if dimension == "volume" and re.fullmatch("[a-z]*m3", code) else size


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_factor_is_that_of_the_definition(row: list[str]) -> None:
    _, _, _, dimension, code, factor, *_ = row
    defined = CHINESE.get(code)
    size = Fraction(defined) if defined is not None else code_size(code, dimension) if code.isascii() else None
    if not factor:
        return
    assert size, f"{code}: no definition in this test"
    assert abs(Fraction(factor) / size - 1) < Fraction(1, 10**15), f"{code} is {float(size)}, not {factor}"


def test_a_code_has_one_dimension_and_one_factor() -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for _, _, _, dimension, code, factor, *_ in ROWS:
        if factor:
            found.setdefault(code, set()).add((dimension, str(Fraction(factor))))
    assert {code: kinds for code, kinds in found.items() if len(kinds) > 1} == {}


def test_the_units_of_series_have_the_factors_of_units() -> None:
    factors = {row[4]: Fraction(row[5]) for row in ROWS if row[5]}
    for unit, base, many in read_table("store/units.tsv", 3):
        if unit in factors and base in factors:
            assert factors[unit] / factors[base] == Fraction(many), unit


def test_currencies_have_codes_of_iso_4217() -> None:
    known = set(LOCALES[0].currencies)
    codes = {row[3] for row in read_table(CURRENCIES, 7)}
    assert {code for code in codes if ISO.fullmatch(code)} <= known
    shared = {row[0] for row in read_table(CURRENCIES, 7) if row[5] == "shared"}
    assert {code for code in codes if not ISO.fullmatch(code)} <= {"元", "比特币", "以太币", "泰达币"} | shared


def test_names_of_currencies_mean_what_cldr_says() -> None:
    ours = {row[0]: row[3] for row in read_table(CURRENCIES, 7)}
    names: dict[str, set[str]] = {}
    for locale in LOCALES:
        for code, name in locale.currencies.items():
            names.setdefault(simplify(name), set()).add(code)
    shared = ours.keys() & names.keys() - BECAME_OTHER
    assert len(shared) > 100
    assert {name: ours[name] for name in shared if ours[name] not in names[name]} == {}
