"""Decisions of readers in studies, figures and packs: counted, recorded, replayed, never quoted."""

import csv
import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from little_study import COUNT, PARAMETERS, little_study, shipped, write_notebook

from analysis.annotation.pipeline import annotate_corpus
from analysis.base.errors import CorpusError, StudyError
from analysis.base.records import Document
from analysis.corpus import read_corpus
from analysis.review.decisions.about import decision_about
from analysis.review.decisions.decision import decisions_digest
from analysis.review.decisions.decision_files import read_decisions, write_decisions
from analysis.study.provenance.cite import cite_figures
from analysis.study.provenance.passports import read_passport, read_recipe
from analysis.study.runs.corpus_profile import profile_corpus
from analysis.study.runs.init import study_text
from analysis.study.runs.leaks import without_wording
from analysis.study.runs.notebooks import read_notebook
from analysis.study.runs.pack import pack_study
from analysis.study.runs.replication import verify_pack
from analysis.study.runs.run import run_study
from analysis.study.runs.verify import verify_figures

# A notebook that records decisions as the suite's notebooks do, but draws nothing.
DECIDED = """\
from analysis.review.decisions.decision import decisions_digest
from analysis.review.decisions.decision_files import read_decisions
decided = read_decisions(decisions)
record["parameters"]["decisions"] = decisions
record["corpus"]["decisions"] = {
    "included": {"reject": len(decided)}, "stale": 0, "elsewhere": 0, "digest": decisions_digest(decided)
}
(Path(out_dir) / f"{FIGURE}.json").write_text(json.dumps(record))
"""
SPEECH = "They said it would rain all day long. We may go."


def rejecting(corpus, layer="modals", **said):
    """Rejections of the first mark of a layer in each text."""
    annotations = annotate_corpus(read_corpus(corpus))
    return [decision_about(one, getattr(one, layer)[0], "reject", **said) for one in annotations]


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """A study with decisions, its pack, and the decisions."""
    folder = tmp_path_factory.mktemp("packed")
    study = little_study(folder, "figures: figures", "decisions: judged/mine.yaml")
    (folder / "seeds/a.txt").write_text(SPEECH)
    cells = "FIGURE, NAME = 'words', '01_words'\n" + COUNT, DECIDED
    write_notebook(folder / "notebooks/01_words.ipynb", *cells, parameters=PARAMETERS + 'decisions = ""\n')
    reason = "no modal: it would rain all day long"
    decisions = rejecting(folder / "seeds", annotator="MK", reason=reason)
    write_decisions(decisions, folder / "judged/mine.yaml")
    pack_study(study, folder / "little.zip", runs_dir=folder / "runs")
    return folder, decisions


@pytest.fixture
def project(packed, tmp_path, monkeypatch):
    """A copy of it that a test may spoil, as the working folder."""
    copy = shutil.copytree(packed[0], tmp_path / "project")
    monkeypatch.chdir(copy)
    with shipped(copy):
        yield copy


