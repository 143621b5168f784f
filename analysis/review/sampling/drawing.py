"""Annotations -> a stratified random sample of places to be judged.

Two frames. *Marks*: what was found, drawn by stratum (a category, a voice ...), for precision. *Sentences*:
all of them, drawn by how likely a mark was missed there, for recall: those that hold a form of the
lexicon which was not taken for a mark, those with a mark, and the rest. Every place of a
stratum has the same known chance of being drawn (stratified sampling without replacement; Cochran 1977,
chapter 5).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from analysis.annotation.cleaning import Cleaned, clean
from analysis.base.errors import StudyError
from analysis.base.records import Annotation, Mark, Span
from analysis.language.lexicon import load_lexicon
from analysis.measure.statistics.counts import check_columns
from analysis.measure.statistics.kwic import kwic
from analysis.measure.tables import NARRATOR, marks_table, voice_of
from analysis.review.decisions.decision import text_digest
from analysis.review.sampling.samples import FRAMES, SAMPLE

NEAR, MARKED, PLAIN = "a form that was not taken", "with a mark", "without either"
FEWEST: Final = 5
"""Places that every stratum gets, as far as it has them."""


def draw_sample(
    annotations: Sequence[Annotation],
    layer: str,
    *,
    marks: int = 100,
    sentences: int = 100,
    by: str = "category",
    voices: Sequence[str] | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Places to be judged, with the columns of `samples.SAMPLE`, in random order, marks first.

    `marks` and `sentences` are how many of each; `by` is the column of the marks that makes their strata.
    Each stratum gets at least `FEWEST` places, as far as it has them, the rest goes by size; sentences with
    a form that was not taken get half of theirs. `voices` keeps
    the marks and sentences of these voices. The same seed draws the same places.
    StudyError for an unknown column, where there is nothing to be drawn, and for fewer places than strata,
    since a stratum without a place would be missing from every estimate.
    """
    places = all_places(annotations, layer, by=by, voices=voices)
    if places.empty:
        raise StudyError(
            f"no sentence of these voices to draw {layer} from; right would be voices that speak"
        )
    sizes = dict(zip(FRAMES, (marks, sentences), strict=True))
    drawn = [
        _drawn(places[places["frame"] == frame], sizes[frame], [seed, number])
        for number, frame in enumerate(FRAMES)
    ]
    sample = pd.concat(drawn, ignore_index=True)
    sample = sample.assign(place=range(1, len(sample) + 1), judgement="", label="", note="")
    return _with_context(sample, annotations, layer)


def all_places(
    annotations: Sequence[Annotation], layer: str, *, by: str, voices: Sequence[str] | None = None
) -> pd.DataFrame:
    """Every place that could be drawn: the marks of a layer with the strata of `by`, then all sentences."""
    found = marks_table(annotations)
    found = found[found["layer"] == layer]
    check_columns("by", [by], list(found.columns))
    places = pd.concat(
        [_mark_places(annotations, found, by), _sentence_places(annotations, layer)], ignore_index=True
    )
    return places if voices is None else places[places["voice"].isin(list(voices))].reset_index(drop=True)


