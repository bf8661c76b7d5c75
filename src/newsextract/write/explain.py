"""Why a fact says what it says: the rule, and for each attribute the words of the article that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from newsextract.assemble.wording import Pattern, load_wording
from newsextract.clean.cleaned import CleanText
from newsextract.errors import InputError
from newsextract.record import Entity, Fact, Mention, Record, format_decimal

# What each half of ``rule`` means: how the number was read, and where its indicator was found.
_RULES = {
    "left-noun": "the noun phrase before the number",
    "right-noun": "the noun behind the number",
    "right-verb": "what was done for the money",
    "inherited": "the indicator of the figure before, carried on",
    "composed": "a growth noun joined to the indicator of the figure before",
    "verb": "the verb that governs the number",
    "age": "an age",
    "table": "a cell of a table, named by its row and column",
}
_BASIS = {
    "year_on_year": ("year_on_year",),
    "month_on_month": ("period_on_period", "monthly"),
    "quarter_on_quarter": ("period_on_period", "quarterly"),
    "since": ("since", "comparison"),
    "from_previous": ("comparison",),
}


def format_explanation(record: Record, clean: CleanText, fact_id: str) -> str:
    """The explanation of one fact, a line for each attribute; ``fact_id`` may be cut short or be the fact's own text.

    Raises InputError where no fact, or more than one, answers to ``fact_id``.
    """
    fact = _find(record.facts, fact_id)
    rows = list(_Explainer(record, clean, fact).rows())
    width = max(len(name) for name, _ in rows)
    return "".join(f"{name:<{width}}  {text}\n" for name, text in rows)


def _find(facts: Sequence[Fact], wanted: str) -> Fact:
    exact = [f for f in facts if f.id == wanted]
    found = exact or [f for f in facts if f.id.startswith(wanted) or wanted in (f.clean, f.text)]
    if len(found) == 1:
        return found[0]
    if found:
        listed = ", ".join(f"{f.id} ({f.indicator} {f.clean})" for f in found)
        raise InputError(f"{wanted!r} is more than one fact: {listed}; name one of these ids")
    some = ", ".join(f"{f.id} ({f.clean})" for f in facts[:5]) or "none"
    raise InputError(f"no fact {wanted!r} in this article; it has {len(facts)}: {some}; take an id from its record")


class _Explainer:
    def __init__(self, record: Record, clean: CleanText, fact: Fact) -> None:
        self.record, self.clean, self.fact = record, clean, fact
        self.entities = {e.id: e for e in record.entities}
        self.start = clean.offsets.to_clean(fact.sentence.start)
        self.end = clean.offsets.to_clean(fact.sentence.end)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Name and text of each line."""
        fact = self.fact
        yield "fact", f"{fact.id}  {fact.clean}  [{fact.start}, {fact.end})"
        yield "sentence", self.clean.text[self.start : self.end].replace("\n", " ")
        yield "kind", f"{fact.kind}  (rule {fact.rule})"
        yield "value", self._value()
        yield "indicator", self._indicator()
        yield "period", self._period()
        yield "place", self._who(fact.place, "the area that governs the passage, or the article's own")
        yield "subject", self._who(fact.subject, "the one whom the passage is about")
        yield "basis", self._worded(fact.basis, _BASIS.get(fact.basis or "", ()))
        yield "modality", self._modality()
        yield "scope", fact.scope or "-"
        yield "of", self._base()
        yield "speaker", self._who(fact.speaker, "reported before, and still speaking")
        yield "confidence", f"{fact.confidence:.2f}"
        yield from self._said_again()
        yield from self._passed_over()

    def _value(self) -> str:
        fact = self.fact
        bounds = f"{_number(fact.low)} to {_number(fact.high)}" if fact.value is None else _number(fact.value)
        inferred = " (unit from the article's region)" if fact.unit_inferred else ""
        return f"{bounds} {fact.unit or ''}{inferred}, {fact.modifier}"

    def _indicator(self) -> str:
        fact = self.fact
        parts = fact.rule.split("/")
        how = next((_RULES[p] for p in reversed(parts) if p in _RULES), "read with the number")
        key = "" if fact.indicator_key == fact.indicator else f" -> {fact.indicator_key}"
        return f"{fact.indicator or '-'}{key}  ({how})"

    def _period(self) -> str:
        period = self.fact.period
        if period is None:
            return "-  (no time governs it)"
        notes = [f"from the {period.from_}"]
        notes += ["cumulative"] if period.cumulative else []
        notes += ["its year is inferred"] if period.inferred else []
        return f"{period.edtf}  “{period.text}”  ({', '.join(notes)})"

    def _who(self, entity: str | None, otherwise: str) -> str:
        if entity is None:
            return "-"
        known = self.entities.get(entity)
        if known is None:
            event = next((e for e in self.record.events if e.id == entity), None)
            return f"{event.name}  (the {event.type} that the article tells of)" if event is not None else entity
        here = self._mention_here(known)
        return f"{known.name}  (“{here.clean}” in the sentence)" if here is not None else f"{known.name}  ({otherwise})"

    def _mention_here(self, entity: Entity) -> Mention | None:
        """The mention nearest before the figure in its sentence, else the first behind it."""
        sentence, start = self.fact.sentence, self.fact.start
        inside = [m for m in entity.mentions if sentence.start <= m.start and m.end <= sentence.end]
        before = [m for m in inside if m.end <= start]
        return before[-1] if before else next(iter(inside), None)

    def _worded(self, value: str | None, names: Sequence[str]) -> str:
        if value is None:
            return "-"
        cue = self._cue([getattr(load_wording(), name) for name in names])
        return value + (cue or "  (carried over from the figure before)")

    def _modality(self) -> str:
        fact = self.fact
        patterns = [p for label, p in load_wording().modality if label.removesuffix("_weakly") == fact.modality]
        return f"{fact.modality}{self._cue(patterns)}"

    def _cue(self, patterns: Sequence[Pattern]) -> str:
        """The words that match nearest before the figure in its sentence, else the first behind it."""
        position = self.clean.offsets.to_clean(self.fact.start)
        found = [m for p in patterns for m in p.finditer(self.clean.shadow, self.start, self.end)]
        before = [m for m in found if m.start() <= position]
        match = max(before, key=lambda m: m.start()) if before else next(iter(found), None)
        return f"  (“{self.clean.text[match.start() : match.end()]}”)" if match is not None else ""

    def _base(self) -> str:
        base = next((f for f in self.record.facts if f.id == self.fact.of), None)
        return f"{base.id}  {base.indicator or ''} {base.clean}" if base is not None else "-"

    def _said_again(self) -> Iterator[tuple[str, str]]:
        for mention in self.fact.mentions:
            yield "said again", f"{mention.clean}  [{mention.start}, {mention.end})"

    def _passed_over(self) -> Iterator[tuple[str, str]]:
        """What stands in the same sentence and lost: other times, other names."""
        sentence = self.fact.sentence
        period = self.fact.period.text if self.fact.period is not None else None
        times = [t for t in self.record.times if sentence.start <= t.start < sentence.end and t.clean != period]
        if times:
            yield "other times", "、".join(dict.fromkeys(t.clean for t in times))
        chosen = {self.fact.place, self.fact.subject, self.fact.speaker}
        rest = [e for e in self.record.entities if e.id not in chosen and self._mention_here(e) is not None]
        if rest:
            yield "other names", "、".join(e.name for e in rest)


def _number(value: Decimal | None) -> str:
    return "-" if value is None else format_decimal(value)


__all__ = ["format_explanation"]
