"""An annotated corpus on disk is counted as the texts themselves: the same tables, rates and intervals."""

import json
import random
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from little_corpus import opened

from analysis import RunOptions
from analysis.annotation.pipeline import annotate_document
from analysis.annotation.writing.parquet import write_parquet
from analysis.annotation.writing.sentence_counts import to_counted_record
from analysis.base.errors import CorpusError, StudyError
from analysis.base.records import Document
from analysis.measure.statistics.correction import sense_rates
from analysis.measure.statistics.counts import count_units
from analysis.measure.statistics.design import Contrast, Design
from analysis.measure.statistics.frequencies import rates
from analysis.measure.statistics.marker_dispersion import dispersion
from analysis.measure.statistics.overlaps import marks_apart, overlaps_table, stored_overlaps
from analysis.measure.store import is_annotated, open_store, select
from analysis.measure.tables import documents_table, marks_table, voices_table
from analysis.measure.taxonomies import apply_lens
from analysis.study.workbench import histories, profiles, readings

SENTENCES = (
    "We will probably stay if it rains, and we must not forget the road.",
    "Perhaps the harbour could be dredged, but that might take some years.",
    "“You may certainly ask,” said Ann Lee, who would not answer.",
    "Bo Oak said that the mill should close unless somebody paid.",
    "The bridge is definitely safe, more or less.",
    "“If they walk out, we will walk out as well,” Ann Lee warned.",
    "According to the mayor, nobody has to move.",
    "Unnamed officials think the ferry will be able to sail.",
)
FIELD = 'it\'s "odd"; DROP TABLE marks'
LABELS = ["layer", "start", "end", "item", "category", "negated", "order", "act", "statement"]


def texts() -> list[Document]:
    """Twelve texts of at least a hundred words, of two parties and several years."""
    draw = random.Random(1)
    return [
        Document(
            f"text {number} 'quoted'",
            " ".join(draw.choices(SENTENCES, k=14)),
            {"date": str(1990 + number), "party": "AB"[number % 2], FIELD: "x"},
        )
        for number in range(12)
    ]


@pytest.fixture(scope="module")
def annotations():
    return tuple(annotate_document(text) for text in texts())


@pytest.fixture(scope="module")
def folder(annotations, tmp_path_factory) -> Path:
    """The annotations in three parts."""
    path = tmp_path_factory.mktemp("annotated")
    for part in range(3):
        records = map(to_counted_record, annotations[part * 4 : part * 4 + 4])
        write_parquet(records, path / f"part-{part:06}.parquet")
    return path


@pytest.fixture(scope="module")
def store(folder):
    with open_store(folder, threads=2) as store:
        yield store


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """The same texts as JSON lines."""
    path = tmp_path_factory.mktemp("corpus") / "texts.jsonl"
    rows = [{"id": text.id, "text": text.text, **text.metadata} for text in texts()]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def both(corpus, folder, tmp_path_factory):
    """Opens the same corpus from the texts and on their annotations."""
    out = tmp_path_factory.mktemp("figures")

    @cache
    def both_opened(**choices):
        return [opened(path, RunOptions("00_test", out), **choices) for path in (corpus, folder)]

    return both_opened


def test_documents_and_voices_are_those_of_the_texts(store, annotations):
    pd.testing.assert_frame_equal(store.documents, documents_table(annotations))
    pd.testing.assert_frame_equal(store.denominators, voices_table(annotations))


def test_lines_are_the_marks_in_their_order(store, annotations):
    marks = marks_table(annotations)
    lines = store.marks().lines(10**6)
    pd.testing.assert_frame_equal(lines[LABELS], marks[LABELS])
    assert lines["voice"].tolist() == marks["voice"].tolist()
    assert (lines["epistemic"] - marks["epistemic"]).abs().max() < 1e-4
    assert len(store.marks()) == len(marks)


def test_a_page_and_a_sample_of_lines(store):
    hedges = store.marks().of("hedges")
    whole = hedges.lines(10**6)
    pd.testing.assert_frame_equal(hedges.lines(5, offset=3), whole[3:8].reset_index(drop=True))
    drawn = hedges.lines(5, seed=1)
    assert len(drawn.merge(whole, on=["doc_id", "start", "end"])) == 5
    pd.testing.assert_frame_equal(drawn, hedges.lines(5, seed=1))


