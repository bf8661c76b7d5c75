"""The labels of the tagger and how the best sequence of them is found: Viterbi over a batch of sentences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]

# SCENE (scenic spots) is a type of its own inside the model; callers see it as PLACE.
TYPES = ("PERSON", "TITLE", "PLACE", "COMPANY", "GOVERNMENT", "ORGANIZATION", "SCENE")
_KINDS = len(TYPES)

# Labels: O, then single, end, begin, inside of each type. Those up to OUTSIDE close whatever was open: any of them may
# follow another, or begin; a begin or inside is followed by an inside or end of its own type.
OUTSIDE = 1 + 2 * _KINDS
SINGLE, END, BEGIN, INSIDE = 1, 1 + _KINDS, OUTSIDE, OUTSIDE + _KINDS
LABELS = OUTSIDE + 2 * _KINDS


def allowed_transitions() -> NDArray[np.bool_]:
    """[previous, next]: may the one label follow the other."""
    allowed = np.zeros((LABELS, LABELS), bool)
    allowed[:OUTSIDE, :END] = True
    allowed[:OUTSIDE, BEGIN:INSIDE] = True
    for kind in range(_KINDS):
        for previous in (BEGIN + kind, INSIDE + kind):
            allowed[previous, [END + kind, INSIDE + kind]] = True
    return allowed


def may_begin() -> NDArray[np.bool_]:
    """The labels that a sentence may begin with."""
    allowed = np.zeros(LABELS, bool)
    allowed[:END] = allowed[BEGIN:INSIDE] = True
    return allowed


def may_end() -> NDArray[np.bool_]:
    """The labels that a sentence may end with."""
    return np.arange(LABELS) < OUTSIDE


_NEVER = np.float32(-1e4)
_NONE = LABELS  # while decoding: no label, behind the end of a sentence


class Decoder:
    """Best label sequences under emission scores and learned transition scores."""

    def __init__(self, transitions: Floats) -> None:
        self.transitions = np.where(allowed_transitions(), transitions, _NEVER).astype(np.float32)
        # What closes a name or stands outside of one goes on to the same kinds of label: O, single and begin.
        closed, open_ = self.transitions[:OUTSIDE], [*range(END), *range(BEGIN, INSIDE)]
        self._open = np.ascontiguousarray(closed[:, open_])[:, :, None]
        kinds = np.arange(_KINDS)
        self._go_on = np.stack(  # [from begin | inside, to inside | end, kind]
            [[self.transitions[f + kinds, t + kinds] for t in (INSIDE, END)] for f in (BEGIN, INSIDE)]
        )[:, :, :, None]
        self._begin = np.where(may_begin(), np.float32(0), _NEVER).astype(np.float32)
        self._end = np.where(may_end(), np.float32(0), _NEVER).astype(np.float32)

    def decode(self, emissions: Floats, lengths: Labels) -> tuple[Labels, Floats]:
        """Labels [time, sentence] for emissions [time, label, sentence], and how sure each label other than O is.

        What lies beyond a length is O. Sure: the probability of the label, given those before and after it.
        """
        labels = self._backward(self._forward(emissions), lengths)
        chances = np.ones(labels.shape, np.float32)
        at, column = np.nonzero(labels)
        if len(at):
            chances[at, column] = self._chances(emissions, labels, lengths, at, column)
        return labels, chances

    def _chances(self, emissions: Floats, labels: Labels, lengths: Labels, at: Labels, column: Labels) -> Floats:
        own = labels[at, column]
        before = self.transitions[labels[at - 1, column]]
        after = self.transitions.T[labels[np.minimum(at + 1, len(labels) - 1), column]]
        scores = emissions[at, :, column].astype(np.float64)
        scores += np.where((at == 0)[:, None], self._begin, before)
        scores += np.where((at == lengths[column] - 1)[:, None], self._end, after)
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = (weights[np.arange(len(at)), own] / weights.sum(axis=1)).astype(np.float32)
        return chances

    def _forward(self, emissions: Floats) -> Floats:
        """The score of the best way to each label, [time, label, sentence]."""
        count = emissions.shape[2]
        alphas = np.empty_like(emissions)
        alphas[0] = emissions[0] + self._begin[:, None]
        opened = np.empty((*self._open.shape[:2], count), np.float32)
        going = np.empty((*self._go_on.shape[:3], count), np.float32)
        reached = np.empty(emissions.shape[1:], np.float32)
        best = np.empty((2 * _KINDS + 1, count), np.float32)
        inner = np.empty((2, _KINDS, count), np.float32)
        for t in range(1, len(emissions)):
            before = alphas[t - 1]
            np.add(before[:OUTSIDE, None], self._open, out=opened)
            np.maximum.reduce(opened, axis=0, out=best)
            reached[:END] = best[:END]
            reached[BEGIN:INSIDE] = best[END:]
            np.add(before[BEGIN:].reshape(2, 1, _KINDS, count), self._go_on, out=going)
            np.maximum(going[0], going[1], out=inner)
            reached[INSIDE:] = inner[0]
            reached[END:BEGIN] = inner[1]
            np.add(reached, emissions[t], out=alphas[t])
        return alphas

    def _backward(self, alphas: Floats, lengths: Labels) -> Labels:
        """The labels of the best ways, from their ends. Behind its end a sentence has the label _NONE, which what may
        end it goes on to."""
        steps, _, count = alphas.shape
        scores = np.full((steps, count, LABELS + 1), _NEVER * 2, np.float32)
        scores[:, :, :LABELS] = alphas.transpose(0, 2, 1)
        behind = np.arange(steps)[:, None] >= lengths
        scores[behind] = _NEVER * 2
        scores[behind, _NONE] = 0
        into = np.zeros((LABELS + 1, LABELS + 1), np.float32)
        into[:LABELS, :LABELS] = self.transitions.T
        into[_NONE, :LABELS] = self._end
        labels = np.full((steps, count), _NONE, np.int64)
        following = np.full(count, _NONE, np.int64)
        room = np.empty((count, LABELS + 1), np.float32)
        for t in range(steps - 1, -1, -1):
            np.take(into, following, axis=0, out=room, mode="clip")
            np.add(room, scores[t], out=room)
            following = room.argmax(axis=1, out=labels[t])
        labels[behind] = 0
        return labels


def collect_spans(labels: Labels) -> list[tuple[int, int, int]]:
    """The (start, end, kind) of the names in one sequence of labels."""
    spans = []
    start = 0
    for at in np.nonzero(labels)[0].tolist():
        label = int(labels[at])
        if BEGIN <= label < INSIDE:
            start = at
        elif SINGLE <= label < END:
            spans.append((at, at + 1, label - SINGLE))
        elif END <= label < BEGIN:
            spans.append((start, at + 1, label - END))
    return spans
