"""Rulings: who was sentenced, by which court, who judged."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsextract.assemble.cases import find_case
from newsextract.assemble.cast import Cast, Member
from newsextract.assemble.happenings import HEADS, Happening, as_role, find_told, has_word, read_patterns, trim_name
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.wording import load_wording
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_OF_CASE = regex.compile(r"(?r)(?:一[起宗件]|对|就|关于|涉嫌|等人|等|被告人|被告|罪犯|的|依|以|因|构成|触犯)")
_CLAUSE_END = regex.compile(r"[，。；,;：:]")
_ROW = regex.compile(r"(?:[（(][^（()）]{1,12}[）)])?[、和与及]")
_AS_BODY = ("被告单位", "被告公司")
_CLOSE = 4  # characters between a sentence and who is sentenced
_CASES = frozenset({"件", "宗", "起"})
_MARK = regex.compile(r"[，。；,;]")
_BEFORE = 4  # sentences before the ruling in which its case may be named
_BESIDE = regex.compile(r"另案|同案|另一?[宗起件]|另外一[宗起件]")
_NO_NAME = regex.compile(r"(?:另一?|该|本|此|上述|有关|一|这|全)[宗起件]?案件?|案件")


class Rulings:
    """Reads the whole article: it tells of one ruling."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow
        self.courts = [m for m in cast.members if m.subtype == "court"]
        self.case: Range | None = None

    def read(self, sentences: Sequence[Sentence]) -> Happening | None:
        """The ruling that the article tells of, in all its sentences."""
        sentences = sentences if has_word(self.shadow, "ruling") else ()
        out: Happening | None = None
        for sentence in sentences:
            for match in find_told(self.shadow, "ruling", "pattern", sentence):
                if not read_patterns("ruling")["court"].search(self.shadow, sentence.start, sentence.end):
                    continue
                if self._counts_cases(match):
                    continue
                people = self._court_people(sentence, match)
                if out is None and (people or self.courts):
                    out = Happening("ruling", Range(*match.span("name")), sentence, Range(*match.span()))
                out = out.joined(people) if out is not None else None
                self.case = self.case or self._case(sentence)
        if out is None:
            return None
        if not any(role == "defendant" for _, role in out.people):
            accused = find_case(self.scene, load_wording()).defendant
            out = out.joined([(accused, "defendant")] if accused is not None else [])
        leads = [s for s in sentences if s.start <= out.sentence.start][-_BEFORE:]
        case = self.case or next((c for s in leads if (c := self._case(s, "case")) is not None), None)
        name = case or self._sentenced(out) or out.name
        out = out.joined([*as_role(self._court(sentences), "court"), *as_role(self._judges(), "judge")])
        return Happening("ruling", name, out.sentence, out.trigger, out.people) if out.people else None

    def _counts_cases(self, match: regex.Match[str]) -> bool:
        """Whether a court reports on its year: 审结一审刑事案件|3.2万件."""
        behind = between(self.scene.quantities, match.end(), match.end() + _CLOSE)
        return any(quantity.unit in _CASES for quantity in behind)

    def _sentenced(self, ruling: Happening) -> Range | None:
        """Without a case or crime: who was sentenced to what."""
        accused = {entity for entity, role in ruling.people if role == "defendant"}
        here = self.cast.inside(ruling.sentence.start, ruling.sentence.end)
        first = next((m for m in here if m.entity in accused), None)
        if first is None:
            return None
        mark = _CLAUSE_END.search(self.shadow, first.end, ruling.sentence.end)
        return Range(first.start, mark.start() if mark is not None else ruling.sentence.end)

    def _court_people(self, sentence: Sentence, match: regex.Match[str]) -> list[tuple[str, str]]:
        if _BESIDE.search(self.shadow, sentence.start, match.end()) is not None:
            return []  # 行贿人某某另案处理，获刑十一年: of another case
        accused = read_patterns("ruling")["accused"]
        persons = [m for m in self.cast.inside(sentence.start, sentence.end) if m.type == "person"]
        named = [m for m in persons if accused.search(self.shadow[max(sentence.start, m.start - 24) : m.start])]
        bodies = [m for m in self.cast.inside(sentence.start, sentence.end) if m.type == "company"]
        named += [m for m in bodies if self.shadow.endswith(_AS_BODY, sentence.start, m.start)]
        gap = self.shadow[match.end() : match.end() + _CLOSE]
        behind = [] if _MARK.search(gap) else [m for m in persons if 0 <= m.begin - match.end() <= _CLOSE]
        before = []
        if match["name"] in ("获刑", "判囚", "改判", "判监", "判刑", "判") or self.shadow[match.start() - 1] == "被":
            before = self.cast.subjects(sentence.start, match.start(), "person", tail=8)
        accused_all = {*named, *behind, *before, *self._listed(persons, named)}
        return [*as_role(sorted(accused_all, key=lambda m: m.start), "defendant")]

    def _listed(self, persons: Sequence[Member], named: Sequence[Member]) -> list[Member]:
        """被告人甲、|乙、丙|等18人: those in one row with one accused."""
        out: list[Member] = []
        last = None
        for member in persons:
            if last is not None and _ROW.fullmatch(self.shadow, last.end, member.start):
                out.append(member)
                last = member
            else:
                last = member if member in named else None
        return out

    def _court(self, sentences: Sequence[Sentence]) -> list[Member]:
        """The first court of the text, which has its full name; else the headline's."""
        body = next((s.start for s in sentences if s.label not in HEADS), 0)
        return [m for m in self.courts if m.start >= body][:1] or self.courts[:1]

    def _judges(self) -> list[Member]:
        judge = read_patterns("ruling")["judge"]
        persons = (m for m in self.cast.members if m.type == "person")
        return [m for m in persons if judge.search(self.shadow[max(0, m.start - 30) : m.start])]

    def _case(self, sentence: Sentence, *keys: str) -> Range | None:
        """What the case is called: …一案, else the crime."""
        patterns = read_patterns("ruling")
        for key in keys or ("case", "charge"):
            match = patterns[key].search(self.shadow, sentence.start, sentence.end)
            if match is None or _NO_NAME.fullmatch(match["name"]):
                continue
            start, end = match.span("name")
            cut = _OF_CASE.search(self.shadow, start, end - 2)
            start = cut.end() if cut is not None else start
            persons = [n for n in between(self.scene.named, start, end) if n.type == "person"]
            start = persons[-1].end if persons and persons[-1].end < end - 2 else start
            return trim_name(self.scene, start, end)
        return None