def unzipped(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_the_decisions_without_wording(packed, write):
    contents = unzipped(packed[0] / "little.zip")
    (name,) = [name for name in contents if name.startswith("decisions/")]
    kept = read_decisions(write("kept.yaml", contents[name].decode()))
    assert name == "decisions/mine.yaml"
    assert [(one.surface, one.reason) for one in kept] == [("", ""), ("", "")]
    assert b"rain all day long" not in contents[name]
    assert [one.annotator for one in kept] == ["MK", "MK"]
    assert decisions_digest(kept) == decisions_digest(packed[1])


def test_only_a_reason_that_quotes_is_taken_out(packed):
    ones = [replace(packed[1][0], reason=reason) for reason in ("a name", "it would rain all day")]
    kept = without_wording(ones, [Document("a", SPEECH)])
    assert kept == [replace(ones[0], surface=""), replace(ones[1], surface="", reason="")]


@pytest.mark.parametrize("labels", [{}, {"item": "it would rain all day"}])
def test_a_mark_that_is_named_by_a_whole_phrase_is_not_packed(labels, project):
    (document, _) = read_corpus(project / "seeds")
    place = {"layer": "boosters", "start": SPEECH.index("it"), "end": SPEECH.index(" long")}
    (annotation,) = annotate_corpus([document])
    write_decisions([decision_about(annotation, place, "add", labels=labels)], project / "judged/mine.yaml")
    with pytest.raises(StudyError) as error:
        pack_study(project / "study.yaml", project / "other.zip", runs_dir=project / "runs")
    assert str(error.value) == (
        f"{project / 'study.yaml'}: the decision about boosters 10-31 of a calls a mark by 5 words "
        "of the text or more; give it a shorter 'item'"
    )
    assert not (project / "other.zip").exists()


def test_the_marks_of_a_pack_are_those_that_readers_left(packed):
    contents = unzipped(packed[0] / "little.zip")
    marks = list(csv.DictReader(io.StringIO(contents["marks.csv"].decode())))
    assert [(row["text"], row["entry"]) for row in marks if row["layer"] == "modals"] == [("a", "may")]


def test_a_holder_of_the_corpus_replays_the_pack_with_its_decisions(project):
    shutil.rmtree(project / "judged")
    verdicts = {
        one.figure.partition(": ")[2]: one for one in verify_pack(project / "little.zip", project / "seeds")
    }
    assert {name: one.verdict for name, one in verdicts.items()} == {
        "its files": "identical",
        "texts.csv": "identical",
        "statements.csv": "identical",
        "marks.csv": "identical",
        "figures/words.json": "identical",
    }


def test_other_decisions_are_found(project):
    write_decisions(rejecting(project / "seeds")[:1], project / "mine.yaml")
    (verdict,) = verify_figures([project / "figures/words.json"])
    old = json.loads((project / "figures/words.json").read_text())["corpus"]["decisions"]["digest"]
    now = decisions_digest(read_decisions(project / "mine.yaml"))
    assert f"decisions of readers: digest {old[:12]} -> {now[:12]}" in verdict.details


def test_decisions_that_are_not_there_are_missed(project):
    (verdict,) = verify_figures([project / "figures/words.json"])
    assert str(verdict) == (
        f"{project}/figures/words.json: not checked: its decisions 'mine.yaml' cannot be found beside the "
        "figure or here"
    )


def test_a_study_names_decisions_that_exist(project):
    (project / "judged/mine.yaml").unlink()
    with pytest.raises(CorpusError, match=r"01_words: decisions 'judged/mine.yaml' does not exist"):
        run_study(project / "study.yaml", runs_dir=project / "runs")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "matrix: {decisions: [a.yaml, b.yaml]}",
            "a pack holds one corpus, read once; take corpus, filters, text_column, id_column, encoding, "
            "name_fields, turns, reader and decisions out of the matrix",
        ),
        (
            "parameters: {decisions: a.yaml}",
            "a pack holds one file of decisions; make it the study's own 'decisions'",
        ),
    ],
)
def test_a_pack_holds_one_file_of_decisions(line, message, project):
    study = project / "study.yaml"
    study.write_text(study.read_text().replace("decisions: judged/mine.yaml", line))
    with pytest.raises(StudyError) as error:
        pack_study(study, project / "other.zip", runs_dir=project / "runs")
    assert str(error.value) == f"{study}: {message}"


def test_a_new_study_speaks_of_decisions(seeds, tmp_path):
    assert "# decisions: decisions.yaml\n" in study_text(
        seeds, tmp_path / "study.yaml", profile_corpus(seeds)
    )


# A notebook of the suite


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The notebook about conditionals run on an own text, one of its two conditionals rejected."""
    folder = tmp_path_factory.mktemp("decided")
    (folder / "talks").mkdir()
    text = "If it rains, we will stay at home. They will come if they can."
    (folder / "talks/talk.txt").write_text(f"{text} {'The road is long. ' * 30}")
    write_decisions(
        rejecting(folder / "talks", "conditionals", annotator="MK", reason="a test"), folder / "mine.yaml"
    )
    study = folder / "study.yaml"
    study.write_text(
        "name: decided\ncorpus: talks\ndecisions: mine.yaml\n"
        "notebooks: [04_conditionality]\nfigures: figures\n"
    )
    run_study(study, runs_dir=folder / "runs")
    return folder


SAID = "includes 1 decision of readers (1 rejected)"


def test_the_notebook_counts_one_mark_less_and_says_why(run):
    record = json.loads((run / "figures/04_conditionality.json").read_text())
    assert record["caption"].startswith("n = 1 conditional in ")
    assert SAID in record["caption"]
    assert record["parameters"]["decisions"] == "mine.yaml"
    assert record["corpus"]["decisions"] == {
        "included": {"reject": 1},
        "stale": 0,
        "elsewhere": 0,
        "digest": decisions_digest(read_decisions(run / "mine.yaml")),
    }


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_the_passport_in_each_picture_knows_the_decisions(ending, run, tmp_path):
    alone = shutil.copy(run / f"figures/04_conditionality.{ending}", tmp_path)
    digest = decisions_digest(read_decisions(run / "mine.yaml"))[:12]
    assert read_passport(tmp_path / f"04_conditionality.{ending}")["decisions"] == f"1 {digest}"
    assert read_recipe(alone).corpus["decisions"] == {"digest": digest}


def test_a_citation_names_the_decisions(run):
    digest = decisions_digest(read_decisions(run / "mine.yaml"))[:12]
    cited = cite_figures([run / "figures/04_conditionality.pdf"])
    assert f"1 decision of readers (1 rejected), digest {digest}, seed 1" in cited


SUITE = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
SUITE = [path for path in SUITE if path.stem != "13_coverage"]  # of an alignment: marks are decided before


@pytest.mark.parametrize("path", SUITE, ids=lambda path: path.stem)
def test_every_notebook_takes_decisions(path):
    parameter = read_notebook(path).parameters["decisions"]
    assert (parameter.default, parameter.kind) == ("", "str")
    assert "decisions of readers" in parameter.comment
    assert "decisions=decisions" in path.read_text("utf-8")
