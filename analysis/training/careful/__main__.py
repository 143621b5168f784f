"""Train the careful reader of statements: `python -m analysis.training.careful --gold DIR --work DIR`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch

from analysis.training.careful.corpus import Corpus, read_corpus_of
from analysis.training.careful.fitting import Plan, fit
from analysis.training.careful.network import Network, load_pretrained
from analysis.training.careful.pretrained import pretrained_folder, read_weights

WHOLE, FOLD = Plan(epochs=3), Plan(epochs=3.5, seed=1)


def network_of(corpus: Corpus, fold: int | None, work: Path) -> Network:
    """A network that has learned from the articles, but for those of a fold; goes on where it was stopped."""
    torch.manual_seed(0)
    network = Network(len(corpus.kept))
    load_pretrained(network, read_weights(pretrained_folder()), corpus.kept)
    name = "whole" if fold is None else f"without-{fold}"
    fit(network, corpus.examples(fold), WHOLE if fold is None else FOLD, work / f"{name}.pt")
    return network


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with attribution/")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--threads", type=int, default=2, help="processors to use")
    parser.add_argument("--only", choices=["whole", "0", "1"], help="train one network and stop")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    corpus = read_corpus_of(options.gold)
    network_of(corpus, None if options.only == "whole" else int(options.only), options.work)


if __name__ == "__main__":
    main()
