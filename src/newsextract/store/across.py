"""Upkeep of what lies across articles: things, and groups of reprints.

Both are sets of nodes that hang together: links by common anchors, signatures by likeness. What comes joins sets, what
goes may split one. The outcome depends on what is stored alone, never on the order in which it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from newsextract.record import content_id
from newsextract.store.engines import Row
from newsextract.store.reprints import THRESHOLD, Signature, similarities
from newsextract.store.statements import Tables
from newsextract.store.things import Link

Name = TypeVar("Name", str, int)
_TYPES = ("company", "body", "person", "place")  # where links disagree, the first


class Sets(Generic[Name]):
    """Disjoint sets of names (union-find); the smallest name stands for its set."""

    def __init__(self) -> None:
        self._above: dict[Name, Name] = {}

    def __iter__(self) -> Iterator[Name]:
        return iter(self._above)

    def find(self, name: Name) -> Name:
        """The name that stands for the set of this one."""
        above = self._above.setdefault(name, name)
        while above != (higher := self._above[above]):
            self._above[name] = higher
            name, above = above, higher
        return above

    def join(self, one: Name, other: Name) -> None:
        """Make one set of two."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low


# ---------------------------------------------------------------------------------------------- things


def update_things(tables: Tables, came: Mapping[str, Link], went: Iterable[str]) -> None:
    """Bring things up to date after entities with these links came and went."""
    _part_links(tables, [link for link in went if link not in came])
    _join_links(tables, came)


def _part_links(tables: Tables, went: Sequence[str]) -> None:
    """Remove links that no entity has any more; what they held together may fall apart."""
    used = {row[0] for row in tables.select("entities", ["link_id"], "link_id", went)}
    gone = [link for link in went if link not in used]
    if not gone:
        return
    touched = sorted({row[0] for row in tables.select("links", ["thing_id"], "link_id", gone)})
    tables.delete("link_anchors", "link_id", gone)
    tables.delete("links", "link_id", gone)
    left = list(_links(tables, "thing_id", touched))
    sets = Sets[str]()
    for link, _ in left:
        for anchor in link.anchors:
            sets.join(link.anchors[0], anchor)
    groups: dict[str, list[Link]] = {}
    for link, _ in left:
        groups.setdefault(sets.find(link.anchors[0]), []).append(link)
    _write_things(tables, groups, {link.id: thing for link, thing in left}, touched)


def _join_links(tables: Tables, came: Mapping[str, Link]) -> None:
    """Add links that are new, and make one thing of those that they connect."""
    there = {row[0] for row in tables.select("links", ["link_id"], "link_id", list(came))}
    new = [link for identity, link in came.items() if identity not in there]
    if not new:
        return
    hashes = {content_id("a", anchor): anchor for link in new for anchor in link.anchors}
    near = list(tables.select("link_anchors", ["link_id"], "anchor_id", list(hashes)))
    near_links = sorted({row[0] for row in near})
    touched = sorted({row[0] for row in tables.select("links", ["thing_id"], "link_id", near_links)})
    before = list(_links(tables, "thing_id", touched))
    sets = Sets[str]()
    links = [link for link, _ in before] + new
    for link in links:
        for anchor in link.anchors:
            sets.join(link.anchors[0], anchor)
    groups: dict[str, list[Link]] = {}
    for link in links:
        groups.setdefault(sets.find(link.anchors[0]), []).append(link)
    _write_things(tables, groups, {link.id: thing for link, thing in before}, touched)
    rows = [(content_id("a", anchor), link.id) for link in new for anchor in link.anchors]
    tables.insert("link_anchors", rows)


def _links(tables: Tables, column: str, values: Sequence[str]) -> Iterator[tuple[Link, str]]:
    """Stored links with their things."""
    names = ["link_id", "thing_type", "name_hans", "anchors", "thing_id"]
    for identity, type_, name, anchors, thing in tables.select("links", names, column, values):
        yield Link(identity, type_, name, tuple(json.loads(anchors))), thing