@pytest.mark.parametrize("layer", ["modals", "hedges"])
@pytest.mark.parametrize(
    "choices",
    [
        {},
        {"by": ["category"]},
        {"by": ["item", "voice_kind"], "per": "100 sentences"},
        {"by": ["negated"], "per": "statement"},
        {"by": ["party", "category"]},
        {"by": ["voice"], "levels": {"voice": ["narrator", "Ann Lee", "nobody"]}},
        {"by": ["item"], "unit": "party"},
        {"by": ["item"], "levels": {"item": ["will", "perhaps", "zounds"]}},
    ],
    ids=lambda choices: " ".join(choices.get("by", ["all"])),
)
def test_rates_are_those_of_the_texts(store, annotations, layer, choices):
    marks = marks_table(annotations)
    options = {"documents": store.documents, "design": Design(**choices)}
    expected = rates(marks[marks["layer"] == layer], store.denominators, **options)
    pd.testing.assert_frame_equal(rates(store.marks().of(layer), store.denominators, **options), expected)


def test_fewer_voices_and_documents_count_fewer_marks(store, annotations):
    marks = marks_table(annotations)
    voices = store.denominators[store.denominators["voice_kind"] == "direct"]
    documents = store.documents[store.documents["party"] == "A"]
    found = rates(store.marks(), voices, documents, Design(by=["layer"]))
    pd.testing.assert_frame_equal(found, rates(marks, voices, documents, Design(by=["layer"])))


def test_layers_are_not_added_up(store):
    with pytest.raises(StudyError, match=r"^by: the marks hold 4 layers"):
        rates(store.marks(), store.denominators)


def test_a_lens_reads_labels_as_it_reads_marks(store, annotations):
    seen = select(store.marks(), lambda labels: apply_lens(labels, "hyland2005"))
    expected = apply_lens(marks_table(annotations), "hyland2005")
    options = {"design": Design(by=["layer", "category"])}
    pd.testing.assert_frame_equal(
        rates(seen, store.denominators, **options), rates(expected, store.denominators, **options)
    )


def test_dispersion_is_that_of_the_texts(store, annotations):
    marks = marks_table(annotations)
    modals, stored = marks[marks["layer"] == "modals"], store.marks().of("modals")
    tables = (store.denominators, store.documents)
    design = Design(by="item")
    found, expected = dispersion(stored, *tables, design), dispersion(modals, *tables, design)
    pd.testing.assert_frame_equal(found, expected)


def test_layers_overlap_as_in_the_texts(store, annotations):
    pd.testing.assert_frame_equal(stored_overlaps(store.marks()), overlaps_table(annotations))


@pytest.mark.parametrize("layer", ["modals", "hedges", "conditionals"])
def test_marks_apart_from_a_layer(store, annotations, layer):
    marks = marks_table(annotations)
    apart, expected = marks_apart(store.marks(), layer), marks_apart(marks, layer)
    assert 0 < len(apart) == len(expected)
    options = {"design": Design(by=["layer", "item"])}
    pd.testing.assert_frame_equal(
        rates(apart, store.denominators, **options), rates(expected, store.denominators, **options)
    )


def test_senses_keep_their_doubt(store, annotations):
    marks = marks_table(annotations)
    options = {"documents": store.documents, "design": Design(by="item", resamples=200)}
    expected = sense_rates(marks[marks["layer"] == "modals"], store.denominators, **options)
    found = sense_rates(store.marks().of("modals"), store.denominators, **options)
    numbers = found.columns.drop("note")  # which names a sum in full
    limits = ["low", "high"]  # of very few expected marks: what a store rounds is a larger part of them
    pd.testing.assert_frame_equal(found[limits], expected[limits], atol=2e-3, rtol=1e-2)
    others = numbers.drop(limits)
    pd.testing.assert_frame_equal(found[others], expected[others], atol=2e-3, rtol=2e-3)


