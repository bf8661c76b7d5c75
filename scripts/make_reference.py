"""Write docs/record.md, the reference of the record, from its JSON Schema: ``python scripts/make_reference.py``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "schemas" / "article-1.0.json"
PAGE = ROOT / "docs" / "record.md"
Json = Mapping[str, Any]

_HEAD = """\
# The record

<!-- Made from schemas/article-1.0.json by scripts/make_reference.py; a test holds it. Do not edit by hand. -->

{about}

`newsextract schema` prints the schema (JSON Schema, draft 2020-12); every record is held against it before it
is written. A field that may be `null` is always there.
"""


def format_reference(schema: Json) -> str:
    """The page: the record itself, then each kind of object."""
    parts = [_HEAD.format(about=schema["description"])]
    parts.append("\n".join(_table(schema)) + "\n")
    for name, definition in schema["$defs"].items():
        about = definition.get("description", "")
        parts.append(f"## {name}\n\n{about}\n\n" + "\n".join(_table(definition)) + "\n")
    return "\n".join(parts)


def _table(definition: Json) -> Iterator[str]:
    yield "| field | value | meaning |"
    yield "|---|---|---|"
    for name, field in _properties(definition).items():
        optional = "" if name in definition.get("required", ()) else " (may be absent)"
        yield f"| `{name}` | {_value(field)}{optional} | {_cell(field.get('description', ''))} |"


def _properties(definition: Json) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for part in (*definition.get("allOf", ()), definition):
        found.update(part.get("properties", {}))
    return found


def _value(field: Json) -> str:
    """What may stand there, in words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name})"
    if "const" in field:
        return f"`{json.dumps(field['const'])}`"
    if "enum" in field:
        return ", ".join("`null`" if value is None else f"`{value}`" for value in field["enum"])
    for key in ("anyOf", "oneOf"):
        if key in field:
            return " or ".join(_value(choice) for choice in field[key])
    kinds = field.get("type", "any")
    return " or ".join(_kind(kind, field) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _kind(kind: str, field: Json) -> str:
    if kind == "array":
        return f"list of {_value(field.get('items', {}))}"
    if kind == "object" and (inner := field.get("properties")):
        return "object of " + ", ".join(f"`{name}`" for name in inner)
    if kind == "object" and isinstance(field.get("additionalProperties"), Mapping):
        return f"object of {_value(field['additionalProperties'])}s"
    return "`null`" if kind == "null" else kind


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def made() -> str:
    """The page as the schema of today makes it."""
    return format_reference(json.loads(SCHEMA.read_text("utf-8")))


def main() -> None:
    """Write the page."""
    PAGE.write_text(made(), "utf-8")


if __name__ == "__main__":
    main()
