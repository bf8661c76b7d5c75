"""Time expressions as the record gives them."""

from __future__ import annotations

from collections.abc import Sequence

from newsextract.clean.cleaned import CleanText
from newsextract.measure.values import TimeExpression
from newsextract.record import Time, content_id


def build_times(clean: CleanText, times: Sequence[TimeExpression], document_id: str) -> tuple[Time, ...]:
    """One Time for each mention, in order. 目前, 今后 and the like name no time and are left out."""
    return tuple(_time(clean, time, document_id) for time in times if not _is_open(time))


def _is_open(time: TimeExpression) -> bool:
    if time.kind == "duration":
        return True
    return time.kind == "vague" and (time.start_date is None or time.grain in ("day", "hour", "span"))


def _time(clean: CleanText, time: TimeExpression, document_id: str) -> Time:
    mention = clean.mention(time.start, time.end)
    return Time(
        id=content_id("time", document_id, mention.start, mention.end),
        edtf=time.edtf,
        start_date=time.start_date,
        end_date=time.end_date,
        clock=time.clock,
        text=mention.text,
        clean=mention.clean,
        start=mention.start,
        end=mention.end,
        inferred=time.inferred,
    )
