import csv
import io
import json
import shutil
import zipfile

import pytest
from little_study import counting, little_study, shipped, write_notebook

from analysis.base.errors import CorpusError, OutputError, StudyError
from analysis.base.records import Document
from analysis.study.runs.leaks import repeated_wording
from analysis.study.runs.pack import pack_study, zipped
from analysis.study.runs.replication import verify_all, verify_pack

QUOTING = """
from pathlib import Path
import json
text = (Path(corpus) / "a.txt").read_text()
files = {"context.csv": f"sentence,n\\n{text},1\\n", "context.svg": "<svg/>"}
files["context.json"] = json.dumps({"figure": "context", "files": dict.fromkeys(files, "")})
for name, content in files.items():
    Path(out_dir, name).write_text(content)
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A study with a figure that quotes, and its pack: folder and result."""
    folder = tmp_path_factory.mktemp("packed")
    study = little_study(folder, "figures: figures", notebooks="[01_words, 02_context]")
    (folder / "seeds/a.txt").write_text(
        'The minister said: "We may go, and we might not come back." He left.'
    )
    write_notebook(folder / "notebooks/02_context.ipynb", QUOTING)
    return folder, pack_study(study, folder / "little.zip", runs_dir=folder / "runs")


@pytest.fixture
def project(packed, tmp_path, monkeypatch):
    """A copy of it that a test may spoil, as the working folder."""
    copy = shutil.copytree(packed[0], tmp_path / "project")
    monkeypatch.chdir(copy)
    with shipped(copy):
        yield copy


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_a_pack_holds_numbers_figures_and_notebooks(packed):
    contents = read(packed[1].path)
    assert sorted(contents) == [
        "figures/words.csv", "figures/words.json", "figures/words.svg", "marks.csv",
        "notebooks/01_words.ipynb", "notebooks/02_context.ipynb",
        "pack.json", "run.json", "statements.csv", "study.yaml", "texts.csv",
    ]  # fmt: skip
    about = json.loads(contents["pack.json"])
    assert set(about["files"]) == set(contents) - {"pack.json"}
    assert about["corpus"]["texts"] == 2


def test_a_figure_that_quotes_is_left_out_with_all_its_files(packed):
    assert packed[1].left_out == ("figures/context: context.csv repeats wording of the text 'a'",)
    assert json.loads(read(packed[1].path)["pack.json"])["left_out"] == list(packed[1].left_out)


def test_marks_are_offsets_entries_and_digests(packed):
    contents = read(packed[1].path)
    (statement,) = rows(contents["statements.csv"])
    marks = [row for row in rows(contents["marks.csv"]) if row["layer"] == "modals" and row["text"] == "a"]
    assert [(row["entry"], row["start"], row["end"], row["voice_kind"]) for row in marks] == [
        ("may", "23", "26", "direct"), ("might", "38", "43", "direct"),
    ]  # fmt: skip
    assert (statement["kind"], len(statement["sha256"])) == ("direct", 64)
    assert [(row["text"], row["words"]) for row in rows(contents["texts.csv"])] == [("a", "14"), ("b", "5")]


def test_none_of_the_wording_is_in_the_pack(packed):
    folder, pack = packed
    contents = {name: content.decode() for name, content in read(pack.path).items()}
    for text in ("seeds/a.txt", "seeds/b.txt"):
        words = (folder / text).read_text().split()
        for start in range(len(words) - 3):
            run = " ".join(words[start : start + 4])
            assert not [name for name, content in contents.items() if run in content], run


def test_the_same_study_gives_the_same_bytes(packed, project):
    again = pack_study(project / "study.yaml", project / "again.zip", runs_dir=project / "runs")
    assert again.path.read_bytes() == packed[1].path.read_bytes()


def test_a_holder_of_the_corpus_can_check_the_pack(project):
    verdicts = verify_pack(project / "little.zip", project / "seeds")
    assert [(one.figure.partition(": ")[2], one.verdict) for one in verdicts] == [
        ("its files", "identical"),
        ("texts.csv", "identical"),
        ("statements.csv", "identical"),
        ("marks.csv", "identical"),
        ("figures/words.json", "identical"),
    ]


def test_another_text_is_found(project):
    (project / "seeds/b.txt").write_text("If so, we could leave.")
    verdicts = {
        one.figure.partition(": ")[2]: one for one in verify_pack(project / "little.zip", project / "seeds")
    }
    assert {name for name, one in verdicts.items() if one.verdict == "differs, here"} == {
        "texts.csv",
        "marks.csv",
    }
    assert verdicts["texts.csv"].details[0].startswith("row b, column sha256: ")
    assert any("b / modals: would" in line or "would" in line for line in verdicts["marks.csv"].details)


