"""Trains the tagger: `train.py OUT [--pretrain N] [--epochs N] ...`; see README.md."""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from augment import Inventory, build_inventory, join, list_names, replace_names
from batches import Batch, batch_examples, hidden_batch, with_features
from corpora import Example, training_corpora
from model import Field, Network, Shape
from predict import evaluate_all
from scores import DEV
from templates import write_examples

from newsextract.recognize.tagger_features import Featurizer, lexicon_width

# How often an example of a corpus comes in one epoch.
WEIGHTS = {
    "msra": 1.0,
    "cluener": 2.0,
    "uner_gsd_trad": 2.0,
    "uner_gsd_trad.even": 8.0,
    "uner_gsdsimp": 0.6,
    "resume": 1.0,
    "fewfc": 1.0,
    "cec": 0.5,
    "own": 8.0,
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tables", type=Path, default=Path("build/tables.pickle"))
    parser.add_argument("--kind", default="conv")
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--dilations", default="1,2,4,1,2,1")
    parser.add_argument("--recurrent", type=int, default=0)
    parser.add_argument("--character-size", type=int, default=96)
    parser.add_argument("--bigram-size", type=int, default=32)
    parser.add_argument("--pooled-after", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--pretrain", type=float, default=0, help="epochs of guessing hidden characters")
    parser.add_argument("--epochs", type=float, default=6)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--tokens", type=int, default=5000, help="characters in a batch")
    parser.add_argument("--subset", type=float, default=1, help="share of MSRA, for ablations")
    parser.add_argument("--hide", type=float, default=0.05, help="share of characters that are hidden from it")
    parser.add_argument("--replace", type=float, default=0.3, help="share of names that are replaced")
    parser.add_argument("--no-lexicon", action="store_true")
    parser.add_argument("--no-bigrams", action="store_true")
    parser.add_argument("--initial", type=Path, help="start from these weights")
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="learn from this network too")
    parser.add_argument("--corpus-loss", type=float, default=1.0, help="weight of guessing the corpus of a text")
    parser.add_argument("--trust", type=float, default=0.5, help="the teachers' part of the loss")
    parser.add_argument("--weights", default="", help="other weights of corpora than usual: NAME=WEIGHT,...")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


class Material:
    """The examples of an epoch, drawn and augmented anew each time."""

    def __init__(self, subset: float, replace: float, seed: int, weights: str = "") -> None:
        self.corpora = training_corpora()
        self.weights = WEIGHTS | {n: float(w) for n, w in (pair.split("=") for pair in weights.split(",") if pair)}
        self.inventory: Inventory = build_inventory([e for c in self.corpora.values() for e in c])
        self.replace = replace
        self.corpora["msra"] = self.corpora["msra"][: int(len(self.corpora["msra"]) * subset)]
        self.chance = random.Random(seed)

    def epoch(self) -> list[Example]:
        out: list[Example] = []
        for name, examples in self.corpora.items():
            for i, example in enumerate(examples):
                following = examples[i + 1] if i + 1 < len(examples) else None
                copies = range(self._copies(self.weights[name]))
                out.extend(self._vary(example, following) for _ in copies)
        extra = len(out) // 100
        out += [list_names(self.inventory, self.chance) for _ in range(extra)]
        out += write_examples(self.inventory, self.chance, extra * 4)
        return out

    def _copies(self, weight: float) -> int:
        return int(weight) + (self.chance.random() < weight - int(weight))

    def _vary(self, example: Example, following: Example | None) -> Example:
        if following is not None and self.chance.random() < 0.12 and len(example.text) + len(following.text) < 200:
            example = join(example, following)
        if self.chance.random() < 0.6:
            example = replace_names(example, self.inventory, self.chance, self.replace)
        return example


def scheduled(step: int, total: int) -> float:
    """Linear warm-up, then a cosine down to a fiftieth."""
    warm = min(300, total // 10)
    if step < warm:
        return (step + 1) / warm
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, total - warm)))


def load_matching(network: Network, path: Path) -> None:
    """Takes over the weights of another network wherever name and size agree, e.g. its embeddings."""
    own = network.state_dict()
    saved = torch.load(path)["state"]
    network.load_state_dict({**own, **{k: v for k, v in saved.items() if k in own and v.shape == own[k].shape}})


def load_network(path: Path) -> Network:
    """A trained network, for use."""
    saved = torch.load(path)
    network = Network(Shape(**saved["shape"]))
    network.load_state_dict(saved["state"])
    return network.eval().requires_grad_(False)


