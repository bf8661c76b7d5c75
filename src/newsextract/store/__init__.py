"""Feeding databases: one command, again and again, and nothing doubled, stale or lost.

``open_store`` gives the store of a URL; ``docs/databases.md`` describes its tables.
"""

from newsextract.store.database import Counts, open_store

__all__ = ["Counts", "open_store"]