def test_many_units_become_random_groups(store):
    (counts,) = count_units(store.marks().of("hedges"), store.denominators, most=5)
    (every,) = count_units(store.marks().of("hedges"), store.denominators)
    assert (len(counts.units), len(every.units)) == (5, 12)
    assert counts.documents == every.documents
    for name in ("marks", "sizes", "words"):
        assert getattr(counts, name).sum() == getattr(every, name).sum()


def test_filters_choose_texts(folder):
    with open_store(folder, filters={"party": "A"}) as chosen:
        assert set(chosen.documents["party"]) == {"A"}
        assert set(chosen.denominators["doc_id"]) == set(chosen.documents["doc_id"])
        assert set(chosen.marks().lines(10**6)["doc_id"]) <= set(chosen.documents["doc_id"])
    with pytest.raises(CorpusError, match="filters: no text has the field 'partei'; did you mean 'party'"):
        open_store(folder, filters={"partei": "A"})


def test_one_file_is_a_corpus_too(store, annotations, tmp_path):
    path = tmp_path / "marks.parquet"
    write_parquet(map(to_counted_record, annotations), path)
    with open_store(path) as single:
        pd.testing.assert_frame_equal(single.denominators, store.denominators)
        assert single.digest != store.digest


def test_nothing_outside_the_database_is_within_reach(folder, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with open_store(folder) as store:
        with pytest.raises(CorpusError, match="cannot be counted"):
            store.database.rows("SELECT * FROM read_csv($file)", {"file": str(secret)})
        with pytest.raises(CorpusError, match="cannot be counted"):
            store.database.run("SET enable_external_access = true")
        place = store.database.folder
        assert place.exists()
    assert not place.exists()


def test_little_memory_gives_the_same_numbers(folder, store):
    with open_store(folder, memory="60MB", threads=1) as small:
        table = rates(small.marks().of("hedges"), small.denominators, design=Design(by=["item"]))
    pd.testing.assert_frame_equal(
        table, rates(store.marks().of("hedges"), store.denominators, design=Design(by=["item"]))
    )


def test_texts_as_parquet_are_no_annotations(tmp_path):
    path = tmp_path / "texts.parquet"
    pd.DataFrame({"id": ["a"], "text": ["It may rain."]}).to_parquet(path)
    assert not is_annotated(path)
    with pytest.raises(CorpusError, match=r"texts.parquet: is not Parquet that 'hedgerow annotate' wrote"):
        open_store(path)
    with pytest.raises(CorpusError, match=r"holds no annotations; right would be a file or a folder"):
        open_store(tmp_path)


def test_a_document_in_two_parts_is_refused(annotations, tmp_path):
    for part in range(2):
        write_parquet(map(to_counted_record, annotations[:1]), tmp_path / f"part-{part}.parquet")
    with pytest.raises(CorpusError, match="the document \"text 0 'quoted'\" stands there twice"):
        open_store(tmp_path)


def test_annotations_that_do_not_count_sentences_are_refused(annotations, tmp_path):
    records = [to_counted_record(annotation) for annotation in annotations[:4]]
    for statement in (one for record in records for one in record["statements"]):
        del statement["sentences"]
    write_parquet(records, tmp_path / "marks.parquet")
    with pytest.raises(CorpusError, match="do not say how many sentences begin in them"):
        open_store(tmp_path / "marks.parquet")


def test_a_folder_that_is_not_complete_is_refused(annotations, tmp_path):
    write_parquet(map(to_counted_record, annotations), tmp_path / "part-000000.parquet")
    manifest = {"format": 1, "complete": False, "parts": [], "documents": 12, "words": 1}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(CorpusError, match="not all texts are annotated yet"):
        open_store(tmp_path)


PARTIES = Contrast("party", "A", "B")
TABLES = {
    "words by voice": profiles.words_by_voice,
    "marker profile": profiles.marker_profile,
    "modal classes": profiles.modal_classes,
    "conditional grid": profiles.conditional_grid,
    "voice profile": lambda texts: profiles.voice_profile(texts, ["modals", "conditionals"]),
    "contrast": lambda texts: profiles.contrast(texts, "modals", target="narrator"),
    "overlaps": lambda texts: profiles.overlaps_of(texts, "hedges"),
    "corrected": lambda texts: readings.corrected(texts, ["hedges"], by=["voice"]),
    "items": lambda texts: histories.item_history(texts, "modals", ["will", "must"], texts.design, years=4),
    "layers": lambda texts: histories.layer_history(texts, ["hedges", "modals"], texts.design, years=4),
    "groups": lambda texts: histories.group_comparison(texts, "modals", PARTIES, texts.design),
    "robust": lambda texts: histories.robustness(texts, "modals", PARTIES, texts.design, words=100),
    "captions": lambda texts: pd.DataFrame({"caption": [texts.caption("modals", "boosters")]}),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_corpus_gives_the_same_tables(both, name):
    text, stored = both()
    pd.testing.assert_frame_equal(TABLES[name](stored), TABLES[name](text), check_dtype=False)


@pytest.mark.parametrize("name", ["words by voice", "modal classes", "overlaps", "captions"])
def test_the_corpus_looks_at_chosen_voices(both, name):
    text, stored = both(voices="attributed")
    pd.testing.assert_frame_equal(TABLES[name](stored), TABLES[name](text), check_dtype=False)


def test_the_corpus_through_a_lens(both):
    text, stored = both(lens="hyland2005")
    pd.testing.assert_frame_equal(profiles.marker_profile(stored), profiles.marker_profile(text))
    assert stored.caption("hedges") == text.caption("hedges")


def test_the_profile_of_modals_is_that_of_the_texts_but_for_rounding(both):
    text, stored = (profiles.modal_profile(annotated) for annotated in both())
    pd.testing.assert_frame_equal(stored, text, check_dtype=False, atol=2e-4, rtol=2e-4)


def test_what_needs_the_text_says_that_it_is_not_there(both):
    _, stored = both()
    assert "(the text is not here: characters" in histories.examples(stored, "modals", ["will"])["right"][0]
    most = stored.rates("hedges", by=["item"]).sort_values(["n", "item"], ascending=[False, True])
    assert set(readings.opened(stored, "hedges")["item"]) == {most["item"].iloc[0]}
    assert readings.together(stored)["note"].tolist() == ["pairs share sentences: the text is not here"]
    assert set(readings.as_counted_in(stored)["note"]) == {"lists are counted in words: the text is not here"}
    assert profiles.conditional_anatomy(stored).empty
    assert profiles.voice_strip(stored).empty
    assert all(table.empty for table in profiles.mark_positions(stored, "modals"))
    assert "annotated already" in repr(stored)
    with pytest.raises(StudyError, match="would hold sentences, but the text is not here"):
        readings.export(stored, ["hedges"], "lines.csv")
    with pytest.raises(StudyError, match="marks: a table of all marks of an annotated corpus is not made"):
        stored.layer("hedges")


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"per": "100 finite verbs"}, "per: '100 finite verbs' needs the texts"),
        ({"decisions": "decisions.yaml"}, "decisions: 'decisions.yaml' comes too late"),
        ({"speakers": "speakers.toml"}, "speakers: 'speakers.toml' comes too late"),
        ({"turns": "own"}, "turns: 'own' comes too late"),
        ({"sample": "judged.csv"}, "sample: 'judged.csv' is judged on texts"),
        (
            {"voices": "Ann Lea"},
            "voices: nobody called 'Ann Lea' speaks in this corpus; did you mean",
        ),
    ],
)
def test_choices_that_come_too_late(folder, tmp_path, choices, message):
    with pytest.raises(StudyError, match=message):
        opened(folder, RunOptions("00_test", tmp_path), **choices)


def test_importing_the_store_does_not_import_duckdb():
    import subprocess
    import sys

    code = "import sys, analysis.measure.store; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_random_groups_are_of_equal_number():
    from analysis.measure.formulas.intervals import gathered, random_groups

    groups = random_groups(1003, most=10)
    assert sorted(np.bincount(groups)) == [100] * 7 + [101] * 3
    assert gathered(groups, np.ones((1003, 2))).sum(axis=0).tolist() == [1003, 1003]
