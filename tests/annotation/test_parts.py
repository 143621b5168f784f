"""A folder of Parquet parts: the same bytes however it was made, nothing lost, doubled or half there."""

import json
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from analysis.annotation.pipeline import annotate, annotate_document
from analysis.annotation.speakers import Speakers
from analysis.annotation.writing.annotate_files import annotate_to_file
from analysis.annotation.writing.manifest import finished_parts, read_manifest
from analysis.annotation.writing.output import read_annotations, write_annotations
from analysis.annotation.writing.parquet_parts import annotate_to_parts, is_folder
from analysis.base.errors import CorpusError, HedgerowError, OutputError
from analysis.base.records import Document
from analysis.cli import main
from analysis.corpus import read_corpus
from analysis.measure.tables import NARRATOR, voices_table

TEXTS = (
    "“If that happens, we will perhaps walk away,” Ann Lee said. “We may.” It will certainly rain.",
    "You may go. Call me if you must, and I might come.\r\n",
    "Nothing is here.",
)


@pytest.fixture
def corpus(write, monkeypatch) -> Path:
    """Thirty short texts in JSON lines; a part has about three of them."""
    monkeypatch.setattr("analysis.annotation.writing.parquet_parts.CHARACTERS", 150)
    rows = [{"id": f"d{n:02}", "text": TEXTS[n % 3], "party": f"P{n % 4}"} for n in range(30)]
    return write("corpus.jsonl", rows)


@pytest.fixture
def whole(corpus, tmp_path) -> Path:
    """The parts of the corpus, made in one go by one process."""
    annotate_to_parts(read_corpus(corpus), tmp_path / "whole")
    return tmp_path / "whole"