def allocate(sizes: Mapping[str, int], total: int, *, least: int = FEWEST) -> dict[str, int]:
    """How many of `total` places each stratum gets: `least` each, the rest in proportion to size.

    >>> allocate({"approximator": 80, "shield": 20, "verb": 2}, 27)
    {'approximator': 17, 'shield': 8, 'verb': 2}
    """
    wanted = min(total, sum(sizes.values()))
    least = min(least, wanted // max(len(sizes), 1))
    given = {name: min(size, least) for name, size in sizes.items()}
    while (left := wanted - sum(given.values())) > 0:
        room = {name: sizes[name] - given[name] for name in sizes if sizes[name] > given[name]}
        for name, share in _rounded(room, left).items():
            given[name] += share
    return given


def _rounded(room: Mapping[str, int], left: int) -> dict[str, int]:
    """Whole shares of `left` in proportion to the room, the largest remainders first."""
    whole = sum(room.values())
    exact = {name: left * size / whole for name, size in room.items()}
    shares = {name: int(value) for name, value in exact.items()}
    behind = sorted(room, key=lambda name: (shares[name] - exact[name], name))
    for name in behind[: left - sum(shares.values())]:
        shares[name] += 1
    return {name: min(share, room[name]) for name, share in shares.items()}


def _drawn(places: pd.DataFrame, size: int, seed: list[int]) -> pd.DataFrame:
    """Some places of one frame, by stratum, in random order, each with its chance."""
    generator = np.random.default_rng(seed)
    sizes = {str(name): int(count) for name, count in places["stratum"].value_counts().sort_index().items()}
    if 0 < size < len(sizes):
        frame = places["frame"].iloc[0]
        raise StudyError(
            f"{size} {frame} are too few for {len(sizes)} strata; right would be at least {len(sizes)}, "
            "or a column with fewer values (by)"
        )
    chosen = []
    for name, number in sorted(_shares(sizes, size).items()):
        stratum = places[places["stratum"] == name]
        rows = stratum.iloc[np.sort(generator.choice(len(stratum), size=number, replace=False))]
        chosen.append(rows.assign(in_stratum=len(stratum), drawn=number))
    drawn = pd.concat(chosen) if chosen else places.assign(in_stratum=0, drawn=0)
    return drawn.iloc[generator.permutation(len(drawn))]


def _shares(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Half of the sentences go where a mark is most likely missed; more, where there are too few others."""
    others = {name: size for name, size in sizes.items() if name != NEAR}
    half = max(total // 2, total - sum(others.values()))
    near = allocate({name: size for name, size in sizes.items() if name == NEAR}, half)
    return near | allocate(others, total - sum(near.values()))


def _mark_places(annotations: Sequence[Annotation], found: pd.DataFrame, by: str) -> pd.DataFrame:
    digests = {one.document.id: text_digest(one.document.text) for one in annotations}
    strata = found[by].astype("string").fillna("none")
    return found.assign(frame="marks", stratum=strata, text=found["doc_id"].map(digests))


def _sentence_places(annotations: Sequence[Annotation], layer: str) -> pd.DataFrame:
    rows = [row for annotation in annotations for row in _sentences(annotation, layer)]
    names = ("frame", "stratum", "doc_id", "text", "layer", "start", "end", "sentence", "voice", "voice_kind")
    return pd.DataFrame(rows, columns=list(names))


def _sentences(annotation: Annotation, layer: str) -> Iterator[dict[str, Any]]:
    """Every sentence that is counted, with its stratum."""
    document = annotation.document
    marks: Sequence[Mark] = getattr(annotation, layer)
    marked = [_sentence_of(annotation, mark.start) for mark in marks]
    near = {_sentence_of(annotation, start) for start in _untaken(clean(document), layer, marks)}
    digest = text_digest(document.text)
    for index, (start, end) in enumerate(annotation.sentences):
        if any(first <= start < last for first, last in annotation.excluded):
            continue
        voice, kind = _voice_at(annotation, start)
        yield {
            "frame": "sentences",
            "stratum": NEAR if index in near else MARKED if index in marked else PLAIN,
            "doc_id": document.id,
            "text": digest,
            "layer": layer,
            "start": start,
            "end": end,
            "sentence": index,
            "voice": voice,
            "voice_kind": kind,
        }


def _untaken(cleaned: Cleaned, layer: str, marks: Sequence[Mark]) -> Iterator[int]:
    """Where a form of the lexicon stands outside every mark of the layer."""
    taken = sorted((mark.start, mark.end) for mark in marks)
    text = cleaned.working_text()
    for first, last, _ in load_lexicon(layer).matcher.find(text.folded, text.start):
        start, end = cleaned.back((first, last))
        before = bisect_right(taken, (start, end)) - 1
        nearby = taken[max(0, before) : before + 2]
        if not any(first < end and start < last for first, last in nearby):
            yield start


def _sentence_of(annotation: Annotation, offset: int) -> int:
    return max(0, bisect_right(annotation.sentences, (offset, len(annotation.document.text) + 1)) - 1)


def _voice_at(annotation: Annotation, offset: int) -> tuple[str, str]:
    """Whose words stand at an offset."""
    for statement in annotation.statements:
        if any(start <= offset < end for start, end in statement.spans):
            return voice_of(statement), statement.kind
    return NARRATOR, NARRATOR


def _with_context(sample: pd.DataFrame, annotations: Sequence[Annotation], layer: str) -> pd.DataFrame:
    """The words of each place: first marks in their sentences, then sentences with marks in brackets."""
    by_id = {annotation.document.id: annotation for annotation in annotations}
    lines = kwic(annotations, sample[sample["frame"] == "marks"])[["left", "mark", "right"]]
    inside = sample[sample["frame"] == "sentences"]
    bracketed = [
        _bracketed(by_id[str(name)], layer, (int(start), int(end)))
        for name, start, end in zip(inside["doc_id"], inside["start"], inside["end"], strict=True)
    ]
    words = pd.concat([lines, pd.DataFrame({"left": "", "mark": bracketed, "right": ""})], ignore_index=True)
    sample = pd.concat(
        [sample.drop(columns=["left", "mark", "right"], errors="ignore"), words], axis="columns"
    )
    texts = [name for name, kind in SAMPLE.items() if kind == "string"]
    sample[texts] = sample[texts].astype("string").fillna("")
    return sample[list(SAMPLE)].astype(SAMPLE)


def _bracketed(annotation: Annotation, layer: str, span: Span) -> str:
    """A sentence on one line, what was found in it in brackets."""
    text, (start, end) = annotation.document.text, span
    pieces = []
    for mark in sorted(getattr(annotation, layer), key=lambda one: one.start):
        if start <= mark.start and mark.end <= span[1]:
            pieces += [text[start : mark.start], "[", text[mark.start : mark.end], "]"]
            start = mark.end
    return " ".join("".join([*pieces, text[start:end]]).split())
