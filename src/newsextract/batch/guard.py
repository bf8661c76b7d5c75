"""A guarded process for articles: one that hangs is killed, one that dies is replaced, and the article is named."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING

from newsextract.errors import BatchError
from newsextract.read import Failure, Item

if TYPE_CHECKING:
    from newsextract.batch.process import Outcome
    from newsextract.batch.recipe import Recipe

_CLOCK = 5  # times as long by the clock as by the processor
_START_SECONDS = 600  # to load everything, on the slowest machine
_TIMEOUT = "timeout"
# Small matrices gain nothing from threads, and lose much where they wait for each other.
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_TRIES = 2  # a process may be killed for what another one does: only what dies twice is to blame


class StoppedError(BatchError):
    """The guard was closed while it had an article."""


class Guard:
    """A process that reads articles, one at a time. Used by one thread; ``close`` may come from any."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._worker: _Worker | None = None
        self.closed = False
        self._lock = threading.Lock()

    def ask(self, item: Item) -> Outcome:
        """What comes of an article; if it kills its process, that it did."""
        death = ""
        for _ in range(_TRIES):
            worker = self._worker or self._start()
            try:
                return worker.ask(item, self._recipe.seconds * _CLOCK)
            except (EOFError, ConnectionError):
                reason = worker.end()
                self._worker = None
                if self.closed:
                    raise StoppedError("stopped") from None
                if reason == _TIMEOUT:
                    message = f"took more than {self._recipe.seconds} s; split the article, or raise --timeout"
                    return Failure(item.name, message, "timeout")
                death = reason
        message = f"killed its process ({death}) twice; out of memory? split the article"
        return Failure(item.name, message, "killed")

    def _start(self) -> _Worker:
        with self._lock:
            if self.closed:
                raise StoppedError("stopped")
            self._worker = worker = _Worker()
        try:
            worker.prepare(self._recipe)
        except (EOFError, ConnectionError):
            reason = worker.end()
            if self.closed:
                raise StoppedError("stopped") from None
            raise BatchError(f"a worker process ended while it was loading ({reason}); see above") from None
        return worker

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self.closed = True
            if self._worker:
                self._worker.kill()

    @property
    def pid(self) -> int | None:
        """Of the process, where there is one."""
        return self._worker.pid if self._worker else None


class _Worker:
    """One life of the process."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        folders = [folder for folder in sys.path if folder]  # the package need not be installed: a zip, a source tree
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "newsextract.batch.worker", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=2,  # what a library prints
            env={**_ONE_THREAD, **os.environ, "PYTHONPATH": os.pathsep.join(folders)},
            process_group=0,  # Ctrl-C in the terminal goes to the parent only
        )
        theirs.close()
        self._late = False
        self.pid = self._process.pid

    def prepare(self, recipe: Recipe) -> None:
        """Wait until everything is loaded. Raises EOFError where it dies of that."""
        self._connection.send(recipe)
        if not self._connection.poll(_START_SECONDS):
            self.kill()
        if (digest := self._connection.recv()) != recipe.digest:
            raise BatchError(f"this machine has another version of newsextract or of its data ({digest})")

    def ask(self, item: Item, seconds: float) -> Outcome:
        """The answer to an article; EOFError or ConnectionError where the process dies of it."""
        self._connection.send(item)
        if not self._connection.poll(seconds):
            self._late = True
            self.kill()
        answer: Outcome = self._connection.recv()
        return answer

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> str:
        """What it died of; called once it has."""
        self._connection.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self.kill()
        status = self._process.wait()
        if self._late or status == -signal.SIGXCPU:
            return _TIMEOUT
        return signal.Signals(-status).name if status < 0 else f"exit status {status}"


_OWN = threading.local()


def guard_of(recipe: Recipe) -> Guard:
    """The guard of this thread; its process is kept from shard to shard."""
    kept: tuple[str, Guard] | None = getattr(_OWN, "guard", None)
    if kept is None or kept[0] != recipe.digest or kept[1].closed:
        if kept:
            kept[1].close()
        kept = _OWN.guard = (recipe.digest, Guard(recipe))
        with _GUARDS_LOCK:
            _GUARDS.append(kept[1])
    return kept[1]


_GUARDS: list[Guard] = []
_GUARDS_LOCK = threading.Lock()


def close_guards() -> None:
    """End the processes of all threads."""
    with _GUARDS_LOCK:
        guards, _GUARDS[:] = list(_GUARDS), []
    for guard in guards:
        guard.close()