class Average:
    """An exponential moving average of the weights: what is shipped."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay, self.step = decay, 0
        self.values = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: Network) -> None:
        self.step += 1
        rate = 1 - min(self.decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for key, value in network.state_dict().items():
                self.values[key].lerp_(value, rate)


def run(network: Network, batches_of, epochs: float, rate: float, loss_of, log, checkpoint: Path) -> Average:
    """The optimizer's loop; ``batches_of`` gives an epoch's batches, ``loss_of`` the loss of one."""
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    batches = batches_of()
    total = int(len(batches) * epochs)
    average = Average(network, 0.998)
    began, recent, seen = time.time(), 0.0, 0
    for step in range(total):
        if not batches:
            batches = batches_of()
        for group in optimizer.param_groups:
            group["lr"] = rate * scheduled(step, total)
        batch = batches.pop()
        loss = loss_of(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        if step % 2 == 0:
            average.update(network)
        recent, seen = recent + loss.item(), seen + int(batch.lengths.sum())
        if step % 200 == 199:
            log(f"step {step + 1}/{total} loss {recent / 200:.4f} {seen / (time.time() - began):.0f} chars/s")
            recent = 0.0
            torch.save({"shape": network.shape.as_dict(), "state": average.values}, checkpoint)
    return average


def pretrain(network: Network, material: Material, featurizer: Featurizer, options, log) -> None:
    """Guess hidden characters from what is around them, on the text of all the corpora."""
    noise = np.random.default_rng(options.seed)

    def batches() -> list[Batch]:
        return batch_examples(material.epoch(), featurizer, options.tokens * 2, material.chance)

    def loss_of(batch: Batch) -> torch.Tensor:
        hidden, where, truth = hidden_batch(batch, featurizer, noise, 0.15)
        with torch.autocast("cpu", torch.bfloat16):
            vectors = network.guess(network.encode(*tensors(hidden, options))[where])
            scores = vectors @ network.character.weight.T
        return torch.nn.functional.cross_entropy(scores.float(), truth)

    average = run(network, batches, options.pretrain, options.rate, loss_of, log, options.out / "checkpoint.pt")
    network.load_state_dict(average.values)


def tensors(batch: Batch, options) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    lexicon = torch.from_numpy(batch.lexicon).float()
    bigrams = torch.from_numpy(batch.bigrams)
    return (
        torch.from_numpy(batch.characters),
        bigrams * 0 if options.no_bigrams else bigrams,
        lexicon * 0 if options.no_lexicon else lexicon,
    )


def tune(network: Network, material: Material, featurizer: Featurizer, options, log) -> Average:
    """Train on the partial labels."""
    field = Field()
    teachers = [load_network(path) for path in options.teacher]
    noise = np.random.default_rng(options.seed)

    def batches() -> list[Batch]:
        return batch_examples(material.epoch(), featurizer, options.tokens, material.chance)

    def loss_of(batch: Batch) -> torch.Tensor:
        hidden, _, _ = hidden_batch(batch, featurizer, noise, options.hide)
        with torch.autocast("cpu", torch.bfloat16):
            emissions = network.out(network.encode(*tensors(hidden, options)))
        permitted = torch.from_numpy(batch.permitted()).float()
        lengths = torch.from_numpy(batch.lengths)
        loss = field.loss(emissions.float(), permitted, lengths, network.transitions)
        if options.corpus_loss and network.shape.pooled_after >= 0:
            guesses = network.corpus(network.told.squeeze(1).float())
            truth = torch.from_numpy(batch.corpora)
            loss = loss + options.corpus_loss * torch.nn.functional.cross_entropy(guesses, truth, reduction="sum")
        if teachers:
            loss = (1 - options.trust) * loss + options.trust * distance(teachers, batch, emissions.float())
        return loss / len(batch.lengths)

    def distance(teachers: list[Network], batch: Batch, emissions: torch.Tensor) -> torch.Tensor:
        """How far the scores are from what the teachers say of the same text with nothing hidden."""
        whole = tensors(with_features(batch, featurizer), options)
        with torch.no_grad():
            chances = sum(teacher(*whole).softmax(-1) for teacher in teachers) / len(teachers)
        apart = chances * (chances.clamp(min=1e-6).log() - emissions.log_softmax(-1))
        return (apart.sum(-1) * (whole[0] > 0)).sum()

    return run(network, batches, options.epochs, options.rate, loss_of, log, options.out / "checkpoint.pt")


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    logfile = (options.out / "log.txt").open("a", encoding="utf-8")

    def log(message: str) -> None:
        print(message, file=logfile, flush=True)

    log(json.dumps(vars(options), default=str))
    featurizer: Featurizer = pickle.loads(options.tables.read_bytes())
    material = Material(options.subset, options.replace, options.seed, options.weights)
    shape = Shape(
        featurizer.alphabet.size,
        1 << featurizer.bigrams.bits,
        lexicon_width(featurizer.classes),
        options.character_size,
        options.bigram_size,
        options.width,
        options.kind,
        options.recurrent,
        tuple(int(d) for d in options.dilations.split(",")),
        options.dropout,
        options.pooled_after,
    )
    network = Network(shape)
    if options.initial:
        load_matching(network, options.initial)
    if options.pretrain:
        pretrain(network, material, featurizer, options, log)
        torch.save({"shape": shape.as_dict(), "state": network.state_dict()}, options.out / "pretrained.pt")
    average = tune(network, material, featurizer, options, log)
    network.load_state_dict(average.values)
    torch.save({"shape": shape.as_dict(), "state": network.state_dict()}, options.out / "model.pt")
    network.eval()
    scores = evaluate_all(network, featurizer, lambda b: tensors(b, options), DEV)
    log(json.dumps(scores, ensure_ascii=False))


if __name__ == "__main__":
    main()