def contents(folder):
    """The bytes of all files of a folder, the hidden ones too."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def stopped(documents, after, error):
    """The documents up to a certain number, then an error."""
    for number, document in enumerate(documents):
        if number == after:
            raise error
        yield document


# What is written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("marks/", True),
        ("marks", True),
        ("new/marks", True),
        ("marks.v2/", True),
        ("marks.jsonl/", True),
        ("there.v2", True),
        ("marks.jsonl", False),
        ("there.jsonl", False),
        ("marks.JSONL.GZ", False),
        ("marks.parquet", False),
    ],
)
def test_the_name_says_whether_it_is_a_folder(tmp_path, monkeypatch, name, expected):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.v2").mkdir()
    (tmp_path / "there.jsonl").mkdir()
    assert is_folder(name) is expected


def test_the_folder_one_is_in_can_be_the_output(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "talk.txt").write_text("It may rain.")
    monkeypatch.chdir(tmp_path / "here")
    result = CliRunner().invoke(main, ["annotate", "../talk.txt", "-o", ".", "-q"])
    assert (result.exit_code, result.output) == (0, "")
    assert sorted(path.name for path in Path().iterdir()) == ["manifest.json", "part-000000.parquet"]


@pytest.mark.parametrize("name", ["marks.v2", "marks.csv", ".jsonl", "new/.parquet"])
def test_a_name_of_neither_kind_is_refused(name):
    with pytest.raises(OutputError) as caught:
        is_folder(name)
    wanted = "end the name in .jsonl, .jsonl.gz or .parquet, or in / for a folder of Parquet parts"
    assert str(caught.value) == f"{name}: unknown output format; {wanted}"


def test_the_records_come_back_in_order(corpus, whole, tmp_path):
    records = [annotate(d.text, id=d.id) | {"metadata": dict(d.metadata)} for d in read_corpus(corpus)]
    assert list(read_annotations(whole)) == records
    assert [path.name for path in finished_parts(whole)][:2] == ["part-000000.parquet", "part-000001.parquet"]
    write_annotations(records, tmp_path / "one.jsonl")
    assert list(read_annotations(tmp_path / "one.jsonl")) == list(read_annotations(whole))


def test_the_manifest_counts_what_the_parts_hold(whole):
    manifest = read_manifest(whole)
    records = list(read_annotations(whole))
    assert manifest["complete"] is True
    assert (manifest["documents"], manifest["words"]) == (30, sum(record["words"] for record in records))
    for layer in ("statements", "modals", "hedges", "boosters", "conditionals"):
        assert manifest[layer] == sum(len(record[layer]) for record in records) > 0
        assert manifest[layer] == sum(part[layer] for part in manifest["parts"])
    rows = sum(pq.read_metadata(path).num_rows for path in finished_parts(whole))
    assert rows == 30 + sum(
        manifest[layer] for layer in ("statements", "modals", "hedges", "boosters", "conditionals")
    )
    assert str(whole) not in json.dumps(manifest), "the place is no part of the result"


@pytest.mark.parametrize(
    ("characters", "documents", "sizes"),
    [
        (10_000, 100, [30]),
        (10_000, 12, [12, 12, 6]),
        (10_000, 15, [15, 15]),
        (1, 100, [1] * 30),
        (150, 100, [3] * 10),
    ],
)
def test_a_part_ends_by_characters_or_documents(corpus, tmp_path, monkeypatch, characters, documents, sizes):
    monkeypatch.setattr("analysis.annotation.writing.parquet_parts.CHARACTERS", characters)
    monkeypatch.setattr("analysis.annotation.writing.parquet_parts.DOCUMENTS", documents)
    annotate_to_parts(read_corpus(corpus), tmp_path / "out")
    assert [part["documents"] for part in read_manifest(tmp_path / "out")["parts"]] == sizes


@pytest.mark.parametrize("name", ["out", "out.parquet"])
def test_rows_are_enough_to_count_sentences_by_voice(tmp_path, name):
    """The denominators of `tables.voices_table`, from the rows alone."""
    text = f"[Applause] {TEXTS[0]} Then they left. “No. Never. Perhaps,” said Bo Ek. (Laughter.)\n\nIt ended."
    documents = [Document("a", text), Document("b", TEXTS[1], {"speaker": "Ann Lee"})]
    rows = rows_of(documents, tmp_path / name)
    expected = voices_table(map(annotate_document, documents))
    for document in [row for row in rows if row["layer"] == "documents"]:
        own = [r for r in rows if r["layer"] == "statements" and r["doc_id"] == document["doc_id"]]
        table = expected[expected.doc_id == document["doc_id"]]
        narrated = table[table.voice == NARRATOR].iloc[0]
        attributed = sum(row["sentences"] for row in own)
        assert document["words"] - sum(row["words"] for row in own) == narrated.words
        assert document["sentences"] - document["excluded_sentences"] - attributed == narrated.sentences
        assert attributed == table[table.voice != NARRATOR].sentences.sum()
    assert sum(row["sentences"] or 0 for row in rows if row["layer"] == "statements") > 3


def rows_of(documents, output):
    (annotate_to_parts if is_folder(str(output)) else annotate_to_file)(documents, output)
    return pq.read_table(output if output.is_file() else finished_parts(output)[0]).to_pylist()


# The same bytes


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_gives_the_same_bytes(corpus, whole, tmp_path, jobs):
    words = []
    summary = annotate_to_parts(read_corpus(corpus), tmp_path / "many", jobs=jobs, on_done=words.append)
    assert contents(tmp_path / "many") == contents(whole)
    assert (summary.documents, summary.words, summary.resumed) == (30, sum(words), 0)
    assert len(words) == 10


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), HedgerowError("a.csv, line 9: broken")])
def test_a_stopped_run_goes_on_where_it_was(corpus, whole, tmp_path, jobs, error):
    output = tmp_path / "out"
    with pytest.raises(OutputError) as caught:
        annotate_to_parts(stopped(read_corpus(corpus), 29, error), output, jobs=jobs)
    kept = read_manifest_of_parts(output)
    assert 0 < kept < 30
    said = f"{kept} finished documents are kept in {output}; go on with --resume"
    assert str(caught.value) == f"{str(error) or 'stopped'} ({said})"
    with pytest.raises(OutputError, match=r"is not finished; go on with 'hedgerow annotate --resume'$"):
        list(read_annotations(output))
    (output / "part-000000.parquet").unlink()  # parts may come in any order
    (output / ".part-000000.parquet.4242.tmp").write_bytes(b"PAR1 half of it")
    summary = annotate_to_parts(read_corpus(corpus), output, jobs=jobs, resume=True)
    assert (summary.documents, summary.resumed) == (30, kept - 3)
    assert contents(output) == contents(whole)


def read_manifest_of_parts(folder):
    """How many documents the parts hold that are there, finished or not."""
    return sum(
        pq.read_table(path, columns=["layer"])["layer"].to_pylist().count("documents")
        for path in folder.glob("part-*.parquet")
    )


def test_a_finished_run_is_resumed_without_work(corpus, whole):
    before = contents(whole)
    summary = annotate_to_parts(read_corpus(corpus), whole, resume=True)
    assert (summary.documents, summary.resumed) == (30, 30)
    assert contents(whole) == before


def test_resuming_what_never_began_is_beginning(corpus, whole, tmp_path):
    (tmp_path / "out").mkdir()
    assert annotate_to_parts(read_corpus(corpus), tmp_path / "out", resume=True).resumed == 0
    assert contents(tmp_path / "out") == contents(whole)


SLOW_RUN = """
import sys, time
from analysis.corpus import read_corpus
from analysis.annotation.writing import parquet_parts
parquet_parts.CHARACTERS = 150
parquet_parts.annotate_to_parts(
    read_corpus(sys.argv[1]), sys.argv[2], jobs=2, on_done=lambda words: time.sleep(0.05)
)
"""


def test_a_killed_run_goes_on_without_loss_or_doubling(corpus, whole, tmp_path):
    """A real process with two workers, killed in the middle; the workers go with it."""
    output = tmp_path / "out"
    run = subprocess.Popen([sys.executable, "-c", SLOW_RUN, str(corpus), str(output)])
    wait_until(lambda: len(list(output.glob("part-*.parquet"))) > 2)
    workers = psutil.Process(run.pid).children(recursive=True)
    run.kill()
    run.wait()
    wait_until(lambda: not any(worker.is_running() for worker in workers))
    assert read_manifest(output)["complete"] is False
    summary = annotate_to_parts(read_corpus(corpus), output, resume=True)
    assert summary.documents == 30
    assert 6 <= summary.resumed < 30
    assert contents(output) == contents(whole)


def wait_until(condition):
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


# What is refused, and stays as it was


def test_a_folder_that_holds_anything_is_refused(corpus, whole, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = contents(whole)
    for folder, reason in (
        (whole, "holds annotations already; go on with --resume, or give the name of a new folder"),
        (other, "holds other files (notes.txt); give the name of a new or an empty folder"),
        (tmp_path / "file", "is a file; give the name of a folder"),
    ):
        with pytest.raises(OutputError) as caught:
            annotate_to_parts(read_corpus(corpus), folder)
        assert str(caught.value) == f"{folder}: {reason}"
    assert contents(whole) == before
    assert contents(other) == {"notes.txt": b"mine"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda out: (out / "manifest.json").unlink(), r"holds no annotations in parts \(no manifest.json\)"),
        (
            lambda out: (out / "manifest.json").write_text("{}"),
            "is not a manifest that 'hedgerow annotate' wrote",
        ),
        (lambda out: (out / "manifest.json").write_text("{"), "cannot be read"),
        (lambda out: (out / "notes.txt").write_text("x"), "notes.txt: is no part of annotations; move it"),
        (lambda out: (out / "part-000010.parquet").write_text("x"), "part-000010.parquet lies beyond"),
        (lambda out: (out / "part-000003.parquet").write_text("x"), "000003.parquet: is no part that"),
        (
            lambda out: (out / "part-000004.parquet").rename(out / "part-000003.parquet"),
            "the documents of part-000003.parquet have changed since; write to another folder$",
        ),
    ],
)
def test_a_folder_that_was_touched_is_not_resumed(corpus, whole, change, reason):
    change(whole)
    before = contents(whole)
    with pytest.raises(OutputError, match=reason):
        annotate_to_parts(read_corpus(corpus), whole, resume=True)
    assert {name: data for name, data in contents(whole).items() if name in before} == before


@pytest.mark.parametrize(
    ("text", "speakers", "package", "reason"),
    [
        ("We may wait, it seems.", None, "", "the documents of part-000000.parquet have changed since"),
        ("We may wait.", Speakers({"Ann": "Ann Lee"}), "", "other speakers"),
        ("We may wait.", None, "0" * 64, "it was made with another version"),
    ],
)
def test_a_change_is_not_resumed(tmp_path, monkeypatch, text, speakers, package, reason):
    output = tmp_path / "out"
    annotate_to_parts([Document("a", "We may wait."), Document("b", "It will rain.")], output)
    before = contents(output)
    if package:
        monkeypatch.setattr("analysis.annotation.writing.manifest.digest_package", lambda: package)
    with pytest.raises(OutputError, match=f"cannot be resumed: .*{reason}"):
        annotate_to_parts(
            [Document("a", text), Document("b", "It will rain.")], output, speakers=speakers, resume=True
        )
    assert contents(output) == before


@pytest.mark.parametrize("made", [True, False])
def test_an_error_at_once_leaves_nothing(tmp_path, made):
    output = tmp_path / "out"
    if made:
        output.mkdir()
    with pytest.raises(CorpusError, match=r"^broken$"):
        annotate_to_parts(stopped([Document("a", "never")], 0, CorpusError("broken")), output)
    assert output.exists() is made
    assert not made or contents(output) == {}


def test_a_part_that_is_gone_is_named(whole):
    (whole / "part-000002.parquet").unlink()
    with pytest.raises(OutputError) as caught:
        read_annotations(whole)
    made = "make it again with 'hedgerow annotate --resume'"
    assert str(caught.value) == f"{whole}/part-000002.parquet: is missing; {made}"


# Texts that cannot be annotated


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_fails_is_left_out_and_told(corpus, tmp_path, fails_on, jobs):
    """One text makes the annotator fail; a resumed run tells it again."""
    fails_on("d07")
    for resume in (False, True):
        told = []
        summary = annotate_to_parts(
            read_corpus(corpus),
            tmp_path / "out",
            jobs=jobs,
            resume=resume,
            on_skip=lambda id, why, told=told: told.append((id, why)),
        )
        assert told == [("d07", "cannot be annotated (RuntimeError: out of words)")]
        assert (summary.documents, summary.resumed) == (29, 29 * resume)
    ids = [record["id"] for record in read_annotations(tmp_path / "out")]
    assert ids == [f"d{n:02}" for n in range(30) if n != 7]


@pytest.mark.parametrize(("name", "annotate"), [("out", annotate_to_parts), ("out.jsonl", annotate_to_file)])
def test_a_corpus_of_which_nothing_can_be_annotated_is_an_error(tmp_path, fails_on, name, annotate):
    fails_on("d07")
    with pytest.raises(OutputError) as caught:
        annotate([Document("d07", "We may.")], tmp_path / name)
    reason = "d07: cannot be annotated (RuntimeError: out of words)"
    assert str(caught.value) == f"no document could be annotated; the first: {reason}"
    assert list(tmp_path.iterdir()) == []
