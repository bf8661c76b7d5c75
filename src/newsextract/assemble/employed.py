"""Where people work: a company that is named for that alone has no figures."""

from __future__ import annotations

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.scene import Named, Scene, between

_NEAR = 8  # characters of an office


def employs(scene: Scene, clause: Clause, name: Named) -> bool:
    """Whether a company is where one of several people works: |科大讯飞|工程师某某、村医某某等10人获奖."""
    worker = next((n for n in between(scene.named, name.end, clause.end) if n.type == "person"), None)
    if worker is None or not 0 < worker.start - name.end <= _NEAR:
        return False
    shadow = scene.clean.shadow
    return shadow.startswith(("、", "等"), worker.end) and not regex.search(r"[、，,]", shadow[name.end : worker.start])
