"""Many articles, in their order, by one process or several."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newsextract.errors import NewsextractError
from newsextract.pipeline import Config, extract_article
from newsextract.read import Failure
from newsextract.read.article import Article
from newsextract.record import Record

if TYPE_CHECKING:  # one process needs none of it, and to load it takes as long as to read an article
    from concurrent.futures import Future, ProcessPoolExecutor

_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Done:
    """One article and what came of it."""

    article: Article
    record: Record


def extract_in_order(inputs: Iterable[Article | Failure], config: Config, jobs: int = 1) -> Iterator[Done | Failure]:
    """One result for each input, in order; an article that fails becomes a Failure and the rest go on.

    The results are the same for any number of ``jobs``; only so many articles as keep them busy are held at a time.
    """
    if jobs <= 1:
        return (_join(item, extract_one(item, config)) for item in inputs)
    return _extract_parallel(iter(inputs), config, jobs)


def extract_one(item: Article | Failure, config: Config) -> Record | Failure:
    """What comes of one input; failures of reading pass through."""
    if isinstance(item, Failure):
        return item
    try:
        return extract_article(item, config)
    except NewsextractError as error:
        return Failure(item.name, str(error), "invalid")
    except Exception as error:  # a bug of ours in one article must not take the others with it
        return Failure(item.name, f"internal error ({type(error).__name__}: {error}); please report it", "error")


def _join(item: Article | Failure, result: Record | Failure) -> Done | Failure:
    """The article beside its record: it need not come back from the worker."""
    if isinstance(result, Failure):
        return result
    assert isinstance(item, Article)  # a Failure among the inputs stays one
    return Done(item, result)


def _extract_parallel(inputs: Iterator[Article | Failure], config: Config, jobs: int) -> Iterator[Done | Failure]:
    from concurrent.futures.process import BrokenProcessPool

    pending: deque[tuple[Article | Failure, Future[Record | Failure]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for item in islice(inputs, jobs * _AHEAD - len(pending)):
                pending.append((item, pool.submit(extract_one, item, config)))
            if not pending:
                return
            item, future = pending.popleft()
            try:
                yield _join(item, future.result())
            except BrokenProcessPool:
                broken = [item, *(waiting for waiting, _ in pending)]
                pending.clear()
                pool.shutdown(wait=False)
                pool = _pool(jobs)
                yield from (_join(waiting, _extract_alone(waiting, config)) for waiting in broken)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=_ignore_interrupt)


def _ignore_interrupt() -> None:
    """Ctrl-C is the parent's business: it stops the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _extract_alone(item: Article | Failure, config: Config) -> Record | Failure:
    """One input in a process of its own: when a worker died, this tells which article killed it."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(extract_one, item, config).result()
        except BrokenProcessPool:
            name = item.name
            return Failure(name, "the process that read it was killed (out of memory?); split the article", "killed")
