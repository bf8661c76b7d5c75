"""The engine of one machine: as many threads as jobs, each with a guarded process."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice

from newsextract.batch.folder import Job, Receipt, write_shard
from newsextract.batch.guard import close_guards
from newsextract.batch.progress import Progress
from newsextract.batch.shards import Shard

_TICK = 0.2


def run_local(shards: Iterator[Shard], job: Job, progress: Progress, jobs: int = 1) -> Iterator[Receipt]:
    """Process shards and give back their receipts as they are finished; one more than there are jobs is held ready."""
    pending: set[Future[Receipt]] = set()
    pool = ThreadPoolExecutor(jobs)
    try:
        while True:
            for shard in islice(shards, jobs + 1 - len(pending)):
                pending.add(pool.submit(_work, shard, job, progress))
            if not pending:
                return
            done, pending = wait(pending, _TICK, FIRST_COMPLETED)
            progress.tick()
            yield from (future.result() for future in done)
    finally:
        close_guards()  # first: a thread waits for its process
        pool.shutdown(cancel_futures=True)


def _work(shard: Shard, job: Job, progress: Progress) -> Receipt:
    return write_shard(shard, job, lambda outcome: progress.add(shard, outcome))
