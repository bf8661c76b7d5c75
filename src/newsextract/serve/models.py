"""What the API takes and gives; the record itself is described by its own JSON Schema."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Region = Literal["CN", "TW", "HK", "MO"]
Key = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=600)]
Number = Annotated[str, StringConstraints(pattern=r"^-?(0|[1-9]\d{0,29})(\.\d{1,20})?$")]


def _day(text: str) -> str:
    datetime.date.fromisoformat(text)  # a ValueError is what pydantic reports
    return text


Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"), AfterValidator(_day)]


class Model(BaseModel):
    """Common settings."""

    model_config = ConfigDict(extra="forbid")


class Sent(Model):
    """An article as JSON; either ``text`` or ``html``."""

    text: str | None = Field(default=None, description="The article's text.")
    html: str | None = Field(default=None, description="Its page; what is no article is left out.")
    id: str | None = Field(default=None, max_length=600, description="What replaces an earlier version of the article.")
    uri: str | None = Field(default=None, max_length=600, description="Where it was published; it is never fetched.")
    title: str | None = None
    publisher: str | None = None
    date: Day | None = Field(default=None, description="Day of publication, when the text does not give it.")
    region: Region | None = Field(default=None, description="Where it was published, when the text does not tell.")
    include: list[Literal["text", "sentences", "words"]] = Field(default=[], description="Additions to the record.")


class Document(Model):
    """An article of the database."""

    document_key: str
    headline: str | None
    publisher: str | None
    published: str | None
    region: str | None
    script: str | None
    uri: str | None
    text_length: int
    facts: int = Field(description="How many facts it yields.")
    has_text: bool = Field(description="Whether its text was kept, so that it can be shown and corrected.")


class Figure(Model):
    """A fact with names instead of ids."""

    document_key: str
    fact_id: str
    published: str | None
    publisher: str | None
    kind: str
    indicator: str | None
    indicator_key: str | None
    value_text: str | None = Field(description="The value, exact.")
    value: int | float | None
    low: int | float | None
    high: int | float | None
    modifier: str
    unit: str | None
    period_start: str | None
    period_end: str | None
    place: str | None
    subject: str | None
    basis: str | None
    modality: str
    confidence: float
    start_offset: int = Field(description="Code points of the original text.")
    end_offset: int
    text: str
    clean: str
    sentence_start: int
    sentence_end: int


class Office(Model):
    """Who holds which office, by the last article that tells."""

    person: str
    title: str
    body: str | None
    place: str | None
    status: str
    first_seen: str | None
    last_seen: str | None
    stories: int = Field(description="Independent articles that tell; reprints count once.")
    articles: int
    person_id: str
    last_document: str = Field(description="Key of the last article that tells.")


class Said(Model):
    """Where a point of a series is told."""

    document_key: str
    fact_id: str
    published: str | None
    sentence: str | None = Field(description="Its sentence, clean; null where the text was not kept.")
    text: str


class Point(Model):
    """One value of a series, in the base unit of its dimension."""

    indicator_key: str
    subject: str | None
    place: str | None
    period_start: str
    period_end: str
    value: int | float
    unit: str | None
    year_on_year: int | float | None = Field(description="Change on the year in %, where an article tells.")
    is_exact: bool
    stories: int
    articles: int
    versions: int = Field(description="How many different values articles give; the one that most tell is here.")
    last_published: str | None
    said: list[Said]


class Indicator(Model):
    """A series that there is."""

    indicator_key: str
    place: str | None
    subject: str | None
    unit: str | None
    points: int


Item = TypeVar("Item")


class Page(Model, Generic[Item]):
    """A portion of a list."""

    items: list[Item]
    next: int | None = Field(description="offset of the next portion; null after the last.")


class SeriesPage(Page[Point]):
    """Points, and their charts as SVG inside HTML figures."""

    charts: str


class FactFields(Model):
    """A fact as it should be; fields that are left out stay. Names are written as the article writes them."""

    kind: Literal["quantity", "change", "share", "rank"] | None = None
    indicator: Words | None = None
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    modifier: Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"] | None = None
    increment: bool | None = None
    unit: Words | None = None
    period_start: Day | None = None
    period_end: Day | None = None
    place: Words | None = None
    subject: Words | None = None
    speaker: Words | None = None
    basis: Literal["year_on_year", "month_on_month", "quarter_on_quarter", "since", "from_previous"] | None = None
    scope: Words | None = None
    modality: Literal["actual", "planned", "forecast", "estimated", "limit", "denied"] | None = None
    start: int | None = Field(default=None, ge=0, description="Of something new: its span in the original text.")
    end: int | None = Field(default=None, ge=1)


class EntityFields(Model):
    """A name as it should be."""

    type: Literal["person", "place", "organization"] | None = None
    subtype: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,40}$")] | None = None
    name: Words | None = None
    gb2260: Annotated[str, StringConstraints(pattern=r"^[1-8]\d{5}$")] | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)


class PositionFields(Model):
    """An office as it should be."""

    person: Words | None = None
    title: Words | None = None
    organization: Words | None = None
    place: Words | None = None
    status: Literal["current", "former", "acting", "appointed"] | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)


class TimeFields(Model):
    """A time as it should be. What is said of one holds for all mentions in the same words with the same date."""

    edtf: Annotated[str, StringConstraints(max_length=60)] = Field(
        default="", description="Its date in EDTF, as far as the annotation uses it; an open year is XXXX."
    )
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)


EventType = Literal[
    "meeting", "visit", "appointment", "removal", "signing", "acquisition", "accident", "ruling", "award", "release"
]
Role = Literal[
    "host", "chair", "speaker", "attendee", "visitor", "party", "appointee", "removed", "acquirer", "target", "seller",
    "court", "defendant", "judge", "winner", "issuer",
]  # fmt: skip


class PartFields(Model):
    """Who takes part in an event, and as what."""

    name: Words
    role: Role


class EventFields(Model):
    """An event as it should be; its participants are told all together."""

    type: EventType | None = None
    name: Words | None = None
    place: Words | None = None
    participants: Annotated[list[PartFields], Field(max_length=100)] | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)


class _Said(Model):
    reviewer: Annotated[str, StringConstraints(max_length=200)] = ""


class _OfSomething(_Said):
    id: Annotated[str, StringConstraints(max_length=100)] = Field(
        default="", description="Of the fact, name, office, time or event; empty when it is added."
    )
    action: Literal["change", "delete", "add", "undo"]


class FactCorrection(_OfSomething):
    """What should be said of a fact."""

    target: Literal["fact"]
    fields: FactFields = FactFields()


class EntityCorrection(_OfSomething):
    """What should be said of a name."""

    target: Literal["entity"]
    fields: EntityFields = EntityFields()


class PositionCorrection(_OfSomething):
    """What should be said of an office."""

    target: Literal["position"]
    fields: PositionFields = PositionFields()


class TimeCorrection(_OfSomething):
    """What should be said of a time."""

    target: Literal["time"]
    fields: TimeFields = TimeFields()


class EventCorrection(_OfSomething):
    """What should be said of an event."""

    target: Literal["event"]
    fields: EventFields = EventFields()


class Acceptance(_Said):
    """The article is right as it now stands."""

    target: Literal["document"]
    action: Literal["accept"]


AnyCorrection = Annotated[
    FactCorrection | EntityCorrection | PositionCorrection | TimeCorrection | EventCorrection | Acceptance,
    Field(discriminator="target"),
]


class StoredCorrection(Model):
    """A correction with its moment."""

    correction_id: str
    target: str
    id: str
    action: str
    fields: dict[str, Any]
    reviewer: str
    made_at: str


class Stored(Model):
    """Where an article went."""

    key: str
    outcome: Literal["added", "changed", "unchanged"]


class Health(Model):
    """That the server lives."""

    status: Literal["ok"]
    version: str
    database: str | None = Field(description="Address without its password; null before anything is stored.")


class Problem(Model):
    """What is wrong and what to do."""

    detail: str
