"""Nothing leaves the program that breaks the contract."""

from __future__ import annotations

from typing import Any

from newsextract.errors import ValidationError
from newsextract.record import Record
from newsextract.validate.checks import find_faults
from newsextract.validate.schema import find_schema_faults

_SHOWN = 3


def validate_record(record: Record, text: str) -> dict[str, Any]:
    """The record as plain JSON values, held against the schema and against the original text.

    Raises ValidationError, which names the first faults, when the record breaks either.
    """
    document = record.to_dict()
    validate_document(document, text)
    return document


def validate_document(document: dict[str, Any], text: str | None = None) -> None:
    """The same for a record in plain JSON values; without ``text`` the slices are not compared."""
    faults = find_schema_faults(document) or find_faults(document, text)
    if faults:
        more = f" (and {len(faults) - _SHOWN} more)" if len(faults) > _SHOWN else ""
        shown = "; ".join(faults[:_SHOWN])
        raise ValidationError(f"the record breaks the contract: {shown}{more}; please report it")
