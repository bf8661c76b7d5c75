"""Events: what happened, when, where, with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from newsextract.assemble.background import Background
from newsextract.assemble.cast import Cast
from newsextract.assemble.dealings import Dealings
from newsextract.assemble.gatherings import Gatherings
from newsextract.assemble.happenings import Happening
from newsextract.assemble.personnel import Personnel
from newsextract.assemble.scene import Named, Scene, between
from newsextract.measure.values import TimeExpression
from newsextract.record import Event, Participant, Range, content_id

_CASUALTY = regex.compile(
    r"死亡|遇难|丧生|身亡|罹难|受伤|轻伤|重伤|伤亡|烧烫伤|烧伤|烫伤|灼伤|呛伤|擦伤|挫伤|骨折|昏迷|送医|送院|失踪|失联|被困|受困|危殆|命危|病危|不治|溺毙|溺亡|死伤|伤者|伤员|伤势|遗体|获救"
)
_AT = regex.compile(r"(?r)(?:在|赴|到|于|来到|抵达|前往|访问|位于)")
_OF_OFFICE = regex.compile(
    r"(?:总统|总理|首相|国王|议长|外长|外交部|国会|驻|政府|[^，。；]{0,8}(?:部长|大臣|主席|大使|代表))"
)
_CALLED_ON = regex.compile(r"[访来](?P<where>[华港台澳])")
_WHERE = {"华": ("中国",), "港": ("香港", "本港"), "台": ("台湾",), "澳": ("澳门", "本澳")}
_LOCAL = frozenset(("meeting", "visit", "accident", "ruling"))  # happen where the article is at home
_CLAUSAL = frozenset(("visit", "appointment", "removal"))  # their names are clauses, which may say when
_CUT = regex.compile(r"[；;。]")
_WIDE = frozenset(("century", "decade", "half", "quarter"))
_UNDATED = ("clock", "duration", "vague")


def build_events(scene: Scene, document_id: str) -> tuple[Event, ...]:
    """The events of an article, each once with all who take part in it, in order of their first telling."""
    cast = Cast(scene)
    background = Background(scene)
    gatherings = Gatherings(scene, cast, background)
    found = [*gatherings.read(), *Personnel(scene, cast, background).read(), *Dealings(scene, cast, background).read()]
    found = [h for h in found if h.name.start < h.name.end]  # 有能力在酒类方面收购…: nothing is left to name it by
    found.sort(key=lambda h: (h.sentence.start, h.name.start, h.type))
    found = [h for h in found if not _consoles(scene, h, found) and not _is_signed_at(scene, h, found)]
    found = [h for h in found if not _tells_of_office(scene, h, found) and not _is_no_news(background, h)]
    found = _with_presenters(_at_ceremony(scene, found), gatherings.elsewhere)
    return tuple(_event(scene, document_id, happening) for happening in _once(found))


def _once(found: Iterable[Happening]) -> Iterable[Happening]:
    """What is told again far below under the name that stands above, 2023太湖国际马拉松 …, is one event."""
    kept: dict[tuple[str, Range], Happening] = {}
    for happening in found:
        key = happening.type, happening.name
        kept[key] = kept[key].joined(happening.people) if key in kept else happening
    return kept.values()


def _consoles(scene: Scene, happening: Happening, found: Sequence[Happening]) -> bool:
    """Whether a visit is only to the scene of the accident that the article tells of, or to those who were hurt."""
    if happening.type != "visit" or all(h.type != "accident" for h in found):
        return False
    return _CONSOLES.search(scene.clean.shadow, happening.name.start, happening.name.end + 4) is not None


_CONSOLES = regex.compile("慰问|看望|探望|探视|现场|灾区|火场|医院|灾情|勘灾")


def _is_no_news(background: Background, happening: Happening) -> bool:
    """Whether a meeting or visit was long ago, was not held, or is only planned aside."""
    if happening.type not in ("meeting", "visit"):
        return False  # the others are sifted before they are joined
    sentence, position = happening.sentence, happening.trigger.start
    if background.is_to_come(sentence) and len(happening.people) <= 1:
        return True
    return background.is_former(sentence, position) or background.is_denied(sentence, position)


def _is_signed_at(scene: Scene, happening: Happening, found: Sequence[Happening]) -> bool:
    """Whether a ceremony is held only for what the article tells to be signed: the signing is the event."""
    if happening.type != "meeting" or not _SIGNING.search(scene.clean.shadow, *happening.name):
        return False
    return any(h.type == "signing" and abs(h.sentence.paragraph - happening.sentence.paragraph) <= 1 for h in found)


def _tells_of_office(scene: Scene, happening: Happening, found: Sequence[Happening]) -> bool:
    """Whether what is made public, under no name, is who gets an office: 港交所公布，行政总裁任满离职."""
    if happening.type != "release" or not _UNNAMED.search(scene.clean.shadow, *happening.name):
        return False
    start = happening.sentence.start
    return any(h.type in ("appointment", "removal") and h.sentence.start == start for h in found)


_UNNAMED = regex.compile("(?:公布|发布|通报)$")
_SIGNING = regex.compile("(?:签约|签字|签署|签订)(?:仪式|会)$")


def _at_ceremony(scene: Scene, found: Sequence[Happening]) -> list[Happening]:
    """The prizes of one ceremony are one event that goes by its name, with those who chair it and speak there."""
    shadow = scene.clean.shadow
    rites = [h for h in found if h.type == "meeting" and _CEREMONY.search(shadow, h.name.start, h.name.end)]
    awards = [h for h in found if h.type == "award"]
    if len(rites) != 1 or not awards:
        return list(found)
    rite = rites[0]
    speakers = [pair for pair in rite.people if pair[1] == "speaker"]  # the first presents, others read decisions out
    chairs = [pair for pair in rite.people if pair[1] == "chair"]
    people = [pair for award in awards for pair in award.people] + speakers[:1] + chairs
    whole = Happening("award", rite.name, awards[0].sentence, awards[0].trigger, tuple(dict.fromkeys(people)))
    only = _PRIZES_ONLY.search(shadow, rite.name.start, rite.name.end) is not None
    kept = [h for h in found if h is awards[0] or (h.type != "award" and not (only and h is rite))]
    return [whole if h is awards[0] else h for h in kept]


_CEREMONY = regex.compile(r"(?:奖励|表彰|表扬|颁奖|授奖|颁授)(?:大会|会|会议|仪式|典礼|礼)|颁奖典礼")
_PRIZES_ONLY = regex.compile(r"颁奖(?:典礼|仪式|礼)$")


def _with_presenters(found: Sequence[Happening], speakers: Sequence[tuple[int, str]]) -> list[Happening]:
    """Whoever speaks 在会上, where no meeting is named, presents what was last released."""
    out = list(found)
    for position, entity in speakers:
        releases = [i for i, h in enumerate(out) if h.type == "release" and h.sentence.start <= position]
        if releases:
            out[releases[-1]] = out[releases[-1]].joined([(entity, "speaker")])
    return out


def is_casualty(indicator: str) -> bool:
    """Whether a figure counts the dead, the hurt or the missing, whose subject is the accident."""
    return _CASUALTY.search(indicator) is not None


def _event(scene: Scene, document_id: str, happening: Happening) -> Event:
    mention = scene.clean.mention(*happening.name)
    return Event(
        id=content_id("event", document_id, happening.type, mention.start, mention.end),
        type=happening.type,
        name=mention.clean,
        times=tuple(_time_ids(scene, document_id, happening)),
        place=_place(scene, happening),
        participants=tuple(Participant(entity, role) for entity, role in dict.fromkeys(happening.people)),
        start=mention.start,
        end=mention.end,
        text=mention.text,
        clean=mention.clean,
    )


def _time_ids(scene: Scene, document_id: str, happening: Happening) -> Iterable[str]:
    """The day on which it happened: the date nearest before it in its sentence, else the first behind it."""
    sentence, name = happening.sentence, happening.name
    times = [t for t in between(scene.times, sentence.start, sentence.end) if _is_date(t)]
    clausal = happening.type in _CLAUSAL
    times = [t for t in times if clausal or t.end <= name.start or t.start >= name.end]
    times = [t for t in times if not _CUT.search(scene.clean.shadow, happening.trigger.end, t.start)]
    days = [t for t in times if t.grain == "day"] or [t for t in times if t.grain not in _WIDE]
    limit = name.end if clausal else happening.trigger.start
    before = [t for t in days if t.end <= limit]
    for time in (before[-1:] or days[:1])[:1]:
        span = scene.clean.span(time.start, time.end)
        yield content_id("time", document_id, span.start, span.end)


def _is_date(time: TimeExpression) -> bool:
    return time.start_date is not None and time.kind not in _UNDATED


def _place(scene: Scene, happening: Happening) -> str | None:
    """Where it happened: the place behind 在, 赴 or 到, else the last one before it in its sentence, else the
    article's own."""
    sentence, shadow = happening.sentence, scene.clean.shadow
    called = _CALLED_ON.search(shadow, *happening.name) if happening.type == "visit" else None
    spoken = shadow.endswith(("会谈", "会面", "座谈"), sentence.start, happening.trigger.end)
    if called is not None and not spoken:  # 访华, but 在北京同来华访问的某某会谈
        return next((n.entity for n in scene.named if shadow[n.start : n.end] in _WHERE[called["where"]]), None)
    places = [n for n in between(scene.named, sentence.start, sentence.end) if n.type == "place"]
    said = [n for n in places if _AT.match(shadow, sentence.start, n.start)]
    close = [n for n in said if abs(n.start - happening.trigger.end) <= 40]
    if close:
        return _innermost(close[0], places).entity
    if happening.type in ("release", "award", "signing"):
        return None
    before = [n for n in places if n.end <= max(happening.trigger.start, happening.name.end)]
    before = [n for n in before if n.subtype != "country" or not _OF_OFFICE.match(shadow, n.end)]
    if before:
        return before[-1].entity
    return scene.home(sentence.start) if happening.type in _LOCAL else None


def _innermost(place: Named, places: Sequence[Named]) -> Named:
    """Of 中阳县枝柯镇 the town."""
    for other in places:
        if other.start == place.end:
            place = other
    return place


__all__ = ["build_events", "is_casualty"]
