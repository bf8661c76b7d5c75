"""Reading personal names in the shadow: where a name that begins here ends, and names that nothing introduces.

A name is read from its surname (single, compound, Japanese, two for a married woman), from elements of Tibetan,
Mongolian or Uyghur names, or from characters of transliteration. Its end is decided by what follows: punctuation, a
word that stands behind names, or the same name elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import has_left_edge
from newsextract.recognize.lexicon import is_han
from newsextract.segment.words import is_word

_VERBAL = frozenset("向来却应谈奉")
_DOTS = "·•・‧"
_DOTTED = regex.compile(rf"[\p{{Han}}-]{{1,9}}+(?:[{_DOTS}][\p{{Han}}-]{{1,9}}+)++")
_NOTE = regex.compile(r"[(（](?:女|男|挂职|兼|[左右中前后][一二三四五]?起?|[\p{Han}]{1,4}族)[^()（）\n]{0,12}+[)）]")
_CLAUSE = regex.compile(
    r"(?:^|[。！？!?；;，,、:：\n“”\"「」『』》>)）】\]\s]|(?P<verb>任命|免去|选举|提名|推选|聘任|委任|接受|撤销|罢免))"
    r"(?=\p{Han})",
    regex.MULTILINE,
)
_OFFICE_SOON = frozenset("为任的")
_BIRTH = regex.compile(r"\s?[,，(（、]\s?(?:男|女)[,，、)）]")
_BOTH = frozenset("均都皆也将曾则亦仍另再")
_TAKES = regex.compile(r"接任|继任|接替|出任|接掌|担任|兼任|代理")
_ADVERBS = frozenset("则亦也仍却均都并就皆还又")
_STORMS = ("台风", "飓风", "热带风暴", "气旋")
_MASKED = regex.compile(r"某(?:某|[甲乙丙丁戊]|(?![个些种类地日天年月时处家户位名所项条单方公企小大市省县区校村品]))")
_WITHHELD = regex.compile(r"(?<!某)某")
_COURTESY = regex.compile(r"(?:先生|女士|小姐|太太)(?!们|路|街)")
_REIGN = regex.compile(r"[一二三四五六七八九十]{1,4}世(?![界纪])")
FORMERLY = regex.compile(r"[原曾现本][系为任是]")  # 邬某|原系某公司总监
_LONG = 50_000  # in longer texts names are not counted
_FIRST_PART = 4  # characters before the first dot of a name that a title calls for, whatever they are
_SURE, _WORD, _CHARACTER, _WEAK, _TAIL = 3.0, 2.0, 1.2, 0.5, 0.9


@dataclass(slots=True)
class NameReader:
    """Reads names of one text. ``barriers`` are the places where titles and bodies begin: a name ends before them."""

    shadow: str
    barriers: frozenset[int]
    votes: Mapping[int, int] = field(default_factory=dict)  # start -> end of what the tagger takes for a name
    given: Mapping[int, int] = field(default_factory=dict)  # start -> end of names that the user knows
    titles: Mapping[int, int] = field(default_factory=dict)  # start -> end of titles that stand together
    asked: bool = False  # whether the tagger was asked: what it does not vote for it takes for no name
    _counts: dict[str, int] = field(default_factory=dict)
    vote_ends: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        self.vote_ends = frozenset(self.votes.values())

    def read(self, start: int, *, strong: bool, office: bool = True) -> int | None:
        """The end of the name that begins at ``start``, or None. ``strong``: a title or list calls for a name;
        not ``office``: the title is a mere role (选手, 学生), behind which other words stand as often."""
        if start in self.given:
            return self.given[start]
        if start >= len(self.shadow) or not is_han(self.shadow[start]) or start in self.barriers:
            return None
        dotted = self._dotted(start, strong) or self.masked(start) or self._famous(start)
        if dotted is not None:
            return dotted
        chosen = self._with_surname(start, strong)
        longer = self._longer_vote(start) if strong else None
        if longer is not None and (chosen is None or self.boundary(chosen[0]) < _WORD):
            return longer
        if strong and (chosen is None or (chosen[1] < _WORD and self.votes.get(start) != chosen[0])):
            foreign = self._transliterated(start, office)
            if foreign is not None and foreign - start >= 4 and self.boundary(foreign) >= _WORD:
                return foreign  # 冯德莱恩 is not 冯德莱
        if strong and (chosen is None or chosen[1] < _CHARACTER):
            other = self._with_elements(start) or self._transliterated(start, office)
            other = other or (self.voted(start) if office else None)
            if other is not None:
                return other
        return None if chosen is None or chosen[1] < self._least(start, strong, office) else chosen[0]

    def _famous(self, start: int) -> int | None:
        """The end of a well-known name of four characters or more, which may hold what parts others: 植田和男."""
        ends = (start + length for length in (6, 5, 4))
        return next((end for end in ends if self.shadow[start:end] in lexicon.famous()), None)

    def masked(self, start: int) -> int | None:
        """The end of a name whose given part is withheld: 王某, 欧阳某某, 李某甲."""
        shadow, surnames = self.shadow, lexicon.surnames()
        known = start + 2 if surnames.get(shadow[start : start + 2]) == "compound" else start + 1
        kind = surnames.get(shadow[start:known])
        match = _MASKED.match(shadow, known) if kind is not None else None
        if match is None or (kind == "word" and (self.boundary(match.end()) < _WORD or len(match[0]) < 2)):
            return None
        end = match.end()
        partly = len(match[0]) == 1 and self.boundary(end) == 0.0 and self._is_given(end, end + 1)
        partly = partly and FORMERLY.match(shadow, end) is None
        return end + 1 if partly and self.boundary(end + 1) >= _WORD else end  # 许某|印

    def _least(self, start: int, strong: bool, office: bool) -> float:
        """What must speak for a name: more for a surname that is a word, and behind a role."""
        kind = lexicon.surnames().get(self.shadow[start])
        plain = kind in ("common", "rare") or self.shadow[start : start + 2] in lexicon.surnames()
        if strong and plain and office:
            return _WEAK if self.votes else 0.0
        if strong and plain:
            return _CHARACTER
        return _WORD if strong and not office else _CHARACTER

    def boundary(self, end: int) -> float:
        """How surely a name ends at ``end``."""
        shadow = self.shadow
        if end >= len(shadow):
            return _SURE
        if not is_han(shadow[end]):
            return 0.0 if shadow[end] in _DOTS or self._hyphen(end) else _SURE
        if end in self.barriers:
            return _WORD
        word = lexicon.followers().at(shadow, end)
        if word == "发表" and shadow.startswith("示", end + 2):
            word = None  # 郑德发|表示
        if word is not None:
            return _WORD if len(word) > 1 or word in lexicon.name_verbs() else _CHARACTER
        return _WEAK if shadow[end] in lexicon.weak_followers() else 0.0

    def _hyphen(self, at: int) -> bool:
        """Whether a hyphen joins two parts of a foreign name: 本-格维尔."""
        characters, shadow = lexicon.transliteration(), self.shadow
        return shadow[at] == "-" and shadow[at - 1] in characters and shadow[at + 1 : at + 2] in characters

    def _with_surname(self, start: int, strong: bool) -> tuple[int, float] | None:
        stop = self._stops(start, strong) or self._joins(start)
        ends = () if stop else self._ends(start, strong)
        options = [(end, self._score(start, end)) for end in ends if not self._is_unseen_word(start, end)]
        if not options:
            return None
        return max(options, key=lambda option: (option[1], option[0] - start == 3, option[0]))

    def _longer_vote(self, start: int) -> int | None:
        """A name of four to six characters that the tagger sees and that ends well: 苏嘎尔布, 小早川智明."""
        end = self.votes.get(start, start)
        if self.shadow[end - 1] in _ADVERBS and self.boundary(end) >= _WORD:
            return None  # 林月华|则|质疑
        longest = 6 if lexicon.transliteration().isdisjoint(self.shadow[start + 1 : start + 3]) else 10
        fits = 4 <= end - start <= longest and all(map(is_han, self.shadow[start:end]))
        fits = fits and self.boundary(end) >= _CHARACTER
        word = lexicon.stopwords().at(self.shadow, start) or ""
        return end if fits and end - start > len(word) + bool(word) else None

    def _stops(self, start: int, strong: bool) -> bool:
        """Whether a word that is no name begins here; a longer name that a title and the tagger see may hold it
        (旗长|韩国良)."""
        word = lexicon.stopwords().at(self.shadow, start)
        return word is not None and not (strong and self.votes.get(start, 0) - start > len(word))

    def _joins(self, start: int) -> bool:
        """Whether 和, 与 or 及 joins two words here, and is no surname: the tagger sees no name begin with it. So for
        由 before one who takes an office."""
        shadow = self.shadow
        if start in self.votes:
            return False
        taken = shadow[start] == "由" and _TAKES.search(shadow, start + 3, start + 9) is not None
        adverb = shadow[start] in "都曾均" and lexicon.name_verbs().at(shadow, start + 1) is not None  # 都|认为
        return taken or adverb or (self.asked and shadow[start] in "和与及暨")

    def _is_unseen_word(self, start: int, end: int) -> bool:
        """Whether a word that may be a surname goes on with what the tagger does not take for a name: 主席|谈起,
        特使|来南亚."""
        seen = start in self.votes or end in self.vote_ends or start + 1 in self.votes
        if not self.asked or seen:
            return False
        head, rest = self.shadow[start], self.shadow[start + 1 : end]
        if head in _VERBAL or (lexicon.surnames().get(head) == "word" and len(rest) > 1 and is_word(rest)):
            return True  # 领导|都提出
        if rest.endswith("地"):
            return True  # 总统|明智地把握机遇
        return self.boundary(end) < _WORD and is_word(head + rest)

    def _score(self, start: int, end: int) -> float:
        """The boundary at ``end``, raised where the name stands elsewhere too."""
        score = self.boundary(end)
        if self.shadow.startswith(_STORMS, end):
            return -_SURE  # 丹娜丝|台风
        name = self.shadow[start:end]
        if score < _WORD and end - start >= 3 and len(self.shadow) < _LONG and self._count(name) > 1:
            score = max(score, _WORD - 0.1)
        if end - start >= 3 and self.shadow[end - 1] in lexicon.followers():
            score -= _TAIL  # 满达为|宜昌市: the last character rather follows the name
            if self.shadow[end - 1] in _BOTH and lexicon.name_verbs().at(self.shadow, end) is not None:
                score -= _WORD  # 陈雳、陈果|均认为
        verb = lexicon.followers().at(self.shadow, end - 1) if end - start == 3 else None
        if verb is not None and verb.endswith("任") and len(verb) > 1:
            score -= _WORD  # 李明|调任
        if self.votes.get(start) == end:
            score += _CHARACTER
        return score

    def _count(self, name: str) -> int:
        if name not in self._counts:
            self._counts[name] = self.shadow.count(name)
        return self._counts[name]

    def _ends(self, start: int, strong: bool) -> Iterator[int]:
        shadow = self.shadow
        known = lexicon.surnames()
        two = known.get(shadow[start : start + 2])
        if two is not None:
            lengths = (4, 3) if two == "compound" else (5, 4, 3)
            yield from (start + n for n in lengths if self._is_given(start + 2, start + n))
        kind = known.get(shadow[start])
        if kind is None or (not strong and kind == "word"):
            return
        yield from (start + n for n in (3, 2) if self._is_given(start + 1, start + n))
        second = known.get(shadow[start + 1 : start + 2])
        if strong and two is None and kind == second == "common" and self._is_given(start + 2, start + 4):
            # a married woman's two surnames (叶刘淑仪): only where nothing shorter ends well
            shorter = max(self.boundary(start + 2), self.boundary(start + 3))
            yield from [start + 4] if shorter < _WORD <= self.boundary(start + 4) else []

    def _is_given(self, start: int, end: int) -> bool:
        given = self.shadow[start:end]
        if len(given) < end - start or any(at in self.barriers for at in range(start, end)):
            return False
        never = lexicon.never_in_names()
        return all(is_han(char) and char not in never for char in given)

    def voted(self, start: int) -> int | None:
        """What the tagger takes for a name; a surname of one character leaves it at three."""
        end, shadow = self.votes.get(start), self.shadow
        if end is None or not all(map(is_han, shadow[start:end])) or shadow[start:end] in lexicon.followers():
            return None
        if shadow[start] in lexicon.surnames() and shadow[start : start + 2] not in lexicon.surnames():
            end = min(end, start + 3)
        return end if 2 <= end - start <= 4 and lexicon.stopwords().at(shadow, start) is None else None

    def _with_elements(self, start: int) -> int | None:
        """巴桑卓玛, 多杰才让: two elements of such names or more."""
        elements, at, count = lexicon.name_elements(), start, 0
        while (word := elements.at(self.shadow, at)) is not None and at - start < 8:
            at, count = at + len(word), count + 1
        return at if count >= 2 or (count == 1 and at - start >= 2 and self.boundary(at) >= _WORD) else None

    def _transliterated(self, start: int, office: bool) -> int | None:
        """拜登, 特朗普: a run of such characters up to a sure end."""
        characters, best = lexicon.transliteration(), None
        at = start + (self.shadow[start] == "小" and self.shadow[start + 1 : start + 2] in characters)  # 小|马科斯
        least, sure, longest = (2, _CHARACTER, 9) if office else (3, _WORD, 7)
        while at < len(self.shadow) and at - start < longest and at not in self.barriers:
            if self.shadow[at] not in characters:
                if at == start or not self._hyphen(at):
                    break
                longest = 12
            at += 1
            if at - start >= least and self.boundary(at) >= sure:
                best = at
        reign = _REIGN.match(self.shadow, at)
        if reign is not None and at - start >= least:
            return reign.end()  # 利奥|十四世
        if best is None or lexicon.stopwords().at(self.shadow, start) is not None:
            return None
        return best

    def _dotted(self, start: int, strong: bool) -> int | None:
        match = _DOTTED.match(self.shadow, start)
        if match is None or match[0][0] in lexicon.never_in_names():
            return None
        first = min(match[0].find(dot) for dot in _DOTS if dot in match[0])
        if not (strong and first <= _FIRST_PART) and not lexicon.transliteration().issuperset(
            match[0][:first].replace("-", "")
        ):
            return None
        last = self._last_dot(match) + 1
        voted = self.votes.get(start, 0)
        if last + 1 < voted <= match.end() and self.boundary(voted) >= _WEAK:
            return voted
        return self._last_part_end(last, match.end())

    def _last_dot(self, match: regex.Match[str]) -> int:
        """The last dot of one name: what stands before the next ends it where it is no part of a foreign name
        (埃马纽埃尔·|赛斯和英国学者尼克·布鲁姆)."""
        dots = [at for at in range(*match.span()) if self.shadow[at] in _DOTS]
        for dot, following in pairwise(dots):
            if not lexicon.transliteration().issuperset(self.shadow[dot + 1 : following].replace("-", "")):
                return dot
        return dots[-1]

    def _last_part_end(self, start: int, end: int) -> int | None:
        characters = lexicon.transliteration()
        for at in range(start + 1, end + 1):
            if at == end or self.boundary(at) >= _WORD or self.shadow[at] not in characters:
                return at
        return None


def find_masked(reader: NameReader) -> Iterator[tuple[int, int]]:
    """Names whose given part is withheld, wherever they stand."""
    for match in _WITHHELD.finditer(reader.shadow):
        for start in (match.start() - 2, match.start() - 1):
            verb = start >= 0 and lexicon.word_tails().before(reader.shadow, start + 1) is not None  # 约谈|某公司
            end = reader.masked(start) if start >= 0 and not verb else None
            if end is not None and end > match.start():
                yield start, end
                break


def find_famous(reader: NameReader) -> Iterator[tuple[int, int]]:
    """Persons of other countries that the lexicon knows, where no longer name goes on."""
    for start, end, _ in lexicon.famous_automaton().find(reader.shadow):
        within = reader.shadow[start - 1 : start] in tuple(_DOTS) or reader.shadow[end : end + 1] in tuple(_DOTS)
        if not within and reader.votes.get(start, end) == end:
            yield start, end


def find_courtesy(reader: NameReader) -> Iterator[tuple[int, int]]:
    """Persons that only their surname and a courtesy tell: 李先生, 欧阳女士."""
    for match in _COURTESY.finditer(reader.shadow):
        start = match.start()
        at = start - 2 if lexicon.surnames().get(reader.shadow[max(0, start - 2) : start]) == "compound" else start - 1
        kind = lexicon.surnames().get(reader.shadow[max(0, at) : start])
        if at < 0 or kind in (None, "word"):
            continue
        # 陈大|文先生 is no 文先生
        within = any(char in lexicon.surnames() for char in reader.shadow[max(0, at - 2) : at])
        if not within or has_left_edge(reader.shadow, at):
            yield at, match.end()


def find_dotted(reader: NameReader, edges: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Names with a middle dot; ``edges`` are the ends of titles, bodies and places that may cut the first part."""
    cuts = set(edges)
    characters = lexicon.transliteration()
    for match in _DOTTED.finditer(reader.shadow):
        first = min(match[0].find(dot) for dot in _DOTS if dot in match[0]) + match.start()
        start = first
        while start > match.start() and start not in cuts and reader.shadow[start - 1] in characters | {"-"}:
            start -= 1
        end = reader.read(start, strong=True) if start < first else None
        if end is not None and end > first and not _PRIZE.match(reader.shadow, end):
            yield start, end


