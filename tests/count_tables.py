"""Small tables of marks, voices and documents, built by hand for the tests of counts."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.measure.tables import DOCUMENTS, MARKS, VOICES

Row = tuple[str, str, Sequence[str]]  # document, voice, items of its modals


def marks_of(rows: Sequence[Row], *, layer: str = "modals") -> pd.DataFrame:
    """One mark an item, in order, ten characters apart; the narrator is his own kind of voice."""
    marks = [
        {
            "doc_id": document,
            "layer": layer,
            "start": 10 * place,
            "end": 10 * place + len(item),
            "surface": item,
            "item": item,
            "category": "central",
            "sentence": place,
            "voice": voice,
            "voice_kind": kind_of(voice),
        }
        for document, voice, items in rows
        for place, item in enumerate(items)
    ]
    return pd.DataFrame(marks, columns=list(MARKS)).astype(MARKS)


def voices_of(words: Mapping[tuple[str, str], int]) -> pd.DataFrame:
    """One row a document and voice: these words, a sentence for each ten of them, two statements."""
    rows = [
        {
            "doc_id": document,
            "voice": voice,
            "voice_kind": kind_of(voice),
            "words": number,
            "sentences": number // 10,
            "statements": 0 if voice == "narrator" else 2,
        }
        for (document, voice), number in words.items()
    ]
    return pd.DataFrame(rows, columns=list(VOICES)).astype(VOICES)


def kind_of(voice: str) -> str:
    return "narrator" if voice == "narrator" else "direct"


def documents_of(words: Mapping[str, int], **metadata: Sequence[str | None]) -> pd.DataFrame:
    """One row a document with its metadata."""
    table = pd.DataFrame(
        {"doc_id": list(words), "words": list(words.values()), "sentences": 1, "statements": 1}
    )
    return table.assign(**metadata).astype(DOCUMENTS | dict.fromkeys(metadata, "string"))


def random_corpus(
    texts: int, *, items: Mapping[str, Sequence[float]], groups: Sequence[str] = ("a", "b"), seed: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Marks, voices, documents: texts of about 1,000 words in alternating groups.

    `items` gives for each item its rate per 1,000 words in each group; rates differ between texts (gamma).
    """
    generator = np.random.default_rng(seed)
    names = [f"t{number:03}" for number in range(texts)]
    words = generator.integers(500, 1500, texts)
    group = [groups[number % len(groups)] for number in range(texts)]
    rows: list[Row] = []
    for name, size, own in zip(names, words, group, strict=True):
        means = {item: rates[groups.index(own)] * size / 1000 for item, rates in items.items()}
        counts = {item: generator.poisson(generator.gamma(4, mean / 4)) for item, mean in means.items()}
        rows.append((name, "narrator", [item for item, count in counts.items() for _ in range(count)]))
    voices = voices_of({(name, "narrator"): int(size) for name, size in zip(names, words, strict=True)})
    documents = documents_of(
        dict(zip(names, map(int, words), strict=True)),
        group=group,
        year=[str(1900 + number) for number in range(texts)],
        speaker=[f"s{number % 7}" for number in range(texts)],
    )
    return marks_of(rows), voices, documents
