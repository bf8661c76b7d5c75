"""What a batch is made by: everything besides the articles that its output depends on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from newsextract import __version__
from newsextract.pipeline import Config
from newsextract.record import SCHEMA_VERSION
from newsextract.resources import code_digest, data_digest

_SECONDS = 60


@dataclass(frozen=True)
class Recipe:
    """Configuration and limits of a batch.

    ``seconds`` of the processor are the most that one article may take (five times as many by the clock);
    ``encoding`` is the user's word for all inputs.
    """

    config: Config = field(default_factory=Config)
    encoding: str | None = None
    seconds: int = _SECONDS

    @cached_property
    def told(self) -> dict[str, Any]:
        """The recipe in plain JSON values, with the versions of program and data."""
        return {
            "newsextract": __version__,
            "schema_version": SCHEMA_VERSION,
            "code": code_digest(),
            "data": data_digest(),
            "config": {entry.name: _plain(getattr(self.config, entry.name)) for entry in fields(self.config)},
            "encoding": self.encoding,
            "seconds": self.seconds,
        }

    @cached_property
    def digest(self) -> str:
        """Hex digits that tell this recipe from any other."""
        return hashlib.sha256(json.dumps(self.told, sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """A setting as JSON has it; one that is made of files tells their digest."""
    if hasattr(value, "digest"):
        return str(value.digest)
    return sorted(value) if isinstance(value, frozenset | set | tuple | list) else value


def extractor_name(config: Config) -> str:
    """The words by which a database knows what made a record: program, version and what was told from outside."""
    options = {"date": config.date, "region": config.region, "tagger": None if config.tagger else "off"}
    options["lexicon"] = config.lexicon.digest if config.lexicon else None
    return " ".join([f"newsextract {__version__}", *(f"{name}={value}" for name, value in options.items() if value)])
