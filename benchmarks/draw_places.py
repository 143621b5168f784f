"""Places of annual messages before 1860 where a hedge may stand, drawn at random for a reader to label.

`python benchmarks/draw_places.py --seed 1 --out places.txt` (extra `corpora`) writes a place a line:
document, start and end in its text, and what stands around. The reader labels each before any output of the
suite is seen; `benchmarks/older_hedges.py` scores what was labelled.

Candidates are all forms of the lexicon of hedges and words beyond it, so that recall is not counted over the
lexicon alone; of places that overlap the longest counts.
"""

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from analysis.base.records import Document, Span
from analysis.corpus import read_corpus
from analysis.language.lexicon import load_lexicon

BEYOND: Final = """
    can must would should shall ought seem appear think thought suppose presume conceive apprehend trust hope
    fear doubt imagine flatter conjecture surmise infer judge deem regard consider esteem expect anticipate
    suspect tend incline disposed opinion impression belief conviction probable likely possible doubtful
    uncertain apparent presumable contingent liable prospect chance danger risk rather scarcely hardly partly
    measure degree sufficiently tolerably comparatively substantially nearly upward least most sometimes
    occasionally frequently
"""
"""Stems beside the lexicon; each with what endings it may have."""
BEFORE: Final = 170
BEHIND: Final = 110


def messages(until: str = "1860") -> list[Document]:
    """The annual messages of the years before `until`."""
    return [document for document in read_corpus("sotu:") if document.metadata["year"] < until]


def candidates(text: str) -> Iterator[Span]:
    """Each place of a candidate, left to right, the longest where some overlap."""
    forms = [re.escape(form) for form in load_lexicon("hedges").by_form]
    forms += [rf"{stem}(?:ed|d|s|es|ing|ly)?" for stem in BEYOND.split()]
    pattern = "|".join(form.replace(r"\ ", r"\s+") for form in sorted(forms, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.IGNORECASE):
        yield match.span()


def draw(documents: list[Document], count: int, seed: int) -> list[tuple[Document, Span]]:
    """`count` candidates of all documents, each as likely as any other; the same for the same seed."""
    places = [(document, span) for document in documents for span in candidates(document.text)]
    return random.Random(seed).sample(places, count)


def line(document: Document, span: Span) -> str:
    """A place as the reader sees it."""
    start, end = span
    before, behind = document.text[max(0, start - BEFORE) : start], document.text[end : end + BEHIND]
    shown = " ".join(f"{before}>>{document.text[start:end]}<<{behind}".split())
    return f"{document.id}\t{start}\t{end}\t{shown}"


def main() -> None:
    """Write the places that are drawn."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    lines = [line(*place) for place in draw(messages(), given.count, given.seed)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
