"""What is in the folder of a batch."""

import gzip
import json


def tree(folder):
    """Every file of a batch and its bytes; the lock is no part of it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def records_of(folder):
    """The lines of all records, in the order of the manifest."""
    names = json.loads((folder / "manifest.json").read_bytes())["shards"]
    return b"".join(gzip.decompress((folder / "records" / f"{name}.jsonl.gz").read_bytes()) for name in names)


def rejects_of(folder):
    """The rows of all rejects, by name."""
    lines = (line for path in sorted((folder / "rejects").iterdir()) for line in path.read_bytes().splitlines())
    return {row["name"].rsplit("/", 1)[-1]: (row["reason"], row["message"]) for row in map(json.loads, lines)}


def stamps_of(folder):
    """When each file of the finished shards was made, and which one it is."""
    names = [path.stem for path in (folder / "receipts").glob("*.json")]
    files = [folder / "records" / f"{name}.jsonl.gz" for name in names]
    files += [folder / "receipts" / f"{name}.json" for name in names]
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}
