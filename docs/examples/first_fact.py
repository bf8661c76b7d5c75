"""Prints the first fact of a record and the passage of the original text that it points to."""

import json
import sys
from pathlib import Path

record = json.load(sys.stdin)
fact = record["facts"][0]
for name in ("indicator", "indicator_key", "kind", "value", "unit", "period", "start", "end", "text"):
    print(f"{name}: {fact[name]}")
text = Path("docs/examples/rice.txt").read_bytes().decode(record["document"]["encoding"])
print(text[fact["start"] - 16 : fact["end"]].replace("\n", " "))
