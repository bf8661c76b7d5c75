"""Bring rows and sha256 of every file listed in data/MANIFEST.toml up to date.

    python scripts/update_manifest.py

Entries are written by hand (path, source, licence, date); this fills in what can be counted.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path

DATA = Path(__file__).parent.parent / "src/newsextract/data"
FIELDS = ("path", "source", "licence", "date")
HEADER = """# What is shipped under data/: source, licence, date, rows and sha256 of each file.
# Write path, source, licence and date by hand; scripts/update_manifest.py fills in the rest.
"""


def _entry(entry: dict[str, str]) -> str:
    raw = (DATA / entry["path"]).read_bytes()
    lines = [f"{name} = {json.dumps(entry[name], ensure_ascii=False)}" for name in FIELDS]
    rows = sum(1 for line in raw.splitlines() if line.strip() and not line.startswith(b"#"))
    return "\n".join(["[[file]]", *lines, f"rows = {rows}", f'sha256 = "{hashlib.sha256(raw).hexdigest()}"'])


def main() -> None:
    """Rewrite the manifest."""
    path = DATA / "MANIFEST.toml"
    entries = sorted(tomllib.loads(path.read_text("utf-8"))["file"], key=lambda entry: entry["path"])
    path.write_text(HEADER + "\n" + "\n\n".join(map(_entry, entries)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
