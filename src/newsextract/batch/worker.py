"""The process in which articles are read: it builds its pipeline once, and may die of any of them."""

from __future__ import annotations

import gc
import math
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from newsextract.batch.process import process_item
from newsextract.batch.recipe import Recipe
from newsextract.read import Item
from newsextract.segment.dictionary import load_dictionary

_SAMPLE = "新华社南宁3月5日电 广西壮族自治区副主席李明说，2023年全区发明专利拥有量26731件，同比增长5.3%。"


def main() -> None:
    """Answer the articles that come through the socket of the first argument, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    connection = Connection(int(sys.argv[1]))
    with suppress(EOFError, ConnectionError):  # the parent has gone
        recipe = connection.recv()
        connection.send(_prepare(recipe))
        while True:
            item = connection.recv()
            _limit_time(recipe.seconds)
            connection.send(process_item(item, recipe))


def _prepare(recipe: Recipe) -> str:
    """Load everything that articles need; the digest of the recipe as this installation makes it."""
    process_item(Item("sample", "text", _SAMPLE.encode()), recipe)
    if (dictionary := load_dictionary()) is not None:
        dictionary.read_all()  # memory shall not grow with the words that many articles have
    gc.collect()
    gc.freeze()  # what is loaded now stays: the collector need not look at it again and again
    with suppress(OSError):  # where memory runs out, the system should take this process and not its parent
        Path("/proc/self/oom_score_adj").write_text("500", "ascii")
    return recipe.digest


def _limit_time(seconds: int) -> None:
    """Let the system kill this process when it has computed for so long, whatever it is doing then."""
    with suppress(ImportError):
        import resource

        used = sum(os.times()[:2])
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        end = math.ceil(used) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (end if hard < 0 else min(end, hard), hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


if __name__ == "__main__":
    main()
