"""Writing annotations and reading them back: whole, in order, the same bytes, nothing half written."""

import errno
import gc
import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pyarrow.parquet as pq
import pytest

from analysis.annotation.pipeline import annotate
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.annotate_files import annotate_lines, annotate_to_file
from analysis.annotation.writing.journal import Done, Journal
from analysis.annotation.writing.output import read_annotations, replacing, write_annotations
from analysis.annotation.writing.parquet import FIELDS, SCHEMA
from analysis.base.errors import HedgerowError, OutputError
from analysis.base.records import Document
from analysis.corpus import read_corpus

FORMATS = ("out.jsonl", "out.jsonl.gz", "out.parquet")
RECORD = {
    "id": "a/ü",
    "format": 2,
    "words": 24,
    "sentences": 2,
    "reader": "transcript",
    "layout": "colon",
    "metadata": {"title": "“Odd” and é", "date": "2025-05-09"},
    "notes": [{"name": "markup", "what": "has markup"}],
    "excluded": [[0, 4], [90, 99]],
    "excluded_kinds": ["label", "direction"],
    "statements": [
        {
            "start": 5,
            "end": 60,
            "spans": [[5, 20], [40, 60]],
            "speaker": "Renée O’Hara",
            "speaker_span": [22, 27],
            "cue": [28, 32],
            "kind": "direct",
            "words": 9,
            "found_by": "name beside the cue",
            "confidence": 0.9313,
            "speaker_note": "Harrow Vale; Lab",
        },
        {
            "start": 61,
            "end": 80,
            "spans": [[61, 80]],
            "speaker": None,
            "speaker_span": None,
            "cue": None,
            "kind": "indirect",
            "words": 0,
            "found_by": "",
            "confidence": 1.0,
            "speaker_note": "",
        },
    ],
    "modals": [
        {
            "start": 6,
            "end": 11,
            "lemma": "will",
            "class": "central",
            "negated": True,
            "senses": {"epistemic": 0.2, "deontic": 0.1, "dynamic": 0.7},
            "quirk": {"prediction": 0.6, "volition": 0.4},
            "statement": 0,
        },
        {
            "start": 30,
            "end": 37,
            "lemma": "have to",
            "class": "semi",
            "negated": False,
            "senses": {},
            "quirk": {},
            "statement": None,
        },
    ],
    "hedges": [{"start": 12, "end": 19, "entry": "sort-of", "category": "degree-adaptor", "statement": None}],
    "boosters": [{"start": 62, "end": 71, "entry": "certainly", "statement": 1}],
    "conditionals": [
        {
            "marker": None,
            "marker_text": "",
            "protasis": [41, 50],
            "apodosis": [52, 60],
            "kind": "open",
            "order": "protasis-first",
            "act_candidates": [
                {"act": "threat", "reasons": ["we as agent", "exit verb"], "probability": 0.9},
                {"act": "other", "reasons": [], "probability": None},
            ],
            "statement": 0,
            "entry": "imperative-and",
        },
        {
            "marker": [82, 84],
            "marker_text": "if",
            "protasis": [82, 89],
            "apodosis": None,
            "kind": "concessive",
            "order": "alone",
            "act_candidates": [],
            "statement": None,
            "entry": "if",
        },
    ],
}
EMPTY = {
    **{"id": "b", "format": 2, "words": 0, "sentences": 0, "reader": "prose", "layout": "", "metadata": {}},
    **{"notes": [], "excluded": [], "excluded_kinds": []},
    **{layer: [] for layer in ("statements", "modals", "hedges", "boosters", "conditionals")},
}
TEXTS = (
    "“If that happens, we will perhaps walk away,” Ann Lee said. It will certainly rain.",
    "You may go. Call me if you must, and I might come.\r\n",
    "Nothing is here.",
)


@pytest.fixture
def corpus(write, monkeypatch) -> Path:
    """Thirty short texts in JSON lines; a process is given about three at a time."""
    monkeypatch.setattr("analysis.annotation.writing.annotate_files.BATCH", 100)
    rows = [{"id": f"d{n}", "text": TEXTS[n % 3], "party": f"P{n % 4}"} for n in range(30)]
    return write("corpus.jsonl", rows)


# Formats


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_read_back_in_order(tmp_path, name):
    write_annotations([RECORD, EMPTY], tmp_path / name)
    read = list(read_annotations(tmp_path / name))
    assert read == [RECORD, EMPTY]
    assert [list(record) for record in read] == [list(RECORD), list(EMPTY)], "keys keep their order"
    assert [list(item) for item in read[0]["modals"]] == [list(item) for item in RECORD["modals"]]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(tmp_path, name):
    for folder in ("one", "two"):
        write_annotations([RECORD, EMPTY], tmp_path / folder / name)
        time.sleep(0.01)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_no_record_at_all(tmp_path, name):
    write_annotations([], tmp_path / name)
    assert list(read_annotations(tmp_path / name)) == []