_PRIZE = regex.compile("(?:奖(?![金励学])|基金会|大学|医院|研究所|中心)")  # 约翰·贝茨·克拉克|奖


def find_speakers(reader: NameReader, openings: Container[int]) -> Iterator[tuple[int, int]]:
    """Names at the head of a clause that a verb of speech or action follows, 男 or 女, or an office (甲为某局局长).

    ``openings`` are the places where phrases of office begin.
    """
    verbs = lexicon.name_verbs()
    for match in _CLAUSE.finditer(reader.shadow, overlapped=True):
        start, strong = match.end(), match["verb"] is not None
        kind = lexicon.surnames().get(reader.shadow[start : start + 2], lexicon.surnames().get(reader.shadow[start]))
        if kind is None:
            continue
        word = kind == "word" and not strong
        if word and _OFFICE_SOON.isdisjoint(reader.shadow[start + 2 : start + 5]):
            continue
        end = reader.read(start, strong=strong or word)
        if end is None or is_doubtful(reader.shadow[start:end]):
            continue
        named = end + 1 in openings and (
            reader.shadow[end] in "为任" or (reader.shadow[end] == "的" and "职务" in reader.shadow[end : end + 40])
        )
        after = end + 2 * reader.shadow.startswith(("先生", "女士"), end)
        named = named or (match["verb"] is not None and reader.shadow[after : after + 1] in tuple("、为任担的同"))
        if named or (not word and (verbs.at(reader.shadow, end) or _BIRTH.match(reader.shadow, end))):
            yield start, end


