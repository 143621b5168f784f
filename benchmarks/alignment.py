"""The study of the 2016 campaign again: `python benchmarks/alignment.py --corpora DIR --gold DIR`.

Aligns the articles (train and dev) with the remarks. Prints how many pieces of statements were found and how,
what became of the marks, how the alignments that were read were judged (`alignment_judged.csv`: places and
labels), and the CPU seconds of the alignment.
"""

import argparse
import hashlib
import time
from pathlib import Path

import pandas as pd

from analysis import annotate_corpus, read_corpus
from analysis.measure.alignment.aligned import align
from analysis.measure.alignment.drift import drift, found_by_kind

JUDGED = Path(__file__).with_name("alignment_judged.csv")
KEYS = ["article", "start", "end", "transcript", "source_start", "source_end"]


def digest(name: str) -> str:
    """What stands for a document in the file of judgements."""
    return hashlib.sha256(name.encode()).hexdigest()[:12]


def judged(statements: pd.DataFrame) -> pd.DataFrame:
    """The alignments by how they were found and judged; "not read" where they are new."""
    found = statements[statements["source"] != ""]
    named = found.assign(article=found["doc_id"].map(digest), transcript=found["source"].map(digest))
    labels = named.merge(pd.read_csv(JUDGED).drop(columns="how"), on=KEYS, how="left")["judged"]
    return pd.crosstab(named["how"].to_numpy(), labels.fillna("not read").to_numpy())


def main() -> None:
    """Print all tables of the study."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    options = parser.parse_args()
    said = tuple(annotate_corpus(read_corpus(options.corpora / "campaign-2016/speeches.jsonl.gz")))
    files = [options.gold / f"attribution/{part}.jsonl.gz" for part in ("train", "dev")]
    printed = tuple(text for file in files for text in annotate_corpus(read_corpus(file)))
    before = time.process_time()
    statements, pairs = align(said, printed)
    taken = time.process_time() - before
    print(f"aligned {len(printed)} articles to {len(said)} remarks in {taken:.1f} CPU s\n")
    for table in (
        found_by_kind(statements),
        judged(statements).reset_index(),
        drift(statements, pairs),
        drift(statements, pairs, ["layer", "speaker"]),
        drift(statements, pairs, ["layer", "outlet"]),
    ):
        print(table.round(3).to_string(index=False), "\n")


if __name__ == "__main__":
    main()