def test_json_lines_are_readable_utf8(tmp_path):
    write_annotations([RECORD, EMPTY], tmp_path / "out.jsonl")
    first, second = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(first) == RECORD
    assert json.loads(second) == EMPTY
    assert "“Odd” and é" in first
    write_annotations([RECORD, EMPTY], tmp_path / "out.jsonl.gz")
    assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()).decode() == f"{first}\n{second}\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.parquet"])
def test_half_a_character_is_written_as_an_unknown_one(tmp_path, name):
    about = {"speaker": "Ann \ud83dLee"}
    annotate_to_file([Document("a\udfff", "We may go.", about)], tmp_path / name)
    (record,) = read_annotations(tmp_path / name)
    assert (record["id"], record["metadata"]["speaker"]) == ("a\ufffd", "Ann \ufffdLee")


def test_parquet_has_one_row_a_mark_a_statement_and_a_document(tmp_path):
    write_annotations([RECORD, EMPTY], tmp_path / "out.parquet")
    table = pq.read_table(tmp_path / "out.parquet")
    places = zip(
        *(table[name].to_pylist() for name in ("doc_id", "layer", "start", "statement")), strict=True
    )
    assert list(places) == [
        ("a/ü", "documents", None, None),
        ("a/ü", "statements", 5, 0),
        ("a/ü", "statements", 61, 1),
        ("a/ü", "modals", 6, 0),
        ("a/ü", "modals", 30, None),
        ("a/ü", "hedges", 12, None),
        ("a/ü", "boosters", 62, 1),
        ("a/ü", "conditionals", 41, 0),
        ("a/ü", "conditionals", 82, None),
        ("b", "documents", None, None),
    ]


def test_parquet_knows_every_field_of_the_record():
    record = annotate("“Perhaps we might go if they stay,” Ann Lee said. It will certainly rain.")
    assert tuple(record) == ("id", "format", *FIELDS["documents"], *list(FIELDS)[1:])
    for layer in list(FIELDS)[1:]:
        for item in record[layer]:
            assert tuple(item) == FIELDS[layer]
    assert {name for fields in FIELDS.values() for name in fields} <= set(SCHEMA.names)


@pytest.mark.parametrize("name", FORMATS)
def test_many_groups_of_rows_keep_documents_together(tmp_path, name, monkeypatch):
    monkeypatch.setattr("analysis.annotation.writing.parquet._GROUP", 5)
    records = [RECORD | {"id": str(number)} for number in range(7)]
    write_annotations(records, tmp_path / name)
    assert list(read_annotations(tmp_path / name)) == records


# Errors


@pytest.mark.parametrize("name", ["marks.csv", "marks", ".jsonl", "marks.jsonl.zip"])
def test_an_unknown_format_is_named(tmp_path, name):
    with pytest.raises(OutputError) as caught:
        write_annotations([RECORD], tmp_path / name)
    wanted = "unknown output format; end the name in .jsonl, .jsonl.gz or .parquet"
    assert str(caught.value) == f"{tmp_path}/{name}: {wanted}"


@pytest.mark.parametrize("name", FORMATS)
def test_a_missing_file_is_named(tmp_path, name):
    path = tmp_path / name
    with pytest.raises(OutputError) as caught:
        read_annotations(path)
    assert str(caught.value) == f"{path}: no such file; make it with 'hedgerow annotate CORPUS -o {path}'"


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_another_kind_is_refused(write, name):
    path = write(name, b"no annotations")
    with pytest.raises(OutputError, match=r"not a (record of 'hedgerow annotate'|Parquet file)"):
        list(read_annotations(path))


def test_a_table_of_another_kind_is_refused(tmp_path):
    import pyarrow as pa

    pq.write_table(pa.table({"a": [1]}), tmp_path / "out.parquet")
    with pytest.raises(OutputError) as caught:
        list(read_annotations(tmp_path / "out.parquet"))
    wrong = "its columns are not those that 'hedgerow annotate' writes"
    assert str(caught.value) == f"{tmp_path}/out.parquet: {wrong}"


@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_leaves_what_was_there(tmp_path, name):
    def records():
        yield RECORD
        raise RuntimeError("in the middle")

    write_annotations([EMPTY], tmp_path / name)
    before = (tmp_path / name).read_bytes()
    with pytest.raises(RuntimeError):
        write_annotations(records(), tmp_path / name)
    assert (tmp_path / name).read_bytes() == before
    assert files_in(tmp_path) == [name]


