"""The engine of a Spark cluster: each shard a task of ``mapInArrow``. The folder must be one that all nodes see."""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsextract.batch.folder import Job, Receipt, write_shard
from newsextract.batch.progress import Progress
from newsextract.batch.shards import Shard
from newsextract.errors import BatchError

if TYPE_CHECKING:
    from pyarrow import RecordBatch

_WAVE = 4  # shards of a Spark job for each processor
_WAVES = 2  # jobs at a time: while one ends, the next begins
_TICK = 0.5


def run_spark(shards: Iterator[Shard], job: Job, progress: Progress, master: str | None = None) -> Iterator[Receipt]:
    """Process shards on the cluster of a master; without one, on this machine alone, or as spark-submit says.

    Shards go to the cluster in waves, so that only so many are held. What an executor that is lost had is done again.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise BatchError("--engine spark needs pyspark and Java; run: pip install 'newsextract[spark]'") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("newsextract batch").config("spark.ui.showConsoleProgress", "false")
    session = (builder.master(master) if master else builder).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")  # that a task is tried again is no news
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
    wave = _WAVE * session.sparkContext.defaultParallelism
    pending: dict[Future[list[Receipt]], dict[str, Shard]] = {}
    pool = ThreadPoolExecutor(_WAVES)
    try:
        while True:
            while len(pending) < _WAVES and (portion := list(islice(shards, wave))):
                named = {job.name_of(shard): shard for shard in portion}
                pending[pool.submit(_run_wave, session, portion, job)] = named
            if not pending:
                return
            done, _ = wait(pending, _TICK)
            progress.tick()
            for future in done:
                named = pending.pop(future)
                for receipt in _result(future):
                    progress.add_shard(named[receipt.name], receipt)
                    yield receipt
    finally:
        session.sparkContext.cancelAllJobs()
        pool.shutdown(cancel_futures=True)
        session.stop()


def _result(wave: Future[list[Receipt]]) -> list[Receipt]:
    try:
        return wave.result()
    except Exception as error:  # of Java, of Python on an executor, of the connection between them
        told = [line for line in str(error).splitlines() if "Error" in line] or [str(error)]
        raise BatchError(f"shards failed on the cluster: {told[-1].strip()}") from error


def _run_wave(session: Any, shards: list[Shard], job: Job) -> list[Receipt]:
    """One Spark job; each shard is a task of its own."""
    rows = session.sparkContext.parallelize([(pickle.dumps((shard, job)),) for shard in shards], len(shards))
    done = rows.toDF("shard binary").mapInArrow(_work, "receipt string").collect()
    return [Receipt(**json.loads(row.receipt)) for row in done]


def _work(batches: Iterable[RecordBatch]) -> Iterator[RecordBatch]:
    """What an executor does with the shards of a task."""
    import pyarrow

    for batch in batches:
        for row in batch.to_pylist():
            shard, job = pickle.loads(row["shard"])
            receipt = json.dumps(asdict(write_shard(shard, job)))
            yield pyarrow.RecordBatch.from_pydict({"receipt": [receipt]})
