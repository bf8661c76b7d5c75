"""What an article tells of former days, of what did not happen or is only planned aside: none of it is its news."""

from __future__ import annotations

from datetime import date, timedelta

import regex

from newsextract.assemble.happenings import HEADS
from newsextract.assemble.scene import Scene, between
from newsextract.clean.cleaned import Label
from newsextract.measure.values import TimeExpression
from newsextract.segment.sentences import Sentence

_CUT = regex.compile(r"(?r)[；;。]")
_COMMA = regex.compile(r"(?r)[，,；;。：:]")
_ONCE = regex.compile(
    r"(?<!不|未)曾(?:经|于|在|是|以|因|被|获|与|将|先后|多次|一度|(?=\p{Han}|\d))|历年|多年来|(?:此前|先后)(?=[^，。；]{0,8}$)"
)
_NOT = regex.compile(
    r"(?:没有|没能|并无|尚未|并未|从未|(?<![尚并从])未(?![来成央名婚满遂])(?:能|曾|有|再)?|不会|不再|无意|否认|拒绝|放弃|取消|叫停)"
    r"[^，。；,;]{0,20}$"
)
_DENIED = regex.compile(r"澄清|否认|辟谣|不实|不属实|并非事实|查无此事|失实")
_AHEAD = regex.compile(
    r"(?:将|[定订]于|拟于?|计划|预[定计订]|即将|有望|准备|明年|下月|下周)[^。；;]{0,40}?(?:召开|举行|举办|承办|主办|合办|开幕|登场|组织|访问|出访)"
)
_OPENING = 3  # sentences of the body that open an article whose lead is all of it
_LONG_AGO = timedelta(days=200)
_WIDE = frozenset(("year", "half", "century", "decade"))


class Background:
    """Tells what is background where an event is told."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.shadow = scene, scene.clean.shadow
        first = next((s for s in scene.sentences if s.label == Label.BODY), None)
        self.lead = first.paragraph if first is not None else -1
        body = [s.start for s in scene.sentences if s.label == Label.BODY]
        self.late = body[_OPENING] if len(body) > _OPENING else len(self.shadow)  # where the opening is over

    def is_main(self, sentence: Sentence) -> bool:
        """Whether a sentence belongs to the headline or the lead."""
        return sentence.label in HEADS or sentence.paragraph <= self.lead

    def is_former(self, sentence: Sentence, position: int) -> bool:
        """Whether what is told at a position was long ago: 2019年收购…, 曾以28万票当选."""
        comma = _COMMA.search(self.shadow, sentence.start, position)
        clause = comma.end() if comma is not None else sentence.start
        once = _ONCE.search(self.shadow, clause, position)
        if once is not None and not any(n.start == once.start() for n in between(self.scene.named, clause, position)):
            return True  # but 曾志伟 is a name
        return self._is_long_ago(sentence, position)

    def _is_long_ago(self, sentence: Sentence, position: int) -> bool:
        published = self.scene.published
        if published is None:
            return False
        cut = _CUT.search(self.shadow, sentence.start, position)
        start = cut.end() if cut is not None else sentence.start
        times = [t for t in between(self.scene.times, start, position) if t.end_date is not None and not t.since]
        return bool(times) and _is_past(times[-1], published)

    def is_denied(self, sentence: Sentence, position: int) -> bool:
        """Whether it did not happen: 没有签署任何协议, 否认收购."""
        return _NOT.search(self.shadow[max(sentence.start, position - 28) : position]) is not None

    def is_disclaimed(self, sentence: Sentence) -> bool:
        """Whether a sentence says that what it tells is not so: 外媒报道将收购…，公司澄清…"""
        return _DENIED.search(self.shadow, sentence.start, sentence.end) is not None

    def is_to_come(self, sentence: Sentence) -> bool:
        """Whether a sentence behind the lead, or late in a long one, tells of what will be held."""
        late = sentence.start >= self.late and sentence.label not in HEADS
        return (late or not self.is_main(sentence)) and _AHEAD.search(
            self.shadow, sentence.start, sentence.end
        ) is not None


def _is_past(time: TimeExpression, published: date) -> bool:
    end = date.fromisoformat(time.end_date or "")
    if time.grain in _WIDE and end < date(published.year, 1, 1):
        return True
    return published - end > _LONG_AGO


_EARLIER = regex.compile(
    r"曾(?:经)?(?:也)?(?:连续)?(?:在|于)?[^，。；]{0,12}?(?:发生|引发|酿成|爆发)|去年同期[^。；]{0,30}?造成"
)


def of_earlier(scene: Scene, start: int, end: int) -> bool:
    """Whether the dead and hurt of a sentence are of an earlier accident: 该厂区2019年也曾发生爆炸，造成8人轻伤."""
    return _EARLIER.search(scene.clean.shadow, start, end) is not None