def test_a_folder_that_cannot_be_made_is_named(write, tmp_path):
    write("file", "no folder")
    with pytest.raises(OutputError) as caught, replacing(tmp_path / "file/out.jsonl"):
        pass
    assert str(caught.value) == f"{tmp_path}/file/out.jsonl: cannot be written (File exists)"


# Corpus -> file


@pytest.mark.parametrize("name", FORMATS)
def test_a_corpus_is_annotated_in_order(corpus, tmp_path, name):
    words = []
    summary = annotate_to_file(read_corpus(corpus), tmp_path / name, on_done=words.append)
    records = list(read_annotations(tmp_path / name))
    assert [record["id"] for record in records] == [f"d{n}" for n in range(30)]
    assert records[0] == annotate(next(read_corpus(corpus)).text, id="d0") | {"metadata": {"party": "P0"}}
    assert (summary.documents, summary.words, summary.resumed) == (30, sum(words), 0)
    assert summary.words == sum(record["words"] for record in records)
    assert files_in(tmp_path) == ["corpus.jsonl", name]


@pytest.mark.parametrize(("name", "jobs"), [("out.jsonl", 2), ("out.jsonl", 3), ("out.parquet", 2)])
def test_any_number_of_processes_gives_the_same_bytes(corpus, tmp_path, name, jobs):
    annotate_to_file(read_corpus(corpus), tmp_path / "one" / name)
    annotate_to_file(read_corpus(corpus), tmp_path / "many" / name, jobs=jobs)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()


def files_in(folder):
    return sorted(path.name for path in folder.iterdir())


def stopped(documents, after, error):
    """The documents up to a certain number, then an error."""
    for number, document in enumerate(documents):
        if number == after:
            raise error
        yield document


@pytest.mark.parametrize(
    ("name", "jobs", "cut"),
    [("out.jsonl", 1, 0), ("out.jsonl", 2, 7), ("out.jsonl.gz", 1, 7), ("out.parquet", 1, 0)],
)
def test_a_stopped_run_goes_on_where_it_was(corpus, tmp_path, name, jobs, cut):
    annotate_to_file(read_corpus(corpus), tmp_path / "whole" / name)
    output = tmp_path / name
    journal = tmp_path / f"{name}.partial"
    with pytest.raises(OutputError):
        annotate_to_file(stopped(read_corpus(corpus), 20, KeyboardInterrupt()), output, jobs=jobs)
    assert not output.exists()
    data = journal.read_bytes()
    kept = data.count(b"\n") - 1
    assert 0 < kept <= 20
    journal.write_bytes(data[: len(data) - cut])  # as if the last line had not reached the disk
    summary = annotate_to_file(read_corpus(corpus), output, jobs=jobs, resume=True)
    assert (summary.documents, summary.resumed) == (30, kept - (cut > 0))
    assert output.read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert not journal.exists()


def test_an_error_says_what_is_kept(corpus, tmp_path):
    output = tmp_path / "out.jsonl"
    with pytest.raises(HedgerowError) as caught:
        annotate_to_file(stopped(read_corpus(corpus), 3, HedgerowError("a.csv, line 5: broken")), output)
    kept = f"3 finished documents are kept in {output}.partial; go on with --resume"
    assert str(caught.value) == f"a.csv, line 5: broken ({kept})"


def test_an_error_at_once_leaves_nothing(tmp_path):
    with pytest.raises(HedgerowError, match=r"^broken$"):
        annotate_to_file(
            stopped([Document("a", "never")], 0, HedgerowError("broken")), tmp_path / "out.jsonl"
        )
    assert files_in(tmp_path) == []