def _write_things(
    tables: Tables, groups: Mapping[str, Sequence[Link]], stored: Mapping[str, str], touched: Sequence[str]
) -> None:
    """Write groups of links, by first anchor, as things; ``stored`` are the things of links that are there already."""
    rows = {row[0]: row for row in (_thing_row(anchor, links) for anchor, links in groups.items())}
    names = ["thing_id", "thing_type", "name_hans", "anchor"]
    before = {row[0]: row for row in tables.select("things", names, "thing_id", sorted({*touched, *rows}))}
    tables.insert("things", [row for identity, row in rows.items() if identity not in before])
    changed = [(*row[1:], identity) for identity, row in rows.items() if before.get(identity, row) != row]
    tables.update("things", names[1:], "thing_id", changed)
    places = [(content_id("x", anchor), link) for anchor, links in groups.items() for link in links]
    tables.insert("links", [link.row(thing) for thing, link in places if link.id not in stored])
    moved = [(thing, link.id) for thing, link in places if stored.get(link.id, thing) != thing]
    tables.update("links", ["thing_id"], "link_id", moved)
    tables.delete("things", "thing_id", [identity for identity in touched if identity not in rows])


def _thing_row(anchor: str, links: Sequence[Link]) -> Row:
    type_ = min((link.type for link in links), key=_TYPES.index)
    name = min((link.name for link in links), key=lambda name: (-len(name), name))
    return content_id("x", anchor), type_, name, anchor


# ---------------------------------------------------------------------------------------------- reprints


def update_reprints(tables: Tables, came: Mapping[str, Signature], went: Iterable[str]) -> None:
    """Bring the groups of reprints up to date after articles with these signatures came and went."""
    _part_signatures(tables, [signature for signature in went if signature not in came])
    _join_signatures(tables, came)


def _part_signatures(tables: Tables, went: Sequence[str]) -> None:
    used = {row[0] for row in tables.select("documents", ["signature_id"], "signature_id", went)}
    gone = [signature for signature in went if signature not in used]
    if not gone:
        return
    touched = sorted({row[0] for row in tables.select("signatures", ["group_id"], "signature_id", gone)})
    tables.delete("signature_bands", "signature_id", gone)
    tables.delete("signatures", "signature_id", gone)
    left = _signatures(tables, "group_id", touched)
    sets = Sets[str]()
    _compare(sets, [signature for signature, _ in left])
    moved = [(sets.find(s.id), s.id) for s, group in left if sets.find(s.id) != group]
    tables.update("signatures", ["group_id"], "signature_id", moved)


def _join_signatures(tables: Tables, came: Mapping[str, Signature]) -> None:
    there = {row[0] for row in tables.select("signatures", ["signature_id"], "signature_id", list(came))}
    new = {identity: signature for identity, signature in came.items() if identity not in there}
    if not new:
        return
    bands = [(band, signature.id) for signature in new.values() for band in signature.bands()]
    wanted = sorted({band for band, _ in bands})
    near = {row[0] for row in tables.select("signature_bands", ["signature_id"], "band_id", wanted)}
    old = _signatures(tables, "signature_id", sorted(near))
    sets = Sets[str]()
    for signature, group in old:
        sets.join(signature.id, group)
    _compare(sets, [signature for signature, _ in old], list(new.values()))
    rows = [(signature.id, sets.find(signature.id), signature.minhash) for signature in new.values()]
    tables.insert("signatures", rows)
    tables.insert("signature_bands", bands)
    groups = {group: sets.find(group) for _, group in old}
    tables.update("signatures", ["group_id"], "group_id", [(to, group) for group, to in groups.items() if to != group])


def _signatures(tables: Tables, column: str, values: Sequence[str]) -> list[tuple[Signature, str]]:
    names = ["signature_id", "minhash", "group_id"]
    rows = tables.select("signatures", names, column, values)
    return [(Signature(identity, minhash and bytes(minhash)), group) for identity, minhash, group in rows]


def _compare(sets: Sets[str], known: Sequence[Signature], new: Sequence[Signature] | None = None) -> None:
    """Join signatures that share a band and are alike: the new ones with all, or the known ones among themselves."""
    shelves: dict[int, list[Signature]] = {}
    if new is not None:
        for signature in known:
            for band in signature.bands():
                shelves.setdefault(band, []).append(signature)
    for signature in known if new is None else new:
        near = {other.id: other for band in signature.bands() for other in shelves.get(band, ())}
        others = [other for other in near.values() if other.minhash is not None]
        if others and signature.minhash is not None:
            shares = similarities(signature.minhash, [other.minhash for other in others if other.minhash is not None])
            for other, share in zip(others, shares, strict=True):
                if share >= THRESHOLD:
                    sets.join(signature.id, other.id)
        for band in signature.bands():
            shelves.setdefault(band, []).append(signature)
