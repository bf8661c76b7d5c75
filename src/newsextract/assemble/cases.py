"""Of whom the figures of a criminal case are said: the defendant, not the town whose court rules."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.segment.sentences import Sentence

_ACCUSED = regex.compile(r"(?r)(?:被告人|被告|嫌疑人|犯罪嫌疑人|罪犯|嫌犯)")


# 去年全市检察机关起诉诈骗犯罪156件: of no one case.
_STATISTIC = regex.compile(
    r"(?:全[省市县区国港州]|各级|各地|该院|本院|该局|近[两三四五]年|检察机关|公安机关|法院系统|廉署)[^，,。；;]{0,12}?(?:共立|抓获|打掉|破案|发案|刑事案件|案件总?数|起诉|受理|审结|查处|立案|接获|侦破|破获|批捕|检控)(?![时书后的认]|机关|指)"
    r"|同比(?:增长|增加|上升|下降|减少|下滑)了?\d"
)
_JUDGE = regex.compile(r"(?r)(?:法官|裁判官|审判长|检察官|律师|检控官)")
_MARK, _NEAR = regex.compile(r"[，,。；;：:]"), 16
_OTHERS = regex.compile(
    r"(?:其余|其他|另外|同案)(?:$|(?:[\d一二三四五六七八九十多数余]{1,3}[名人个位]|被告|[名位])[^；;。]{0,40}$)"
)
_SENTENCED = regex.compile(r"(?r)(?:判处|被告人|判决|对)")


@dataclass(frozen=True, slots=True)
class Case:
    """The defendant of a case, and the sentences that tell of crime and punishment."""

    scene: Scene
    words: Wording
    defendant: str | None

    def subject(self, sentence: Sentence, position: int) -> str | None:
        """The person whose deed or punishment a figure is, None where the sentence does not speak of any."""
        if self.defendant is None:
            return None
        shadow = self.scene.clean.shadow
        if self.words.crime.search(shadow, sentence.start, sentence.end) is None:
            return None
        if _STATISTIC.search(shadow, sentence.start, sentence.end) is not None:
            return None
        people = [n for n in between(self.scene.named, sentence.start, position) if n.type == "person"]
        sentenced = [n for n in people if _SENTENCED.match(self.scene.clean.shadow, sentence.start, n.start)]
        if people and _IS_SENTENCED.match(shadow, people[-1].end) is not None:
            return people[-1].entity
        if sentenced and sentenced[-1] is people[-1]:
            return people[-1].entity
        if not people or any(n.entity == self.defendant for n in people):
            return self.defendant
        return self._punished(people)

    def is_of_others(self, sentence: Sentence, position: int) -> bool:
        """Whether a figure is of those who are not named: 其余16名被告人分别被判处有期徒刑九年至二年."""
        if self.defendant is None:
            return False
        others = _OTHERS.search(self.scene.clean.shadow, sentence.start, position)
        named = between(self.scene.named, others.start(), position) if others is not None else ()
        return others is not None and all(n.type != "person" for n in named)  # not 同案被告|某某|判囚4年

    def _punished(self, people: list[Named]) -> str | None:
        """Of several persons the last who does not speak: …副主任甲介绍，行贿人乙另案处理，一审获刑十一年."""
        shadow = self.scene.clean.shadow
        silent = [n for n in people if not self._speaks(n) and _JUDGE.match(shadow, 0, n.start) is None]
        return silent[-1].entity if silent else self.defendant

    def _speaks(self, person: Named) -> bool:
        """Whether a verb of speech follows in the same clause: 某某在庭外表示, …"""
        shadow = self.scene.clean.shadow
        mark = _MARK.search(shadow, person.end, person.end + _NEAR)
        return self.words.speech.search(shadow, person.end, mark.start() if mark else person.end + _NEAR) is not None


def find_case(scene: Scene, words: Wording) -> Case:
    """The case that an article tells of; without a person who is called the accused there is none."""
    shadow = scene.clean.shadow
    accused = (n for n in scene.named if n.type == "person" and _ACCUSED.match(shadow, 0, n.start))
    first = _charged_first(scene) or next(accused, None) or _sentenced_first(scene, words)
    return Case(scene, words, first.entity if first is not None else None)


def _charged_first(scene: Scene) -> Named | None:
    """前主席某某涉虚报收入22.4亿元，法官判处其监禁7年: who is charged with what the court ruled on, in the lead."""
    shadow = scene.clean.shadow
    lead = next((s for s in scene.sentences if s.label == Label.BODY), None)
    if lead is None:
        return None
    people = (n for n in between(scene.named, lead.start, lead.end) if n.type == "person" and n.subtype != "reporter")
    charged = next((n for n in people if _CHARGED.match(shadow, n.end) is not None), None)
    if charged is None or _VERDICT.search(shadow, charged.end, lead.end) is None:
        return None
    return charged


_IS_SENTENCED = regex.compile(r"(?:昨日?|今日?|亦|则|同)?(?:判囚|判监|获刑|被判|获判|判刑)")
_CHARGED = regex.compile(
    r"(?:[(（][^()（）]{1,16}[)）])?(?:涉嫌|被控|被诉|涉(?=虚报|诈骗|欺诈|串谋|贪污|受贿|行贿|挪用|洗[黑钱]|非法|内幕|操纵|伪造))"
)


def _sentenced_first(scene: Scene, words: Wording) -> Named | None:
    """Whom the lead tells of, where headline and lead speak of a sentence: 前议员某某涉索贿，…判处有期徒刑10年."""
    shadow = scene.clean.shadow
    head = [s for s in scene.sentences if s.label in (Label.HEADLINE, Label.SUBHEAD)]
    lead = next((s for s in scene.sentences if s.label == Label.BODY), None)
    if lead is None:
        return None
    opening = [s for s in scene.sentences if s.label == Label.BODY and s.paragraph == lead.paragraph]
    if _VERDICT.search(shadow, lead.start, opening[-1].end) is None:
        return None
    if head and words.crime.search(shadow, head[0].start, head[-1].end) is None:
        return None
    people = [n for n in between(scene.named, lead.start, lead.end) if n.type == "person" and n.subtype != "reporter"]
    return people[0] if people and _JUDGE.match(shadow, 0, people[0].start) is None else None


_VERDICT = regex.compile(r"徒刑|判刑|判囚|判监|获刑|拘役|终身监禁|判处")
