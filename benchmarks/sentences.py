"""Sentence ends beside NLTK's Punkt trained on news: `python benchmarks/sentences.py --gold DIR`.

The sentences of each treebank document are joined by blanks, so both lose the ends that only a
line break shows (headlines, list items); what counts is the difference.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from accuracy import read
from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

from analysis.language.text import split_sentences

Cut = Callable[[str], list[tuple[int, int]]]


def main() -> None:
    """Print precision and recall of sentence ends for both, on the dev parts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True, help="folder of the annotated data")
    options = parser.parse_args()
    punkt = train_punkt(options.gold / "attribution/train.jsonl.gz")
    for name in ("ewt", "gum"):
        texts = list(documents(options.gold / f"ud/{name}.dev.jsonl.gz"))
        print(f"{name}  hedgerow {score(split_sentences, texts)}  punkt {score(punkt, texts)}")


def train_punkt(path: Path) -> Cut:
    """Punkt with the abbreviations it learns from the news articles."""
    trainer = PunktTrainer()
    for article in read(path):
        trainer.train(article["text"], finalize=False)
    trainer.finalize_training()
    tokenizer = PunktSentenceTokenizer(trainer.get_params())
    return lambda text: list(tokenizer.span_tokenize(text))


def documents(path: Path) -> Iterator[tuple[str, set[int]]]:
    """Each document as one text with the offsets where its sentences end (the last left out)."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for row in read(path):
        sentences[row["doc"]].append(row["text"].strip())
    for parts in sentences.values():
        ends, position = set(), 0
        for part, _ in pairwise(parts):
            ends.add(position + len(part))
            position += len(part) + 1
        yield " ".join(parts), ends


def score(cut: Cut, texts: list[tuple[str, set[int]]]) -> str:
    """Precision and recall over all documents."""
    right = found = gold = 0
    for text, ends in texts:
        guessed = {end for _, end in cut(text)[:-1]}
        right, found, gold = right + len(guessed & ends), found + len(guessed), gold + len(ends)
    return f"P {right / found:.3f} R {right / gold:.3f}"


if __name__ == "__main__":
    main()
