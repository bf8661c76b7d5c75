"""Processes that read articles, each with a time limit that holds: what takes longer is ended, not waited for."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from newsextract.errors import InputError, NewsextractError, TimeLimitError
from newsextract.read.lexicons import Lexicon

_CONTEXT = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
_START_SECONDS = 300  # to load everything, on a slow machine
_BACKLOG = 32  # requests that may wait for a worker


class Workers:
    """So many processes; ``run`` may be called from any thread."""

    def __init__(self, count: int, seconds: float, lexicon: Lexicon | None = None) -> None:
        self.seconds = seconds
        self.restarts = 0
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._room = threading.BoundedSemaphore(count + _BACKLOG)
        self._all = [_Worker(lexicon) for _ in range(count)]
        for worker in self._all:
            self._idle.put(worker)

    def run(self, job: str, *values: Any) -> Any:
        """What a job of ``newsextract.serve.jobs`` gives.

        Raises InputError where the job does, TimeLimitError when it is not done in time, when no process gets free
        in the same time, and when too many wait. Until a new process has loaded what it needs, no time runs.
        """
        if not self._room.acquire(blocking=False):
            raise TimeLimitError("too many articles are waiting; try again later")
        try:
            worker = self._take()
            try:
                return worker.ask(job, values, self.seconds)
            except (WorkerLostError, TimeLimitError):
                self.restarts += 1
                raise
            finally:
                self._idle.put(worker)
        finally:
            self._room.release()

    def _take(self) -> _Worker:
        try:
            return self._idle.get(timeout=self.seconds)
        except queue.Empty:
            raise TimeLimitError("all processes are busy; try again later") from None

    def close(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()


class WorkerLostError(NewsextractError):
    """A process that died over its work."""


class _Worker:
    """One process and the pipe to it; started anew after it was ended."""

    def __init__(self, lexicon: Lexicon | None) -> None:
        self._lexicon = lexicon
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, self._lexicon), daemon=True)
        self._process.start()
        self._ready = False
        theirs.close()

    def ask(self, job: str, values: tuple[Any, ...], seconds: float) -> Any:
        """The answer, within so many seconds."""
        try:
            self._await_ready()
            self._pipe.send((job, values))
            if not self._pipe.poll(seconds):
                self._renew()
                raise TimeLimitError("the article took longer than allowed; cut it, or raise --timeout")
            kind, answer = self._pipe.recv()
        except (EOFError, OSError):
            self._renew()
            raise WorkerLostError("the process that read the article died (out of memory?); cut the article") from None
        if kind == "answer":
            return answer
        raise InputError(answer) if kind == "input" else RuntimeError(answer)

    def _await_ready(self) -> None:
        """Until the process has loaded what it needs."""
        if not self._ready:
            if not self._pipe.poll(_START_SECONDS):
                raise EOFError
            self._pipe.recv()
            self._ready = True

    def _renew(self) -> None:
        self.end()
        self._start()

    def end(self) -> None:
        """Kill the process; nothing of ours is in its hands."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _serve(pipe: Connection, lexicon: Lexicon | None) -> None:
    """The life of a worker: it ends when the server does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's business
    from newsextract.serve.jobs import JOBS, begin

    begin(lexicon)
    pipe.send("ready")
    while True:
        try:
            job, values = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_outcome(JOBS[job], values))


def _outcome(job: Callable[..., Any], values: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return "answer", job(*values)
    except InputError as error:
        return "input", str(error)
    except Exception as error:  # the next article must not suffer from a bug that this one met
        return "bug", f"{type(error).__name__}: {error}"
