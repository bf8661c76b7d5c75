"""One pure function from a shard of articles to records and rejects; engines only decide where it runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsextract.batch.guard import guard_of
from newsextract.batch.parallel import extract_one
from newsextract.batch.recipe import Recipe
from newsextract.batch.shards import Shard
from newsextract.read import Failure, Item, parse_item
from newsextract.write.files import encode_json
from newsextract.write.json import format_jsonl


@dataclass(frozen=True, slots=True)
class Extracted:
    """A record as a line of JSON, and how many facts it has."""

    line: bytes
    facts: int


Outcome = Extracted | Failure
"""What comes of an article: its record, or the reason why there is none."""


def process_batch(shard: Shard, recipe: Recipe) -> Iterator[Outcome]:
    """What comes of each article of a shard, in order: a pure function of shard and recipe.

    Articles are read in a process of their own; whatever one of them does to it, the others come out the same.
    """
    guard = guard_of(recipe)
    for item in shard.items:
        yield item if isinstance(item, Failure) else guard.ask(item)


def process_item(item: Item, recipe: Recipe) -> Outcome:
    """The same for one article, in this process."""
    try:
        result = extract_one(parse_item(item, recipe.encoding), recipe.config)
        if isinstance(result, Failure):
            return result
        return Extracted(encode_json(format_jsonl(result.to_dict())), len(result.facts))
    except Exception as error:  # a bug in one article, of ours or of a library, must not take the others with it
        return Failure(item.name, f"internal error ({type(error).__name__}: {error}); please report it", "error")
