"""Parameters in, an annotated corpus out.

    corpus = open_corpus("seeds")                                  # texts, read and annotated
    corpus = open_corpus("OUT/", per="100 sentences")              # what `hedgerow annotate` wrote as Parquet
    corpus = open_corpus("speeches.csv", reading=ReadingOptions(filters={"party": "D"}))

Relative paths are looked up where the reader works, then in the project around that place, then in the
project the package was installed from, so that a notebook runs from any folder.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from analysis.annotation.left_out import LeftOut, annotated_corpus
from analysis.annotation.notes import Noted
from analysis.annotation.reader_names import FAST, named
from analysis.annotation.speakers import read_speakers
from analysis.annotation.statements.turns.patterns import check_turns
from analysis.base.digests import digest_file
from analysis.base.errors import CorpusError, StudyError
from analysis.base.records import Annotation, Document
from analysis.corpus import corpus_digest
from analysis.corpus.filters import choose
from analysis.corpus.paths import find_input, find_output
from analysis.corpus.reading import HOW_TEXTS_ARE_READ
from analysis.measure.store import is_annotated, open_store
from analysis.review.decisions.included import include_decisions
from analysis.show.displays import register
from analysis.study.provenance.origin import DIGITS, Origin, lexicon_digests, model_digests, versions
from analysis.study.workbench.against_norms import check_norms, norm_digests
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.in_memory import InMemory
from analysis.study.workbench.in_parquet import InParquet
from analysis.study.workbench.mark_source import MarkSource
from analysis.study.workbench.open_options import ReadingOptions, RunOptions
from analysis.study.workbench.voice_choice import choose_voices, said_voices

Choose = Callable[[Iterable[Document]], Iterable[Document]]
Tell = Callable[[int, int], None]
_BEFORE: Final = ("speakers", *HOW_TEXTS_ARE_READ, "decisions")
"""What must be known before texts are annotated."""


def open_corpus(
    path: str | int | Path = "seeds",
    *,
    voices: str | Sequence[str] = "all",
    per: str = "1,000 words",
    lens: str = "",
    seed: int = 1,
    reading: ReadingOptions | None = None,
    run: RunOptions | None = None,
) -> AnnotatedCorpus:
    """Read and annotate a corpus, or open one that `hedgerow annotate` wrote as Parquet.

    - `voices`: whose words are looked at: "all", "narrator", "attributed" (everybody but the narrator), or
      names: a list, or one text with semicolons;
    - `per`: what rates are given per: "1,000 words", "100 sentences", "100 finite verbs", "statement";
    - `lens`: read hedges and boosters by a published taxonomy (`analysis.measure.taxonomies`);
    - `seed`: fixes what is drawn at random;
    - `reading`: which texts, and the files beside them;
    - `run`: what the records of figures say, and where figures go.

    StudyError for an unknown voice, denominator or lens, for decisions that do not fit the texts, and for
    what comes too late for a corpus that is annotated already; CorpusError for a corpus that is missing or
    holds no such text.
    """
    reading, run = reading or ReadingOptions(), run or RunOptions()
    check_norms(str(run.parameters.get("norms", "")))
    corpus = find_input(path)
    settings = {
        "corpus": _recorded(path),
        "voices": said_voices(voices),
        "per": per,
        "seed": seed,
        **_read_settings(reading, lens),
        **run.parameters,
    }
    stored = is_annotated(corpus)
    inputs = {"corpus": corpus} if stored else _inputs(corpus, reading)
    source, about = _of_parquet(corpus, reading) if stored else _of_texts(inputs, reading, run.tell)
    opened = AnnotatedCorpus(
        source,
        _origin(run.notebook, about, settings),
        choose_voices(said_voices(voices), source.denominators(per)["voice"]),
        per,
        lens,
        seed,
        find_output(run.out_dir),
        inputs,
    )
    register()  # an annotation at the end of a cell shows itself
    return opened.checked()


def sample_file(sample: str | Path) -> Path | None:
    """The file of a judged sample, None where there is none yet."""
    try:
        return find_input(sample) if sample else None
    except CorpusError:
        return None


def _read_settings(reading: ReadingOptions, lens: str) -> dict[str, Any]:
    """How a corpus is read, as records keep it."""
    return {
        "filters": dict(reading.filters),
        "speakers": _recorded(reading.speakers),
        "decisions": _recorded(reading.decisions),
        "lens": lens,
        **reading.asked,
        **({"turns": check_turns(reading.turns)} if reading.turns else {}),
        **named(reading.reader),
        **({"sample": _recorded(reading.sample)} if reading.sample else {}),
    }


def _inputs(corpus: Path, reading: ReadingOptions) -> dict[str, Path]:
    """The files that are read, by parameter."""
    files = {"speakers": reading.speakers, "decisions": reading.decisions}
    inputs = {"corpus": corpus} | {name: find_input(file) for name, file in files.items() if file}
    judged = sample_file(reading.sample)
    return inputs | ({"sample": judged} if judged else {})


def _of_texts(
    inputs: Mapping[str, Path], reading: ReadingOptions, tell: Tell | None
) -> tuple[MarkSource, dict[str, Any]]:
    """The texts of the inputs as their readers decided, and what a record says of the corpus."""
    path = inputs["corpus"]
    known = read_speakers(inputs["speakers"]) if "speakers" in inputs else None
    left_out, noted = LeftOut(path), Noted()
    watched = _Watched(partial(choose, filters=reading.filters), tell)
    found_in = annotated_corpus(
        path,
        left_out,
        choose=watched.choose,
        speakers=known,
        reader=reading.reader,
        noted=noted,
        **reading.asked,
    )
    annotations = tuple(watched.told(found_in))
    found = {"left_out": left_out.record, "notes": noted.record}
    decided: dict[str, Any] = {name: record for name, record in found.items() if record}
    if file := inputs.get("decisions"):
        annotations, decided["decisions"] = include_decisions(annotations, file, left_out=left_out.texts)
    if judged := inputs.get("sample"):
        decided["sample"] = digest_file(judged)[:DIGITS]
    return InMemory(annotations), {**_size(path, annotations), **decided}


class _Watched:
    """Texts on their way: who asks is told how many are done, and of how many."""

    def __init__(self, choose: Choose, tell: Tell | None) -> None:
        self._choose = choose
        self._tell = tell
        self._of = 0

    def choose(self, documents: Iterable[Document]) -> Iterable[Document]:
        """The chosen documents; all of them are read before the first goes on, where somebody is told."""
        if self._tell is None:
            return self._choose(documents)
        chosen = list(self._choose(documents))
        self._of = len(chosen)
        return chosen

    def told(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """The annotations, with word of each fiftieth part of them."""
        for done, annotation in enumerate(annotations, 1):
            if self._tell and (done == self._of or done % max(1, self._of // 50) == 0):
                self._tell(done, self._of)
            yield annotation


def _size(path: Path, annotations: Sequence[Annotation]) -> dict[str, Any]:
    return {
        "name": path.name,
        "documents": len(annotations),
        "words": sum(annotation.words for annotation in annotations),
        "digest": corpus_digest(annotation.document for annotation in annotations),
    }


def _of_parquet(path: Path, reading: ReadingOptions) -> tuple[MarkSource, dict[str, Any]]:
    """The marks of an annotated corpus, and what a record says of it."""
    for name in _BEFORE:
        if given := getattr(reading, name):
            raise StudyError(
                f"{name}: {_recorded(given)!r} comes too late, as this corpus is annotated already; "
                f"right would be {name} = '', or the texts as the corpus"
            )
    if reading.sample:
        raise StudyError(
            f"sample: {_recorded(reading.sample)!r} is judged on texts, which an annotated corpus does not "
            "hold; right would be sample = '', or the texts as the corpus"
        )
    store = open_store(path, filters=reading.filters)
    documents = store.documents
    return InParquet(store, path), {
        "name": path.name,
        "documents": len(documents),
        "words": int(documents["words"].sum()),
        "digest": store.digest,
        **({"left_out": store.left_out} if store.left_out else {}),
        **({"notes": store.notes} if store.notes else {}),
    }


def _origin(notebook: str, corpus: Mapping[str, Any], parameters: Mapping[str, Any]) -> Origin:
    """What decides the results of a notebook, from what is known of its corpus and its parameters."""
    reader = parameters.get("reader", FAST)
    return Origin(
        notebook=notebook,
        parameters=parameters,
        corpus=corpus,
        lexicons=lexicon_digests(),
        models=model_digests(reader) | norm_digests(str(parameters.get("norms", ""))),
        versions=versions(reader),
        seed=int(parameters["seed"]),
        denominator=str(parameters["per"]),
    )


def _recorded(path: str | int | Path) -> str:
    """A path as records may name it: nothing of the machine, and nothing for no path."""
    named = Path(str(path))
    if not named.name:
        return ""
    return named.name if named.is_absolute() or ".." in named.parts else named.as_posix()
