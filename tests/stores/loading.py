"""A program that loads made records: to be killed, raced and starved by tests. Arguments: URL, count, seed, facts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_records import make_record

from newsextract.errors import StoreError
from newsextract.store import open_store

BATCH = 20  # articles: small, so that many moments lie between two batches


def load(url, count, seed, facts, first=0):
    """Load records and say so after each batch."""
    with open_store(url, extractor="made 1") as store:
        for number in range(first, first + count):
            store.add(make_record(number, seed, facts))
            if number % BATCH == BATCH - 1:
                store.flush()
                print(number, flush=True)
    return store.counts


if __name__ == "__main__":
    address, *numbers = sys.argv[1:]
    try:
        print(load(address, *map(int, numbers)))
    except StoreError as error:
        sys.exit(f"StoreError: {error}")