def is_doubtful(name: str) -> bool:
    """Whether a name is also a word, and so needs a title or a list before it."""
    return name in lexicon.ambiguous_names()


def read_list(reader: NameReader, start: int, *, office: bool = True) -> list[tuple[int, int]]:
    """The names of a list that begins at ``start``: 甲、乙（女）、丙 and 甲 乙 丙."""
    out: list[tuple[int, int]] = []
    at: int | None = start
    while at is not None:
        end = reader.read(at, strong=True, office=office and not out)
        if end is None and out and office and at not in reader.barriers:
            end = reader.voted(at)  # 肖耿、|姜省路
        if end is None or ((out or not office) and not _fits_list(reader, at, end)):
            break
        out.append((at, end))
        at = _next_in_list(reader.shadow, end)
    return out


def _fits_list(reader: NameReader, start: int, end: int) -> bool:
    behind = reader.titles.get(end)
    if behind is not None and reader.read(behind, strong=True) is not None:
        return False  # 外长苏杰生、蒙古国|总理|奥云额尔登: whose office the next one is
    seen = reader.votes.get(start) == end and end - start > 2  # 孙磊、王林宏|组成合议庭
    return (seen or reader.boundary(end) >= _CHARACTER) and not is_doubtful(reader.shadow[start:end])


_SEPARATOR = regex.compile(r"\s{0,8}+(?:、|和|与|及|以及|,\s{0,8}+)(?=\p{Han})")


def _next_in_list(shadow: str, end: int) -> int | None:
    note = _NOTE.match(shadow, end)
    at = note.end() if note else end
    match = _SEPARATOR.match(shadow, at)
    if match is None or match[0].strip() == ",":
        return None
    return match.end()


def find_known(shadow: str, names: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Every place where one of the names stands; a longer name beats a shorter one that it holds."""
    listed = sorted(set(names))
    if listed:
        yield from lexicon.Automaton(listed).find(shadow)
