"""Who says what: reported and quoted speech as stretches of the text, each with its speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import regex

from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.voices import Voices, is_headline
from newsextract.clean.cleaned import Label
from newsextract.record import Range
from newsextract.resources import read_toml
from newsextract.segment.sentences import Sentence

_READ = frozenset({Label.BODY, Label.HEADLINE, Label.SUBHEAD, Label.CAPTION, Label.DUPLICATE})
_REMEMBERED = 40  # attributions of the paragraph among which the one is sought whom 他 means
_REACH = 32  # a speaker stands within this many characters before the verb
_ASIDE_REACH = 3
_RUNNING_REACH = 120  # a clause further on may lack its subject: 甲在议场致谢，指…
_BREAK = regex.compile(r"[，,；;：:。！？!?\n“”「」『』]")
_MARKS = regex.compile(r"[，,：:。！？!?“”「」『』]")
_BRACKETS = regex.compile(r"[（(][^（()）]{0,30}[）)]|“[^“”]{0,12}”|「[^「」]{0,12}」")
_CLAUSE_HEAD = regex.compile(r"(?r)[，,；;”」』]\s{0,9}(?:并|同时|还|又|也|则|而且|但|不过|随后|更|另外|此外|另)?")
_PRONOUN = regex.compile(r"(?r)(?<![其吉])[他她](?!们)[^，,；;：:。！？!?“”「」『』]{0,14}")
_TO_QUOTE = regex.compile(r"[：:，,]?\s{0,9}[“「『]")
_CLAUSE_MARK = regex.compile(r"(?r)[，,；;。”」』]")
_CLAUSE_REACH = 60
_PUBLISHES = regex.compile(r"发表|发布|公布|披露|发出")
_OPENERS, _CLOSERS = "“「『", "”」』"
_THE_COMPANY = regex.compile(r"\s{0,9}(?:该|本)?(?:公司|集团|企业|车间|工厂)")
_IN_REPORT = regex.compile(r"(?:在|作)[^，。]{0,8}(?:报告|述职)中?(?:指出|说|表示|提出|强调|回顾)")
_ENDS = regex.compile(r"\s{0,9}[。！？!?\n]")
_SAYS = regex.compile(
    r"(?:说|指出|表示|称|介绍|透露|坦言|解释|补充|分析|强调|认为|估计|预计|告诉(?:本报|本台)?记者)(?:道|说)?"
)
_SETTING = regex.compile(r"(?r)(?<=[”」』])[^，,。；;！？!?“”「」『』\d]{2,24}[，,]")
_LEAST_TOLD = 6  # characters before a speaker who is named at the end
_ADDRESSED = regex.compile(r"(?r)(?:答[复覆辩询问]|回[复覆应答]|面对)[^，,。；;：:]{0,10}")
_TO_WHOM = regex.compile(r"(?:的)?(?:时|提问|质询|查询|追问|询问|书面)")
_VENUE = "在于到赴"
_ITS_MEETING = regex.compile(
    r"(?:新闻|例行|专题|记者|媒体|业绩|政策){0,2}(?:发布|记者|通气|吹风|说明|座谈|见面|招待)?会(?:议)?上"
)
_DOCUMENT = regex.compile(r"报告|公告|月报|年报|声明|简报|研报|白皮书")


@dataclass(frozen=True, slots=True)
class SpeechPatterns:
    """The patterns of ``patterns/speech.toml``, compiled."""

    verb: regex.Pattern[str]
    presents: regex.Pattern[str]
    publishes: regex.Pattern[str]
    title: regex.Pattern[str]
    common: regex.Pattern[str]
    body: regex.Pattern[str]
    shows: regex.Pattern[str]
    nobody: regex.Pattern[str]
    stranger: regex.Pattern[str]
    voice: regex.Pattern[str]
    source: regex.Pattern[str]
    told: regex.Pattern[str]
    asked: regex.Pattern[str]
    linked: regex.Pattern[str]
    attended: regex.Pattern[str]
    acts: regex.Pattern[str]
    aside: regex.Pattern[str]
    judges: regex.Pattern[str]
    plain: frozenset[str]
    judging: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A verb of speech with its speaker; ``speaker`` is None where it is nobody that the article names."""

    begin: int  # where the clause begins that names the speaker
    name: Named | None
    verb: Range
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of the text that someone says."""

    start: int
    end: int
    speaker: str
    told_on: bool = False  # it goes on with a report of an earlier paragraph


@cache
def load_speech_patterns() -> SpeechPatterns:
    """The wording of reported speech."""
    data = read_toml("patterns/speech.toml")
    get = {name: row["pattern"] for name, row in data.items() if "pattern" in row}
    return SpeechPatterns(
        regex.compile(f"{get.pop('clausal')}|{get.pop('pausing')}|{get['presents']}|{get['publishes']}"),
        stranger=regex.compile(f"(?:.{{0,60}}?{get['nobody']}|.{{0,4}}{get.pop('papers')})[^，,；;：:。]{{0,16}}"),
        **{name: regex.compile(pattern) for name, pattern in get.items()},
        plain=frozenset(data["bodies"]["plain"]),
        judging=tuple(data["bodies"]["judging"]),
    )


def find_speaker(speech: Sequence[Utterance], position: int) -> str | None:
    """Who says what stands at a position; the utterances are sorted and do not overlap."""
    index = bisect_right(speech, position, key=lambda u: u.start) - 1
    return speech[index].speaker if index >= 0 and position < speech[index].end else None


def find_speech(scene: Scene) -> tuple[Utterance, ...]:
    """All that persons and bodies are reported to say, in order."""
    reader = _Reader(scene)
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in scene.sentences:
        if sentence.label in _READ:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    out: list[Utterance] = []
    reporting: str | None = None
    for sentences in paragraphs.values():
        found = list(reader.read_paragraph(sentences)) or list(reader.read_on(sentences, reporting))
        if is_headline(sentences) and not found:
            found = list(reader.read_headline(sentences))
        reporting = reader.reports(found[-1]) if found else None
        out += found
    return tuple(out)


def find_attributions(scene: Scene, paragraphs: Iterable[Sequence[Sentence]]) -> Iterator[list[Attribution]]:
    """The verbs of speech in the sentences of each paragraph, with who speaks."""
    reader = _Reader(scene)
    return (reader.attributions(sentences) for sentences in paragraphs)


class _Reader:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.words = scene, load_speech_patterns()
        self.shadow = scene.clean.shadow
        self.speakers = [n for n in scene.named if n.type != "place"]
        self.subtypes: dict[str, str | None] = {}
        for name in self.speakers:
            self.subtypes[name.entity] = self.subtypes.get(name.entity) or name.subtype
        self.speakers = [n for n in self.speakers if self.subtypes[n.entity] != "reporter"]
        words = self.words
        self.voices = Voices(scene, self.speakers, words.title, words.common, words.body, words.shows)

    def read_paragraph(self, sentences: Sequence[Sentence]) -> Iterator[Utterance]:
        """The utterances of one paragraph."""
        found = self._with_sources(sentences, self.attributions(sentences))
        quotes = _find_quotes(self.shadow, sentences[0].start, sentences[-1].end)
        pieces: list[Utterance] = []
        for i, attribution in enumerate(found):
            if attribution.speaker is None:
                continue
            limit = found[i + 1].begin if i + 1 < len(found) else sentences[-1].end
            floor = self._spoken_to(found[i - 1], quotes) if i else sentences[0].start
            before = self._quote_before(attribution, quotes, floor) or self._told_before(attribution, sentences, floor)
            if before is not None:
                if pieces and pieces[-1].end > before.start:
                    pieces[-1] = replace(pieces[-1], end=before.start)
                pieces.append(Utterance(before.start, before.end, attribution.speaker))
            end = self._end(attribution, sentences, quotes, limit)
            if end > attribution.verb.end + 2:
                pieces.append(Utterance(attribution.verb.end, end, attribution.speaker))
        pieces = sorted((piece for piece in pieces if piece.end > piece.start), key=lambda u: u.start)
        yield from sorted([*pieces, *self._unspoken(sentences, quotes, found, pieces)], key=lambda u: u.start)

    def _with_sources(self, sentences: Sequence[Sentence], found: Sequence[Attribution]) -> list[Attribution]:
        """The verbs of speech and the bodies whose data speak, in order; data that someone cites are his."""
        out, said = list(found), [a.verb.start for a in found if a.speaker]
        for sentence in sentences:
            at = bisect_left(said, sentence.start)
            first = said[at] if at < len(said) else sentence.end
            for name, verb in self.voices.sources(sentence):
                if first >= verb.end:
                    out.append(Attribution(self._clause_start(sentence, name.start), name, verb, name.entity))
        return sorted(out, key=lambda a: a.begin)

    def _spoken_to(self, said: Attribution, quotes: Sequence[Range]) -> int:
        """The end of the quotation that a verb of speech brings in, or of the verb."""
        quote = self._quote_after(said, quotes, said.verb.end + 3)
        return quote.end if quote is not None else said.verb.end

    def _told_before(self, said: Attribution, sentences: Sequence[Sentence], floor: int) -> Range | None:
        """What stands before a speaker who is named at the end: 今年产量可达500吨，某某说。"""
        sentence = sentences[bisect_right(sentences, said.verb.start, key=lambda s: s.start) - 1]
        ends = _ENDS.match(self.shadow, said.verb.end) is not None
        if not ends or said.name is None or floor > sentence.start or said.begin - sentence.start < _LEAST_TOLD:
            return None
        if _SAYS.fullmatch(self.shadow, said.verb.start, said.verb.end) is None:
            return None
        return Range(sentence.start, said.begin) if self.shadow[said.begin - 1] in "，," else None

    def _unspoken(
        self,
        sentences: Sequence[Sentence],
        quotes: Sequence[Range],
        found: Sequence[Attribution],
        pieces: Sequence[Utterance],
    ) -> Iterator[Utterance]:
        """Quotations that no verb of speech brings in: 某某养了60口网箱，“一口投苗4500尾…”。"""
        starts, verbs = [p.start for p in pieces], sorted(a.verb.start for a in found)
        for quote in quotes:
            index = bisect_right(sentences, quote.start, key=lambda s: s.start) - 1
            sentence = sentences[index]
            at = bisect_left(starts, quote.end)
            if at and quote.start < pieces[at - 1].end:
                continue
            if bisect_left(verbs, quote.start) > bisect_left(verbs, sentence.start):
                continue
            speaker = self.voices.of_quote(sentence, quote)
            if speaker is not None:
                yield Utterance(quote.start, quote.end, speaker)

    def read_headline(self, sentences: Sequence[Sentence]) -> Iterator[Utterance]:
        """统计局：9月CPI同比上涨0.4%"""
        for sentence in sentences:
            for start, end, speaker in self.voices.in_headline(sentence):
                yield Utterance(start, end, speaker)

    def reports(self, said: Utterance) -> str | None:
        """The speaker of a report on the work done, which fills the paragraphs that follow: 某某在报告中指出，…"""
        before = self.shadow[max(0, said.start - _REACH) : said.start]
        told_on = said.told_on or _IN_REPORT.search(before) is not None
        return said.speaker if told_on else None

    def read_on(self, sentences: Sequence[Sentence], speaker: str | None) -> Iterator[Utterance]:
        """What of a paragraph goes on with the report before it."""
        if speaker is None:
            return
        end = sentences[0].start
        for sentence in sentences:
            if not self._continues(sentence):
                break
            end = sentence.end
        if end > sentences[0].start:
            yield Utterance(sentences[0].start, end, speaker, True)

    def attributions(self, sentences: Sequence[Sentence]) -> list[Attribution]:
        """The verbs of speech in order, each with its speaker."""
        out: list[Attribution] = []
        for sentence in sentences:
            for match in self.words.verb.finditer(self.shadow, sentence.start, sentence.end):
                found = self._attribute(sentence, Range(*match.span()), out)
                if found is not None:
                    out.append(found)
        return out

    def _attribute(self, sentence: Sentence, verb: Range, before: Sequence[Attribution]) -> Attribution | None:
        name = self._subject(sentence, verb)
        fresh = not before or before[-1].verb.start < sentence.start
        if name is None and fresh and (body := self._body_before(sentence, verb)) is not None:
            return Attribution(self._clause_start(sentence, body.start), None, verb, None)  # a voice, but not its own
        if name is not None:
            return Attribution(self._clause_start(sentence, name.start), name, verb, name.entity)
        pronoun = _PRONOUN.match(self.shadow, sentence.start, verb.start)
        if pronoun is not None:
            speaker = self._antecedent(before, pronoun.start(), sentence)
            return Attribution(self._clause_start(sentence, pronoun.start()), None, verb, speaker)
        head = _CLAUSE_HEAD.match(self.shadow, sentence.start, verb.start)
        if head is not None and verb.start > sentence.start:
            if not fresh and before[-1].speaker is not None:
                return None  # 甲表示，…，预计…: still what 甲 says
            runner = self._running_subject(sentence, verb)
            return Attribution(verb.start, runner, verb, runner.entity) if runner else None
        begin = self._clause_start(sentence, verb.start)
        meant = self.voices.find(begin, verb.start)
        if meant is not None:
            return Attribution(begin, None, verb, meant)
        if _MARKS.match(self.shadow, verb.end) and self.words.stranger.fullmatch(self.shadow, begin, verb.start):
            return Attribution(begin, None, verb, None)
        return None

    def _subject(self, sentence: Sentence, verb: Range) -> Named | None:
        """The name that the verb is said of, in the same clause."""
        index = bisect_left(self.speakers, verb.start, key=lambda n: n.start)
        for name in reversed(self.speakers[max(0, index - 6) : index]):
            if name.end > verb.start:
                continue
            if name.start < sentence.start or verb.start - name.end > _REACH:
                return None
            if self._speaks(name, verb):
                return name
            if name.type == "person" and not self._is_aside(name):
                return None
        return None

    def _speaks(self, name: Named, verb: Range) -> bool:
        gap = self.words.asked.sub("", _BRACKETS.sub("", self.shadow[name.end : verb.start]))
        if _BREAK.search(gap) or self._is_aside(name):
            return False
        venue = self.shadow[max(0, name.start - 1)] in _VENUE or _ITS_MEETING.match(gap) is not None
        if name.type == "organization" and venue:
            return False  # 某某在国新办|发布会上介绍
        if name.type == "person":
            return not gap.startswith("的") and self.words.nobody.search(gap) is None
        if self.words.voice.fullmatch(gap):
            return True
        if gap.startswith("的") or self.words.nobody.search(gap) or self.words.source.search(gap):
            return False
        return self._body_says(name, verb, gap)

    def _body_says(self, name: Named, verb: Range, gap: str) -> bool:
        """Bodies speak plainly (表示, 称); they forecast in their reports, or where judging is their trade."""
        said = self.shadow[verb.start : verb.end]
        if self.words.publishes.match(self.shadow, verb.start) is not None:
            return name.type == "organization"  # a company publishes its own figures
        if said in self.words.plain or self.words.presents.match(self.shadow, verb.start, verb.end + 1):
            return True
        judge = self.words.judges.search(self.shadow, name.start, name.end) is not None
        paused = _MARKS.match(self.shadow, verb.end) is not None
        return (
            not name.alias
            and said.startswith(self.words.judging)
            and (judge or paused or _DOCUMENT.search(gap) is not None)
        )

    def _is_aside(self, name: Named) -> bool:
        before = self.shadow[max(0, name.start - _ASIDE_REACH) : name.start]
        if self.words.aside.search(before) is not None:
            return True
        addressed = _TO_WHOM.match(self.shadow, name.end) is not None
        return addressed and _ADDRESSED.match(self.shadow, max(0, name.start - 14), name.start) is not None

    def _antecedent(self, before: Sequence[Attribution], position: int, sentence: Sentence) -> str | None:
        """Whom 他 means: the one who spoke last in the paragraph, else the last person named just before."""
        index = bisect_left(self.speakers, position, key=lambda n: n.start)
        last = next((n for n in reversed(self.speakers[max(0, index - 12) : index]) if n.type == "person"), None)
        spoke = next((a for a in reversed(before[-_REMEMBERED:]) if a.speaker is not None), None)
        if spoke is not None and (last is None or self.subtypes.get(spoke.speaker or "") is not None):
            persons = {n.entity for n in self.speakers[max(0, index - 12) : index] if n.type == "person"}
            return spoke.speaker if spoke.speaker in persons or last is None else last.entity
        return last.entity if last is not None and position - last.end < 400 else None

    def _body_before(self, sentence: Sentence, verb: Range) -> Named | None:
        index = bisect_left(self.speakers, verb.start, key=lambda n: n.start)
        name = self.speakers[index - 1] if index else None
        if name is None or name.type == "person" or name.end != verb.start or name.start < sentence.start:
            return None
        return name

    def _running_subject(self, sentence: Sentence, verb: Range) -> Named | None:
        """The person whose doings the sentence tells, or a body that has just published: 甲在议场致谢，指…"""
        index = bisect_left(self.speakers, verb.start, key=lambda n: n.start)
        for name in reversed(self.speakers[max(0, index - 6) : index]):
            if name.start < sentence.start or verb.start - name.end > _RUNNING_REACH:
                return None
            if name.type == "person":
                return None if self._is_aside(name) or self.shadow.startswith(("的", "等"), name.end) else name
            told = self.shadow[name.end : verb.start]
            if self.shadow[max(0, name.start - 1)] in _VENUE or self._is_aside(name):
                continue
            if _PUBLISHES.search(told) and _DOCUMENT.search(told):
                return name
        return None

    def _clause_start(self, sentence: Sentence, position: int) -> int:
        mark = _CLAUSE_MARK.search(self.shadow, max(sentence.start, position - _CLAUSE_REACH), position)
        return mark.end() if mark is not None else max(sentence.start, position - _CLAUSE_REACH)

    def _quote_before(self, attribution: Attribution, quotes: Sequence[Range], floor: int) -> Range | None:
        """The quotation that stands right before its speaker: “…”店长某某说。"""
        if attribution.name is None and attribution.speaker is None:
            return None
        begin = self._past_setting(attribution)
        while begin > floor and self.shadow[begin - 1] in " 　，,":
            begin -= 1
        if begin <= floor or self.shadow[begin - 1] not in _CLOSERS:
            return None
        index = bisect_left(quotes, begin, key=lambda q: q.end)
        quote = quotes[index] if index < len(quotes) else None
        if quote is None or quote.end != begin or quote.start < floor or quote.end - quote.start < 8:
            return None
        return quote

    def _past_setting(self, said: Attribution) -> int:
        """Where the words begin that stand between a quotation and its speaker: “…”在村口的冷库前，种蒜大户某某说。"""
        if _ENDS.match(self.shadow, said.verb.end) is None:
            return said.begin
        setting = _SETTING.match(self.shadow, max(0, said.begin - 28), said.begin)
        if setting is None or any(n.type == "person" for n in between(self.scene.named, setting.start(), said.begin)):
            return said.begin
        return setting.start()

    def _end(self, said: Attribution, sentences: Sequence[Sentence], quotes: Sequence[Range], limit: int) -> int:
        """Where a report ends: with its sentence and quotation; an official goes on until someone else does."""
        index = bisect_right(sentences, said.verb.start, key=lambda s: s.start) - 1
        end = sentences[index].end
        quote = self._quote_after(said, quotes, end)
        end = max(end, quote.end) if quote is not None else end
        official = self._is_official(said)
        for position in range(index + 1, len(sentences)):
            sentence = sentences[position]
            if sentence.start < end:
                end = max(end, sentence.end) if quote is None or sentence.end <= quote.end else end
                continue
            quoted = self.shadow[sentence.start] in _OPENERS and self._is_whole_quote(sentence, quotes)
            linked = official or self.words.linked.match(self.shadow, sentence.start, sentence.end) is not None
            if sentence.start >= limit or not (quoted or (quote is None and linked and self._continues(sentence))):
                break
            end = sentence.end
        return min(end, limit)

    def _quote_after(self, said: Attribution, quotes: Sequence[Range], end: int) -> Range | None:
        match = _TO_QUOTE.match(self.shadow, said.verb.end, end)
        if match is None:
            return None
        index = bisect_left(quotes, match.end() - 1, key=lambda q: q.start)
        return quotes[index] if index < len(quotes) and quotes[index].start == match.end() - 1 else None

    def _is_whole_quote(self, sentence: Sentence, quotes: Sequence[Range]) -> bool:
        index = bisect_left(quotes, sentence.start, key=lambda q: q.start)
        if index == len(quotes) or quotes[index].start != sentence.start:
            return False
        behind = quotes[index].end
        return quotes[index].end - sentence.start > 6 and behind >= sentence.end

    def _is_official(self, said: Attribution) -> bool:
        """Officials and heads of companies report at length; others are quoted for a sentence, and what is linked to
        it."""
        return said.speaker is not None and self.subtypes.get(said.speaker) in ("official", "executive")

    def _continues(self, sentence: Sentence) -> bool:
        """Whether a sentence reads on in what was said: no other voice, no other actor, no new event."""
        if self.words.told.match(self.shadow, sentence.start, sentence.end):
            return False
        if _THE_COMPANY.match(self.shadow, sentence.start, sentence.end):
            return False  # 公司去年营收80亿元: told by the paper
        if self.words.attended.search(self.shadow, sentence.start, sentence.end):
            return False
        time = next(iter(between(self.scene.times, sentence.start, min(sentence.end, sentence.start + 14))), None)
        day = time is not None and time.grain == "day" and not time.until and time.kind != "vague"
        if day and time is not None and time.start == sentence.start:
            return False
        names = between(self.scene.named, sentence.start, sentence.end)
        if any(n.type == "person" for n in names):
            return False
        first = next((n for n in names if n.start == sentence.start), None)
        if first is not None and first.type == "company" and not first.alias:
            return False  # 长岭汽车的日子不好过: of another company the paper tells
        return first is None or self.words.acts.match(self.shadow, first.end, sentence.end) is None


def _find_quotes(shadow: str, start: int, end: int) -> list[Range]:
    """The outermost quotations of a paragraph in order; one that is not closed runs to its end."""
    out: list[Range] = []
    depth, begin = 0, start
    for match in regex.finditer("[“”「」『』]", shadow, pos=start, endpos=end):
        if match.group() in _OPENERS:
            begin = match.start() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                out.append(Range(begin, match.end()))
    if depth:
        out.append(Range(begin, end))
    return out


__all__ = ["Attribution", "Utterance", "find_attributions", "find_speaker", "find_speech", "load_speech_patterns"]
