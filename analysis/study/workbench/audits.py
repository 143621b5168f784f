"""What a judged sample says about the marks of a corpus, and what it does to their rates."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from analysis.base.errors import StudyError
from analysis.base.wording import plural
from analysis.corpus.paths import find_output
from analysis.measure.statistics.corrected_groups import CORRECTED, corrected_rates_by
from analysis.measure.statistics.correction import audited_rates
from analysis.review.decisions.decision import text_digest
from analysis.review.sampling.auditing import audit_table
from analysis.review.sampling.drawing import draw_sample
from analysis.review.sampling.estimates import ALL, estimate_accuracy
from analysis.review.sampling.group_accuracy import accuracy_by
from analysis.review.sampling.judged_places import judged_places
from analysis.review.sampling.judging import SampleBook
from analysis.review.sampling.samples import FRAMES, judged, read_sample, write_sample
from analysis.show.displays import Html, say, show_table
from analysis.study.workbench.annotated_corpus import AnnotatedCorpus
from analysis.study.workbench.open_corpus import sample_file

_EMPTY: Final = ("precision", "recall")


def open_sample(
    corpus: AnnotatedCorpus,
    layer: str,
    name: str = "",
    *,
    marks: int = 100,
    sentences: int = 200,
    by: str = "category",
) -> SampleBook:
    """The sample in the file `name`; drawn from the corpus, and written there, where there is none yet.

    Without a name it is drawn, to be looked at, and not kept. StudyError where the file holds a sample of
    another layer, other texts, other voices or other marks.
    """
    if path := sample_file(name):
        sample = read_sample(path)
        check_sample(corpus, sample, layer)
        return SampleBook(sample, path)
    drawn = draw_sample(
        corpus.annotations,
        layer,
        marks=marks,
        sentences=sentences,
        by=by,
        voices=corpus.voices,
        seed=corpus.seed,
    )
    return SampleBook(drawn, write_sample(drawn, find_output(name)) if name else None)


def check_sample(corpus: AnnotatedCorpus, sample: pd.DataFrame, layer: str) -> None:
    """StudyError unless a sample was drawn from these marks of these texts in these voices."""
    others = sorted(set(sample["layer"]) - {layer})
    if others:
        raise StudyError(f"the sample is one of {others[0]}; right would be one of {layer}")
    texts = {annotation.document.id: annotation.document.text for annotation in corpus.annotations}
    for name, digest in sorted(set(zip(sample["doc_id"], sample["text"], strict=True))):
        if name not in texts:
            why = corpus.origin.corpus.get("left_out", {}).get("texts", {}).get(name, "is not in this corpus")
            raise StudyError(
                f"the sample holds places of {name!r}, which {why}; right would be another sample"
            )
        if text_digest(texts[name]) != digest:
            raise StudyError(
                f"the sample was drawn from another text of {name!r}; right would be the corpus it is of"
            )
    marks = sample[sample["frame"] == "marks"]
    counted = int(marks.groupby("stratum")["in_stratum"].first().sum())
    if len(marks) and counted != (found := len(corpus.layer(layer))):
        raise StudyError(
            f"the sample was drawn from {counted:,} {layer} and there are {found:,} here; right would be the "
            "voices, decisions and version it was drawn with"
        )


def accuracy_profile(sample: pd.DataFrame) -> pd.DataFrame:
    """Precision by stratum, precision and recall of the layer: what `plots.plot_accuracy` draws.

    Columns: layer, marker (the stratum), n (places judged), precision, recall, f1, each with _low and _high.
    Empty where nothing was judged.
    """
    if not any(len(judged(sample, frame)) for frame in ("marks", "sentences")):
        return pd.DataFrame(columns=["layer", "marker", "n", *_EMPTY])
    table = estimate_accuracy(sample).rename(columns={"stratum": "marker"})
    whole = table["marker"] == ALL
    n = table["judged"] + table["read"].fillna(0)
    measures = [name for name in table if str(name).startswith(("precision", "recall", "f1"))]
    profile = table.assign(layer=sample["layer"].iloc[0], n=n.astype(int))[
        ["layer", "marker", "n", *measures]
    ]
    return pd.concat([profile[whole], profile[~whole]], ignore_index=True)


def strata(sample: pd.DataFrame) -> pd.DataFrame:
    """What was drawn: frame, stratum, places in the corpus, drawn, judged."""
    done = sample.assign(judged=(sample["judgement"] != "").astype(int))
    groups = done.groupby(["frame", "stratum"], as_index=False)
    table = groups.agg(in_corpus=("in_stratum", "first"), drawn=("drawn", "first"), judged=("judged", "sum"))
    return table.astype({"frame": "string", "stratum": "string"})


def judged_in_words(sample: pd.DataFrame) -> str:
    """How much of a sample was judged, for captions."""
    marks, sentences = (len(judged(sample, frame)) for frame in FRAMES)
    if not marks + sentences:
        return f"Nothing of {plural(len(sample), 'place')} was judged yet."
    said = f"Judged: {plural(marks, 'mark')} and {plural(sentences, 'sentence')} drawn at random by stratum."
    if waiting := _unjudged(sample):
        said += f" Rates stay as they are: {plural(waiting, 'stratum', 'strata')} without a judgement."
    return said


def by_group(corpus: AnnotatedCorpus, sample: pd.DataFrame, group: str) -> Html:
    """Accuracy, and the corrected rate, for each value of a field of the metadata; or why there is none."""
    if not group:
        return say("No field of the metadata was asked for (group).")
    if waiting := _unjudged(sample):
        return say(f"Not yet: {plural(waiting, 'stratum', 'strata')} without a judgement.")
    layer = str(sample["layer"].iloc[0])
    check_sample(corpus, sample, layer)
    places = judged_places(sample, corpus.annotations, voices=corpus.voices)
    accuracy = accuracy_by(places, corpus.documents, [group])
    tables = corpus.countable(layer), corpus.denominators, corpus.documents
    rates = corrected_rates_by(*tables, [group], corpus.design, places)
    table = accuracy.drop(columns="note").merge(
        rates[[group, "per", "rate", *CORRECTED, "note"]], on=group, how="left"
    )
    notes = [
        "; ".join(filter(None, (one, other)))
        for one, other in zip(accuracy["note"], table["note"].fillna(""), strict=True)
    ]
    return show_table(table.assign(note=notes), caption=judged_in_words(sample))


def _unjudged(sample: pd.DataFrame) -> int:
    """Strata of which nothing was judged: what they hold, right or wrong, is not known."""
    return int((strata(sample)["judged"] == 0).sum())


def by_sample(corpus: AnnotatedCorpus, layer: str, *, by: Sequence[str] = ()) -> Html:
    """The rates of a layer corrected by the sample that the corpus was opened with, or why there are none."""
    path = corpus.inputs.get("sample")
    if path is None:
        return say("No judged sample was given (sample).")
    sample = read_sample(path)
    others = sorted(set(sample["layer"]) - {layer})
    if others:
        return say(f"The sample given is one of {others[0]}.")
    return show_table(corrected(corpus, sample, by=by), caption=judged_in_words(sample))


def corrected(corpus: AnnotatedCorpus, sample: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Raw rates beside rates corrected by a judged sample of this corpus (`correction.audited_rates`).

    The raw rates alone as long as a stratum is without a judgement: its errors are not known. StudyError
    for a sample of other texts, voices or marks, and under a lens.
    """
    if corpus.lens:
        raise StudyError(f"sample: judged without the lens {corpus.lens!r}; right would be lens = ''")
    layer = str(sample["layer"].iloc[0])
    check_sample(corpus, sample, layer)
    if _unjudged(sample):
        return corpus.rates(layer, by=by)
    audit = audit_table(sample, by=by)
    return audited_rates(
        corpus.layer(layer),
        corpus.denominators,
        audit,
        corpus.documents,
        corpus.design.grouped(*by, levels={name: sorted(set(audit[name])) for name in by}),
    )
