"""Words by jieba (rjieba where it is installed): hints for later stages, never boundaries."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from newsextract.record import Range
from newsextract.resources import read_toml
from newsextract.segment.dictionary import load_dictionary

Cutter = Callable[[str, bool], list[str]]


def find_words(shadow: str) -> list[Range]:
    """The words of a Simplified text as ranges, white space and punctuation included."""
    out: list[Range] = []
    at = 0
    for word in _cutter()(shadow, True):
        out.append(Range(at, at + len(word)))
        at += len(word)
    return out


@lru_cache(maxsize=4096)
def word_bounds(text: str) -> frozenset[int]:
    """Where words of a short Simplified text begin and end, by the dictionary alone (no guessing of new words)."""
    bounds, at = [0], 0
    dictionary = load_dictionary()
    for word in dictionary.cut(text) if dictionary is not None else _cutter()(text, False):
        at += len(word)
        bounds.append(at)
    return frozenset(bounds)


def is_word(text: str) -> bool:
    """Whether a short Simplified text is one word of the dictionary."""
    return len(word_bounds(text)) == 2


@lru_cache(maxsize=4096)
def tagged_words(text: str) -> tuple[tuple[str, str], ...]:
    """The words of a short Simplified text, each with its part of speech by the dictionary (empty where unknown)."""
    dictionary = load_dictionary()
    if dictionary is None:
        return tuple((word, "") for word in _cutter()(text, False))
    return tuple((word, _tag(word)) for word in dictionary.cut(text))


@lru_cache(maxsize=8192)
def _tag(word: str) -> str:
    """The part of speech, put right where the dictionary takes a noun for a verb: 选手, 辍学率."""
    dictionary = load_dictionary()
    tag = dictionary.tag_of(word) if dictionary is not None else ""
    if tag != "v":
        return tag
    derived = len(word) > len("手机") and word.endswith(_NOUN_CHARACTERS)
    return "n" if derived or word in _taken_for_verbs() else tag


@cache
def _taken_for_verbs() -> frozenset[str]:
    return frozenset(read_toml("patterns/facts.toml")["verbal_nouns"]["nouns"])


def is_nominal(text: str) -> bool:
    """Whether a Simplified text reads as a noun phrase: it ends in a noun and does not begin with a verb or adverb."""
    words = tagged_words(text)
    if not ends_in_noun(text):
        return False
    first = words[0][1]
    return len(words) == 1 or not first.startswith(_NO_HEAD) or first == "vn"


def ends_in_noun(text: str) -> bool:
    """Whether the last word of a Simplified text is a noun, or a verb that names a measure (支出, 产能)."""
    words = tagged_words(text)
    if not words:
        return False
    last, tag = words[-1]
    return tag in _NOUN_ENDS or tag.startswith("n") or last in verbal_nouns()


def is_noun(text: str) -> bool:
    """Whether a Simplified text is one word, a noun by the dictionary or a verb that names a measure: 罚款, 成交."""
    words = tagged_words(text)
    return len(words) == 1 and (words[0][1].startswith("n") or text in verbal_nouns())


def without_predicate(text: str) -> str:
    """A noun phrase without the verb that ends it: 选手|报名, 个股|上涨."""
    words = tagged_words(text)
    if (
        len(words) < 2
        or words[-1][1] != "v"
        or words[-1][0] in _COUNTED_ACTS
        or not is_nominal("".join(word for word, _ in words[:-1]))
    ):
        return text
    return text[: -len(words[-1][0])]


@cache
def verbal_nouns() -> frozenset[str]:
    """Verbs to the dictionary that name a measure."""
    return frozenset(read_toml("patterns/facts.toml")["verbal_nouns"]["words"])


def ends_in_verb(text: str) -> bool:
    """Whether the last word of a Simplified text is a verb by the dictionary."""
    words = tagged_words(text)
    return bool(words) and words[-1][1] == "v" and len(words[-1][0]) > 1 and words[-1][0] not in verbal_nouns()


def noun_end(text: str) -> int:
    """Where the noun phrase ends that a text begins with, before the verb of its clause: 客户|申请楼宇按揭; a verb with
    one noun behind it is part of the phrase (人才引进项目)."""
    at, noun = 0, False
    for word, tag in tagged_words(text):
        behind = text[at + len(word) :]
        if noun and ((tag == "d" and len(word) > 1) or word in _THEN):
            return at
        compound = len(behind) in (0, _ONE_NOUN) or behind.startswith(_MADE_OF_VERBS)
        if noun and tag == "v" and len(word) > 1 and not compound:
            return at
        noun = noun or tag.startswith("n")
        at += len(word)
    return at


_PAIR = 2
_THEN = frozenset((*"再又也都就才还将均", "只有", "仅有"))  # 12支球队|再编为两个小组, 42名选手|只有16人
_COUNTED_ACTS = frozenset({"申请", "投诉", "求助", "举报", "检举", "陈情", "申诉"})  # 11.4万宗公屋|申请
_NOUN_CHARACTERS = tuple("率费款器员店票额证所网机生量价物者会")
_ONE_NOUN = 2
_MADE_OF_VERBS = (
    "企业",
    "项目",
    "人员",
    "单位",
    "机构",
    "公司",
    "基地",
    "工程",
    "产品",
    "设备",
    "岗位",
    "技术",
    "平台",
    "设施",
)
_NOUN_ENDS = frozenset({"vn", "an", "j", "s"})
_NO_HEAD = ("v", "d", "p", "c", "r", "f", "u", "m")


@cache
def _cutter() -> Cutter:
    """``cut(text, hmm)`` of whichever engine there is."""
    try:
        import rjieba
    except ImportError:
        return _jieba_cutter()
    cut: Cutter = rjieba.cut
    return cut


def _jieba_cutter() -> Cutter:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its sources hold invalid escapes
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # jieba keeps a marshal file in the shared temporary folder, where anyone may plant one: use a private folder.
    tokenizer.tmp_dir = str(_private_cache())
    tokenizer.cache_file = "jieba.cache"
    return lambda text, hmm: list(tokenizer.cut(text, HMM=hmm))


def _private_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base is None and (home := os.path.expanduser("~")) not in ("~", "/"):  # noqa: PTH111 - Path.home may raise
        base = str(Path(home) / ".cache")
    if base:
        folder = Path(base) / "newsextract"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.mkdtemp(prefix="newsextract-"))
