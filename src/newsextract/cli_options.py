"""Options that several commands have: inputs, and what may be told of the articles."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsextract.pipeline import Config
    from newsextract.read.lexicons import Lexicon

INCLUDES = ("text", "sentences", "words")
REGIONS = ("CN", "TW", "HK", "MO")
_FORMATS = ("text", "html", "jsonl", "parquet", "warc")
_SIZES = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def add_inputs(parser: argparse.ArgumentParser) -> None:
    """What to read, and how."""
    add = parser.add_argument
    kinds = ".txt .html .jsonl (each also .gz) .parquet .warc; a folder; '-' standard input"
    add("files", nargs="+", metavar="FILE", help=kinds)
    add("--encoding", metavar="NAME", help="encoding of the input; default: detected")
    add("--input-format", choices=_FORMATS, help="what the input is, whatever its name says")
    add("--max-size", type=parse_size, default=parse_size("64M"), metavar="SIZE", help="of one article; default 64M")


def add_config(parser: argparse.ArgumentParser) -> None:
    """What may be told of the articles, and by what they are read."""
    add = parser.add_argument
    add("--date", type=parse_day, metavar="YYYY-MM-DD", help="publication date, when the text does not give it")
    add("--region", type=str.upper, choices=REGIONS, help="where it was published, when the text does not tell")
    add("--no-tagger", action="store_true", help="rules and lexicons only, without the statistical tagger")
    add_lexicon(parser)
    parser.set_defaults(include=())


def add_lexicon(parser: argparse.ArgumentParser) -> None:
    """Names, offices and indicators of the user."""
    words = "names, offices, indicators of your own: surface, type, subtype, name, identifiers; may be repeated"
    parser.add_argument("--lexicon", action="append", default=[], metavar="FILE.tsv", help=words)


def read_lexicon(arguments: argparse.Namespace) -> Lexicon | None:
    """The lexicons of ``--lexicon`` as one; raises LexiconError."""
    from newsextract.read.lexicons import load_lexicon

    return load_lexicon(arguments.lexicon) if arguments.lexicon else None


def make_config(arguments: argparse.Namespace) -> Config:
    """The configuration that ``add_config`` and ``--include`` tell."""
    from newsextract.pipeline import Config

    return Config(
        date=arguments.date,
        region=arguments.region,
        include=frozenset(arguments.include),
        tagger=not arguments.no_tagger,
        lexicon=read_lexicon(arguments),
    )


def parse_day(word: str) -> str:
    """A day as ISO has it."""
    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is not a date like 2024-05-31") from None


def parse_includes(word: str) -> tuple[str, ...]:
    """Names of additions to the record."""
    parts = tuple(part.strip() for part in word.split(",") if part.strip())
    if unknown := set(parts) - set(INCLUDES):
        raise argparse.ArgumentTypeError(f"{min(unknown)!r} is none of {', '.join(INCLUDES)}")
    return parts


def parse_count(word: str) -> int:
    """A whole number from 1 on."""
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from 1 on")
    return int(word)


def parse_size(word: str) -> int:
    """Bytes, from 500K, 64M or 1G."""
    digits = word.upper().rstrip("B").rstrip("KMG")
    unit = word.upper().rstrip("B")[len(digits) :]
    if not digits.isdecimal() or unit not in _SIZES:
        raise argparse.ArgumentTypeError(f"{word!r} is not a size like 500K, 64M or 1G")
    return int(digits) * _SIZES[unit]
