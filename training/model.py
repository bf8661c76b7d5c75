"""The network that is trained, and its marginal conditional random field."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from newsextract.recognize.tagger_decode import LABELS, allowed_transitions, may_begin, may_end

CORPORA = 8  # see batches.CORPUS_IDS


@dataclass(frozen=True)
class Shape:
    """The sizes of a network; what is not named here follows from the tables."""

    characters: int
    bigrams: int
    lexicon: int
    character_size: int = 96
    bigram_size: int = 32
    width: int = 128
    kind: str = (
        "conv"  # conv: residual, rectified | gated: residual, gated linear units | separable: channel by channel
    )
    recurrent: int = 0  # size of each direction of an LSTM on top; 0: none
    dilations: tuple[int, ...] = (1, 2, 4, 1, 2, 1)
    dropout: float = 0.2
    pooled_after: int = -1  # after this layer every character learns of its whole text; -1: never

    def as_dict(self) -> dict:
        return asdict(self)


class Dropout(nn.Module):
    """Dropout of whole channels of a text: drawing a mask for each character would cost more than the layers."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        keep = 1 - self.share
        return x * (torch.rand(x.shape[0], 1, x.shape[2]) < keep).to(x.dtype) / keep


class Convolution(nn.Module):
    """A dilated convolution over three characters as one matrix product, with a residual."""

    def __init__(self, width: int, dilation: int, gated: bool, dropout: float) -> None:
        super().__init__()
        self.linear = nn.Linear(3 * width, 2 * width if gated else width)
        nn.init.xavier_uniform_(self.linear.weight, gain=0.8)
        self.dilation, self.gated = dilation, gated
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        d = self.dilation
        left = F.pad(x, (0, 0, d, 0))[:, : x.shape[1]]
        right = F.pad(x, (0, 0, 0, d))[:, d:]
        out = self.linear(torch.cat([left, x, right], -1))
        if self.gated:
            a, b = out.chunk(2, -1)
            out = a * torch.sigmoid(b)
        else:
            out = F.relu(out)
        return (x + self.dropout(out)) * mask


class Separable(nn.Module):
    """A convolution over five characters channel by channel, then a mixing of channels: a third of the products."""

    def __init__(self, width: int, dilation: int, gated: bool, dropout: float) -> None:
        super().__init__()
        self.taps = nn.Parameter(torch.randn(5, width) * 0.3)
        self.linear = nn.Linear(width, width)
        self.dilation = dilation
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        d, time = self.dilation, x.shape[1]
        padded = F.pad(x, (0, 0, 2 * d, 2 * d))
        gathered = sum(padded[:, i * d : i * d + time] * self.taps[i] for i in range(5))
        return (x + self.dropout(F.relu(self.linear(gathered)))) * mask


class Network(nn.Module):
    """Characters, bigrams and lexicon matches to emission scores of labels."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        s = shape
        self.character = nn.Embedding(s.characters, s.character_size)
        self.bigram = nn.Embedding(s.bigrams, s.bigram_size)
        nn.init.normal_(self.character.weight, std=0.3)
        nn.init.normal_(self.bigram.weight, std=0.1)
        self.project = nn.Linear(s.character_size + 2 * s.bigram_size + s.lexicon, s.width)
        make = Separable if s.kind == "separable" else Convolution
        self.layers = nn.ModuleList(make(s.width, d, s.kind == "gated", s.dropout) for d in s.dilations)
        if s.recurrent:
            self.recurrent = nn.LSTM(s.width, s.recurrent, batch_first=True, bidirectional=True)
        self.whole = nn.Linear(s.width, s.width)
        nn.init.zeros_(self.whole.weight)
        nn.init.zeros_(self.whole.bias)
        self.corpus = nn.Linear(s.width, CORPORA)  # in training: which corpus the text is from
        last = s.width + 2 * s.recurrent
        self.out = nn.Linear(last, LABELS)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.dropout = Dropout(s.dropout)
        self.embedding_dropout = Dropout(0.25)
        self.guess = nn.Linear(last, s.character_size)  # for pretraining: which character is hidden here

    def embed(self, characters: Tensor, bigrams: Tensor, lexicon: Tensor) -> Tensor:
        own = self.bigram(bigrams) * (bigrams > 0).unsqueeze(-1)
        before = F.pad(own, (0, 0, 1, 0))[:, :-1]
        known = torch.cat([self.embedding_dropout(self.character(characters)), self.embedding_dropout(before),
                           self.embedding_dropout(own), lexicon], -1)  # fmt: skip
        return F.relu(self.project(known))

    def encode(self, characters: Tensor, bigrams: Tensor, lexicon: Tensor) -> Tensor:
        mask = (characters > 0).unsqueeze(-1)
        x = self.dropout(self.embed(characters, bigrams, lexicon)) * mask
        for i, layer in enumerate(self.layers):
            x = layer(x, mask)
            if i == self.shape.pooled_after:
                mean = x.sum(1, keepdim=True) / mask.sum(1, keepdim=True)
                self.told = torch.tanh(self.whole(mean))
                x = (x + self.dropout(self.told)) * mask
        if self.shape.recurrent:
            x = torch.cat([x, self.dropout(self.recurrent(x)[0])], -1)
        return x

    def forward(self, characters: Tensor, bigrams: Tensor, lexicon: Tensor) -> Tensor:
        return self.out(self.encode(characters, bigrams, lexicon)).float()


class Field:
    """The constants of the conditional random field."""

    def __init__(self) -> None:
        self.allowed = torch.from_numpy(allowed_transitions()).float()
        self.begin = torch.from_numpy(may_begin()).float()
        self.end = torch.from_numpy(may_end()).float()

    def loss(self, emissions: Tensor, permitted: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
        """-log P(any permitted sequence), summed over the sentences: the marginal likelihood of partial labels."""
        both = torch.cat([emissions, emissions])
        masks = torch.cat([torch.ones_like(permitted), permitted])
        total = self.log_partition(both, masks, torch.cat([lengths, lengths]), transitions)
        count = len(emissions)
        return (total[:count] - total[count:]).clamp(min=0, max=200).sum()

    def log_partition(self, emissions: Tensor, permitted: Tensor, lengths: Tensor, transitions: Tensor) -> Tensor:
        step = transitions.clamp(-8, 8).exp() * self.allowed
        highest = emissions.max(-1, keepdim=True).values
        weights = (emissions - highest).exp() * permitted
        inside = torch.arange(emissions.shape[1]) < lengths[:, None]
        logs = (highest.squeeze(-1) * inside).sum(1)
        alpha = weights[:, 0] * self.begin
        for t in range(emissions.shape[1]):
            after = alpha if t == 0 else (alpha @ step) * weights[:, t]
            size = after.sum(-1, keepdim=True).clamp(min=1e-25)
            live = inside[:, t : t + 1]
            alpha = torch.where(live, after / size, alpha)
            logs = logs + torch.where(live, size.log(), torch.zeros(())).squeeze(-1)
        return logs + (alpha * self.end).sum(-1).clamp(min=1e-25).log()


def transitions_of(network: Network) -> np.ndarray:
    """Transition scores as the decoder takes them."""
    return network.transitions.detach().clamp(-8, 8).numpy().astype(np.float32)
