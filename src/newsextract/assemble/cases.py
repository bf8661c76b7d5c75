"""Of whom the figures of a criminal case are said: the defendant, not the town whose court rules."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.wording import Wording
from newsextract.segment.sentences import Sentence

_ACCUSED = regex.compile(r"(?r)(?:被告人|被告|嫌疑人|犯罪嫌疑人|罪犯|嫌犯)")


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
        if self.words.crime.search(self.scene.clean.shadow, sentence.start, sentence.end) is None:
            return None
        people = [n for n in between(self.scene.named, sentence.start, position) if n.type == "person"]
        sentenced = [n for n in people if _SENTENCED.match(self.scene.clean.shadow, sentence.start, n.start)]
        if sentenced and sentenced[-1] is people[-1]:
            return people[-1].entity
        if not people or any(n.entity == self.defendant for n in people):
            return self.defendant
        return self._punished(people)

    def _punished(self, people: list[Named]) -> str | None:
        """Of several persons the last who does not speak: …副主任甲介绍，行贿人乙另案处理，一审获刑十一年."""
        shadow = self.scene.clean.shadow
        silent = [n for n in people if self.words.speech.match(shadow, n.end) is None]
        return silent[-1].entity if silent else self.defendant


def find_case(scene: Scene, words: Wording) -> Case:
    """The case that an article tells of; without a person who is called the accused there is none."""
    shadow = scene.clean.shadow
    accused = (n for n in scene.named if n.type == "person" and _ACCUSED.match(shadow, 0, n.start))
    first = next(accused, None)
    return Case(scene, words, first.entity if first is not None else None)