def test_a_file_changed_in_the_pack_is_found(project):
    contents = read(project / "little.zip")
    contents["texts.csv"] = contents["texts.csv"].replace(b"14", b"15")
    (project / "little.zip").write_bytes(zipped(contents))
    first, texts, *_ = verify_pack(project / "little.zip", project / "seeds")
    assert first.details == ("texts.csv: was changed after it was packed",)
    assert texts.details == ("row a, column words: 15 -> 14",)


def test_the_code_of_a_pack_is_not_run(project):
    trap = project / "trap"
    counting(project / "evil.ipynb")
    text = (
        (project / "evil.ipynb")
        .read_text()
        .replace("import hashlib", f"open({str(trap)!r}, 'w'); import hashlib")
    )
    contents = read(project / "little.zip") | {"notebooks/01_words.ipynb": text.encode()}
    about = json.loads(contents["pack.json"])
    (project / "little.zip").write_bytes(zipped(contents | {"pack.json": json.dumps(about).encode()}))
    verify_pack(project / "little.zip", project / "seeds")
    assert not trap.exists()


def test_a_notebook_that_is_not_of_the_suite_is_not_taken_from_the_pack(project, tmp_path):
    """Nor from the working folder; the figure alone is left unchecked."""
    with shipped(tmp_path):
        found = verify_pack(project / "little.zip", project / "seeds")
    assert [one.verdict for one in found] == ["identical"] * 4 + ["not checked"]
    assert found[-1].details == (
        "its notebook 01_words is not one of the suite, and no code of a pack is run; "
        "if you have read and trust it, unpack it and name its file with --run-notebook",
    )


def test_a_notebook_that_the_user_names_is_run_for_a_pack(project, tmp_path):
    with shipped(tmp_path):
        own = project / "notebooks/01_words.ipynb"
        *_, last = verify_pack(project / "little.zip", project / "seeds", run_notebooks=[own])
    assert last.verdict == "identical"


@pytest.mark.parametrize("name", ["../trap.json", "/tmp/trap.json", "figures/../../trap.json"])
def test_a_pack_writes_nothing_outside(name, project):
    contents = read(project / "little.zip")
    about = json.loads(contents["pack.json"])
    about["files"][f"figures/{name}"] = "0"
    contents |= {f"figures/{name}": b"{}", "pack.json": json.dumps(about).encode()}
    (project / "little.zip").write_bytes(zipped(contents))
    with pytest.raises(StudyError, match="points out of the pack"):
        verify_pack(project / "little.zip", project / "seeds")
    assert not list(project.parent.glob("trap*"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK no zip", "not a replication pack; `hedgerow pack` writes one"),
        (zipped({"a": b""}), "not a replication pack; `hedgerow pack` writes one"),
        (zipped({"pack.json": b"[]"}), "not a replication pack; `hedgerow pack` writes one"),
        (
            zipped({"pack.json": b'{"format": 9, "files": {}}'}),
            "a replication pack of format 9, and this Hedgerow knows 2 at most; "
            "update it: 'pip install --upgrade hedgerow'",
        ),
    ],
)
def test_a_file_that_is_no_pack(content, reason, tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(StudyError) as error:
        verify_pack(path, tmp_path)
    assert str(error.value) == f"{path}: {reason}"


def test_a_pack_needs_a_corpus(project):
    with pytest.raises(StudyError, match=r"a pack holds no text; say with --corpus where yours is$"):
        verify_all([project / "little.zip"])
    with pytest.raises(CorpusError):
        verify_all([project / "little.zip"], corpus=project / "gone")


def test_a_place_that_cannot_be_written(project):
    with pytest.raises(
        OutputError, match=r"study\.yaml/a\.zip: cannot be written \((File exists|Not a directory)\)"
    ):
        pack_study(project / "study.yaml", project / "study.yaml" / "a.zip", runs_dir=project / "runs")


TEXT = [Document("speech", "They say that “the sky may be the limit” for us.")]


@pytest.mark.parametrize(
    ("content", "leaks"),
    [
        ("the sky may be the", True),
        ("say,that,the,sky,may", True),
        ("SKY may\nbe the limit", True),
        ("<svg><text>the sky</text><g/><text>may be the</text></svg>", True),
        ("<svg><!-- the sky may be the --></svg>", True),
        ('{"alt": "\\"the sky may be the\\""}', True),
        (r"the sky \emph{may} be the", True),
        ("the sky may be", False),
        ("may,be,limit,sky,the,us", False),
        ("<sky may='be the'>limit</sky>", False),
        ("", False),
    ],
)
def test_wording_of_a_text_is_recognised(content, leaks):
    assert repeated_wording({"a": content}, TEXT) == ({"a": "speech"} if leaks else {})
