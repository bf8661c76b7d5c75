"""Make the character tables under ``data/lexicons`` that cleaning and reading use.

    python -m venv /tmp/characters && /tmp/characters/bin/pip install pypinyin==0.55.0 opencc==1.4.2 jieba==0.42.1
    /tmp/characters/bin/python training/make_characters.py src/newsextract/data/lexicons

The tables are frozen: this is run again only when a source changes, and the result is reviewed as a diff.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import jieba
import opencc
from pypinyin import pinyin
from pypinyin.constants import PINYIN_DICT

TO_SIMPLIFIED, TO_TRADITIONAL = opencc.OpenCC("t2s"), opencc.OpenCC("s2t")
SYLLABLE = re.compile(r"[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+")
IDEOGRAPHS = [chr(c) for c in (*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0))]
COMMON = 2500  # characters that make up over 98 % of running text

# Characters of the block CJK Radicals Supplement that NFKC leaves alone, with the ideograph they stand for.
RADICALS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺"
    "⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹"
    "⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞"
    "⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⺟母⻳龟"
)


def gb2312_row(char: str) -> int:
    """The row of a character in GB 2312 (16-55: level 1, 56-87: level 2), 0 where it has none."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return code[0] - 0xA0 if len(code) == 2 else 0


def in_big5(char: str) -> bool:
    try:
        return len(char.encode("big5")) == 2
    except UnicodeEncodeError:
        return False


def carries_residue(char: str) -> bool:
    """Whether a character is of the class that pinyin residue was observed on."""
    simplified = TO_SIMPLIFIED.convert(char)
    return simplified != char and len(simplified) == 1 and 16 <= gb2312_row(simplified) <= 55


def readings() -> list[tuple[str, str, str, str]]:
    """Rows: syllable, characters of the residue class with it as default, other defaults, further readings."""
    cells: dict[str, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    for char in IDEOGRAPHS:
        residue = carries_residue(char)
        if ord(char) not in PINYIN_DICT or not (residue or gb2312_row(char) or in_big5(char)):
            continue
        default = pinyin(char)[0][0]
        cells[default][0 if residue else 1].append(char)
        for other in dict.fromkeys(PINYIN_DICT[ord(char)].split(",")):
            if other != default:
                cells[other][2].append(char)
    return sorted((s, *map("".join, row)) for s, row in cells.items() if SYLLABLE.fullmatch(s))


def widths() -> list[tuple[str, str, str]]:
    """Rows: character, what stands for it, kind. One to one; dashes and tildes stay, so do ②, ½, ㎡ and ℃."""
    rows = [(chr(c), chr(c - 0xFEE0), "fullwidth") for c in range(0xFF01, 0xFF5F) if chr(c) not in "－～"]
    rows += [(a, b, "fullwidth") for a, b in zip("￥￡￠｡｢｣､", "¥£¢。「」、", strict=True)]
    rows += [(chr(c), " ", "space") for c in (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)]
    for c in (*range(0xFE10, 0xFE1A), *range(0xFE35, 0xFE45), *range(0xFE47, 0xFE49), *range(0xFE50, 0xFE6C)):
        plain = unicodedata.normalize("NFKC", chr(c))
        if len(plain) == 1 and plain != chr(c) and not plain.isspace():
            rows.append((chr(c), plain, "fullwidth"))
    for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        plain = unicodedata.normalize("NFKC", chr(c))
        if plain != chr(c):
            rows.append((chr(c), plain, "compatibility"))
    return rows + [(a, b, "compatibility") for a, b in zip(RADICALS[::2], RADICALS[1::2], strict=True)]


def simplified_only() -> str:
    """Characters that are written in Simplified alone: they have a Traditional form and no place in Big5."""
    return "".join(c for c in IDEOGRAPHS if gb2312_row(c) and not in_big5(c) and TO_TRADITIONAL.convert(c) != c)


def common() -> str:
    """The commonest characters by the word frequencies of jieba's dictionary, with their Traditional forms."""
    counts: Counter[str] = Counter()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count = line.split(" ")[:2]
        for char in word:
            counts[char] += int(count) if char >= "\u4e00" else 0
    top = [char for char, _ in counts.most_common(COMMON)]
    return "".join(dict.fromkeys(form for char in top for form in (char, TO_TRADITIONAL.convert(char))))


def write(path: Path, header: str, rows: list[tuple[str, ...]]) -> None:
    lines = [f"# {line}" for line in header.strip().split("\n")] + ["\t".join(row).rstrip("\t") for row in rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(folder: Path) -> None:
    made = "Made by training/make_characters.py."
    write(
        folder / "readings.tsv",
        f"""Mandarin readings of single characters, by syllable.
syllable, default of these (they change under t2s and have a GB 2312 level-1 Simplified form: the residue class),
default of these (the others), a further reading of these. {made}
Source: pypinyin 0.55.0 (MIT, https://github.com/mozillazg/python-pinyin; data from Unihan, Unicode licence).""",
        readings(),
    )
    write(
        folder / "widths.tsv",
        f"""One-to-one forms: full width, spaces, compatibility ideographs and radicals.
character, what stands for it, kind. {made}
Source: Unicode Character Database (NFKC of single characters; EquivalentUnifiedIdeograph for the radicals),
Unicode licence.""",
        widths(),
    )
    write(
        folder / "simplified_only.tsv",
        f"""Characters written in Simplified alone: evidence of the script. {made}
Source: OpenCC 1.4.2 (Apache-2.0), GB 2312, Big5.""",
        rows_of(simplified_only()),
    )
    write(
        folder / "common_characters.tsv",
        f"""The {COMMON} commonest characters and their Traditional forms: evidence of the encoding. {made}
Source: word frequencies of jieba 0.42.1 (MIT), OpenCC 1.4.2 (Apache-2.0).""",
        rows_of(common()),
    )


def rows_of(chars: str, width: int = 50) -> list[tuple[str, ...]]:
    return [(chars[i : i + width],) for i in range(0, len(chars), width)]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
