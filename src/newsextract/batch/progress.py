"""How far a batch is: a bar on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from newsextract.batch.folder import Receipt
from newsextract.batch.process import Extracted, Outcome
from newsextract.batch.shards import Shard

_BAR_SECONDS, _LINE_SECONDS = 0.2, 60.0
_SETTLED = 3.0  # seconds before which a rate says nothing
_BLOCKS = " ▏▎▍▌▋▊▉█"


@dataclass
class Progress:
    """Counts what is done and shows it; ``total`` is how many bytes the input files have, 0 where that is unknown.

    Shards that were there already count as done, but not into the rates.
    """

    total: int
    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    articles: int = 0
    facts: int = 0
    rejects: int = 0
    _found: float = 0.0  # weight of shards that were there already
    _done: float = 0.0
    _bytes: float = 0.0
    _shown: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._begun = self._shown = self.clock()
        self._terminal = self.stream.isatty()

    def add_found(self, shard: Shard) -> None:
        """Count a shard that was there already."""
        with self._lock:
            self._found += shard.weight

    def add(self, shard: Shard, outcome: Outcome) -> None:
        """Count an article of a shard."""
        with self._lock:
            self.articles += 1
            self.facts += outcome.facts if isinstance(outcome, Extracted) else 0
            self.rejects += not isinstance(outcome, Extracted)
            self._done += shard.weight / len(shard.items)
            self._bytes += shard.size / len(shard.items)

    def add_shard(self, shard: Shard, receipt: Receipt) -> None:
        """Count a whole shard, where its articles were not seen one by one."""
        with self._lock:
            self.articles += receipt.articles
            self.facts += receipt.facts
            self.rejects += sum(receipt.rejects.values())
            self._done += shard.weight
            self._bytes += shard.size

    def tick(self) -> None:
        """Show how far it is, if it is time for that."""
        now = self.clock()
        if now - self._shown < (_BAR_SECONDS if self._terminal else _LINE_SECONDS):
            return
        self._shown = now
        if self._terminal:
            width = shutil.get_terminal_size().columns
            self.stream.write(f"\r{self.line(width - 1)}\x1b[K")
        else:
            self.stream.write(f"newsextract: {self.line(0)}\n")
        self.stream.flush()

    def clear(self) -> None:
        """Leave the terminal's line for something else."""
        if self._terminal:
            self.stream.write("\r\x1b[K")
            self.stream.flush()

    def line(self, width: int) -> str:
        """One line, with a bar where a ``width`` is given that has room for it."""
        seconds = max(self.clock() - self._begun, 1e-6)
        share = min((self._found + self._done) / self.total, 1.0) if self.total else None
        parts = [f"{self.articles:,} articles"]
        if self.articles and seconds >= _SETTLED:
            parts += [f"{self.articles / seconds:,.1f}/s", _format_rate(self._bytes / seconds)]
        parts += [f"{self.facts:,} facts", f"{self.rejects:,} rejects"]
        if share is not None and self._done and seconds >= _SETTLED:
            left = max(self.total - self._found - self._done, 0) * seconds / self._done
            parts.append(f"{_format_seconds(left)} left")
        words = "  ".join(parts)
        if share is None:
            return words[:width] if width else words
        head = f"{100 * share:3.0f} % "
        room = min(width - len(head) - len(words) - 2, 30)
        bar = f"{_bar(share, room)}  " if room >= 5 else " " if width else ""
        return f"{head}{bar}{words}"[: width or None]


def _format_rate(rate: float) -> str:
    """8.6 kB/s, 1.25 MB/s."""
    return f"{rate / 1e6:,.2f} MB/s" if rate >= 1e5 else f"{rate / 1e3:.1f} kB/s"


def _bar(share: float, width: int) -> str:
    """A bar of so many columns, drawn in eighths of them."""
    eighths = int(share * (width - 2) * 8)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_BLOCKS[rest] if full < width - 2 else "")
    return f"▕{drawn:<{width - 2}}▏"


def _format_seconds(seconds: float) -> str:
    """1:05, 2:03:04, 3 d 04:00."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours:02}:{minutes:02}"
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
