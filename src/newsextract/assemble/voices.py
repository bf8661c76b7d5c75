"""Who is meant without a name (法官指, 该局称), and the bodies whose data speak (海关总署数据显示)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from newsextract.assemble.scene import Named, Scene
from newsextract.clean.cleaned import Label
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_LEAST_QUOTE = 10
_REMEMBERED = 200  # bodies among which a short name is looked for
_REACH = 24  # a body stands within this many characters before its data
_OF_OTHERS = regex.compile(r"[，,。；;：:、\n]|[及和与同]\p{Han}{0,12}[多两数几]")  # 差估署及多间代理行数据
_STOP = regex.compile(r"[。！？!?\s]")


@dataclass(slots=True)
class Voices:
    """The persons of an article by the office that they bear, its bodies in order."""

    scene: Scene
    speakers: Sequence[Named]
    title: regex.Pattern[str]
    common: regex.Pattern[str]
    body: regex.Pattern[str]
    shows: regex.Pattern[str]
    bodies: list[Named] = field(default_factory=list)
    bearers: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shadow = self.scene.clean.shadow
        people = {n.start: n for n in self.scene.named if n.type == "person"}
        self.bodies = [n for n in self.scene.named if n.type == "organization"]
        for office in self.scene.offices:
            person = people.get(office.person.start)
            if person is not None:
                self.bearers.setdefault(shadow[office.title.start : office.title.end], set()).add(person.entity)

    def find(self, begin: int, end: int) -> str | None:
        """The one whom the words before a verb of speech mean: 法官, 副署长则, 该局, 法院."""
        shadow = self.scene.clean.shadow
        titled = self.title.fullmatch(shadow, begin, end)
        if titled is not None:
            borne = self.bearers.get(titled.group("title"), set())
            if len(borne) == 1 and self.common.fullmatch(titled.group("title")) is None:
                return next(iter(borne))
        short = self.body.fullmatch(shadow, begin, end)
        return self._body(short.group("body"), begin) if short is not None else None

    def _body(self, word: str, position: int) -> str | None:
        """The body that a short name means: the last one named before with that ending, a court only if it is alone."""
        shadow, at = self.scene.clean.shadow, bisect_left(self.bodies, position, key=lambda n: n.start)
        alike = [
            n.entity for n in self.bodies[max(0, at - _REMEMBERED) : at] if shadow[n.end - len(word) : n.end] == word
        ]
        return alike[-1] if alike and (len(word) == 1 or len(set(alike)) == 1) else None

    def sources(self, sentence: Sentence) -> list[tuple[Named, Range]]:
        """Bodies whose data say what follows: 据海关总署统计，…; bare 数据显示 is nobody's."""
        out = []
        shadow = self.scene.clean.shadow
        for verb in self.shows.finditer(shadow, sentence.start, sentence.end):
            index = bisect_left(self.speakers, verb.start(), key=lambda n: n.start)
            name = self.speakers[index - 1] if index else None
            if name is None or name.type != "organization" or name.start < sentence.start:
                continue
            near = 0 <= verb.start() - name.end <= _REACH
            if near and _OF_OTHERS.search(shadow, name.end, verb.start()) is None:
                out.append((name, Range(*verb.span())))
        return out

    def in_headline(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        """统计局：9月CPI同比上涨0.4%; each such part of a headline with who says it."""
        shadow = self.scene.clean.shadow
        at = bisect_left(self.speakers, sentence.start, key=lambda n: n.start)
        heads = []
        for name in self.speakers[at:]:
            if name.start >= sentence.end:
                break
            if shadow[name.end : name.end + 1] in "：:" and name.end + 1 < sentence.end:
                heads.append(name)
        ends = [*(n.start for n in heads[1:]), sentence.end] if heads else []
        return [(n.end + 1, end, n.entity) for n, end in zip(heads, ends, strict=True)]

    def of_quote(self, sentence: Sentence, quote: Range) -> str | None:
        """Who says a quotation that no verb brings in: the one its sentence tells of (村民某某养了牛，“…”)."""
        shadow = self.scene.clean.shadow
        if quote.end - quote.start < _LEAST_QUOTE or shadow[quote.start - 1] not in "，,：:":
            return None
        if _STOP.match(shadow, quote.end) is None and quote.end < sentence.end:
            return None
        index = bisect_left(self.speakers, quote.start, key=lambda n: n.start)
        told = [n for n in self.speakers[max(0, index - 4) : index] if n.start >= sentence.start]
        people = [n for n in told if n.type == "person"]
        return people[0].entity if len({n.entity for n in people}) == 1 else None


def is_headline(sentences: Sequence[Sentence]) -> bool:
    """Whether a paragraph is a headline or a heading within the article."""
    return bool(sentences) and sentences[0].label in (Label.HEADLINE, Label.SUBHEAD)