def test_a_full_disk_is_one_clear_line(tmp_path, monkeypatch):
    def full(_data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    journal = Journal(tmp_path / "out.jsonl", "", resume=False)
    journal._file.close()
    monkeypatch.setattr(journal, "_file", SimpleNamespace(write=full, close=lambda: None))
    with pytest.raises(OutputError) as caught, journal:
        journal.add(Done("0" * 64, 3, b"{}\n"))
    assert str(caught.value) == f"{tmp_path}/out.jsonl.partial: cannot be written (No space left on device)"
    assert files_in(tmp_path) == []


def test_without_resume_a_run_starts_anew(corpus, tmp_path):
    output = tmp_path / "out.jsonl"
    with pytest.raises(OutputError):
        annotate_to_file(stopped(read_corpus(corpus), 20, KeyboardInterrupt()), output)
    assert annotate_to_file(read_corpus(corpus), output).resumed == 0
    assert annotate_to_file(read_corpus(corpus), output, resume=True).resumed == 0, (
        "nothing was left to resume"
    )


@pytest.mark.parametrize(
    ("text", "speakers", "reason"),
    [
        ("We may wait, it seems.", None, "document 1 of the corpus has changed since"),
        ("We may wait.", Speakers({"Ann": "Ann Lee"}), "other speakers"),
    ],
)
def test_a_change_is_not_resumed(tmp_path, text, speakers, reason):
    output = tmp_path / "out.jsonl"
    documents = [Document("a", "We may wait."), Document("b", "It will rain.")]
    with pytest.raises(OutputError):
        annotate_to_file(stopped(documents, 1, KeyboardInterrupt()), output)
    documents[0] = Document("a", text)
    for _ in range(2):  # the journal stays where it is
        with pytest.raises(OutputError, match=f"{reason}; start anew without --resume$"):
            annotate_to_file(documents, output, resume=True, speakers=speakers)
    assert annotate_to_file(documents, output).documents == 2


@pytest.mark.parametrize(("name", "jobs"), [("out.jsonl", 1), ("out.jsonl", 2), ("out.parquet", 1)])
def test_a_document_that_fails_is_left_out_and_told(corpus, tmp_path, fails_on, name, jobs):
    annotate_to_file(read_corpus(corpus), tmp_path / "whole" / name)
    fails_on("d7")
    told = []
    summary = annotate_to_file(
        read_corpus(corpus), tmp_path / name, jobs=jobs, on_skip=lambda *what: told.append(what)
    )
    assert told == [("d7", "cannot be annotated (RuntimeError: out of words)")]
    assert summary.documents == 29
    others = [record for record in read_annotations(tmp_path / "whole" / name) if record["id"] != "d7"]
    assert list(read_annotations(tmp_path / name)) == others
    assert files_in(tmp_path) == ["corpus.jsonl", name, "whole"]


def test_a_resumed_run_tells_what_failed_before(corpus, tmp_path, fails_on):
    fails_on("d7")
    output = tmp_path / "out.jsonl"
    with pytest.raises(OutputError):
        annotate_to_file(stopped(read_corpus(corpus), 20, KeyboardInterrupt()), output)
    told = []
    summary = annotate_to_file(
        read_corpus(corpus), output, resume=True, on_skip=lambda *what: told.append(what[0])
    )
    assert (summary.documents, told) == (29, ["d7"])


SLOW_RUN = """
import sys, time
from analysis.annotation.writing.annotate_files import annotate_to_file
from analysis.corpus import read_corpus
annotate_to_file(read_corpus(sys.argv[1]), sys.argv[2], jobs=2, on_done=lambda words: time.sleep(0.05))
"""


def test_a_killed_run_goes_on_without_loss_or_doubling(corpus, tmp_path):
    """A real process with two workers, killed in the middle; the workers go with it."""
    output = tmp_path / "out.jsonl"
    journal = tmp_path / "out.jsonl.partial"
    run = subprocess.Popen([sys.executable, "-c", SLOW_RUN, str(corpus), str(output)])
    wait_until(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 4)
    workers = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    run.wait()
    assert len(workers) == 2
    wait_until(lambda: not any(worker.is_running() for worker in workers))
    assert not output.exists()
    resumed = annotate_to_file(read_corpus(corpus), output, resume=True).resumed
    assert 4 <= resumed < 30
    annotate_to_file(read_corpus(corpus), tmp_path / "whole.jsonl")
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_worker_that_is_killed_is_an_error_and_not_a_loss(corpus, tmp_path):
    def killing():
        for number, document in enumerate(read_corpus(corpus)):
            if number == 20:
                psutil.Process().children()[0].kill()
                time.sleep(0.2)
            yield document

    with pytest.raises(
        OutputError, match=r"^a worker process was ended from outside .*go on with --resume\)$"
    ):
        annotate_to_file(killing(), tmp_path / "out.jsonl", jobs=2)
    summary = annotate_to_file(read_corpus(corpus), tmp_path / "out.jsonl", jobs=2, resume=True)
    assert summary.documents == 30
    assert summary.resumed > 0


def test_annotating_leaves_no_reference_cycles_behind() -> None:
    """They would not be freed while documents are annotated: the search for them rests meanwhile."""
    text = 'If it rains, the match may end, said Ann Lee. "We will surely wait," she added.\n\nHe must go.'
    annotate_lines([Document("first", text)])  # what is loaded once may hold some
    gc.collect()
    gc.disable()
    annotate_lines([Document("second", text), Document("speech", text, {"speaker": "Ann Lee"})])
    left = gc.collect()
    assert not gc.isenabled(), "a caller who has turned the search off finds it off"
    gc.enable()
    assert left == 0
    annotate_lines([Document("third", text)])
    assert gc.isenabled()
