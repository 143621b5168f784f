import pytest
from little_study import little_study

from analysis.base.errors import CorpusError, OutputError
from analysis.study.runs.init import write_study
from analysis.study.runs.plan import plan
from analysis.study.runs.study import Study, read_study


def test_a_new_study_can_be_planned_and_explains_itself(tmp_path):
    little_study(tmp_path)
    (tmp_path / "studies").mkdir()
    path = tmp_path / "studies/new.yaml"
    write_study(tmp_path / "seeds", path)
    study = read_study(path)
    assert (study.name, study.corpus, study.seed, study.figures) == ("seeds", "../seeds", 1, "figures")
    assert "01_words" in [step.name for step in plan(study, path.parent)]
    text = path.read_text()
    assert "# 2 texts, 11 words. Paths count from this file." in text
    assert "  #   parameters:\n  #     per: 1000.0  # rates per so many words\n" in text


def test_the_comments_of_a_new_study_are_a_study(tmp_path):
    little_study(tmp_path)
    path = tmp_path / "new.yaml"
    write_study(tmp_path / "seeds", path)
    lines = path.read_text().splitlines()
    first = next(n for n, line in enumerate(lines) if "01_words" in line)
    lines[first + 1 :] = [line.replace("# ", "", 1) for line in lines[first + 1 : first + 3]]
    path.write_text("\n".join(["name: s", "corpus: seeds", "notebooks:", *lines[first:]]))
    assert read_study(path).notebooks[0].parameters == {"per": 1000.0}


def test_every_field_of_a_study_is_shown(tmp_path):
    little_study(tmp_path)
    path = tmp_path / "new.yaml"
    write_study(tmp_path / "seeds", path)
    shown = {line.removeprefix("# ").partition(":")[0] for line in path.read_text().splitlines()}
    assert set(Study.model_fields) - {"timeout"} <= shown


@pytest.mark.parametrize("name", ['my "corpus" #1: ü', "a\\b", "- x", "{y}"])
def test_any_name_of_a_corpus_is_read_back(name, tmp_path):
    little_study(tmp_path)
    (tmp_path / "seeds").rename(tmp_path / name)
    path = tmp_path / "study.yaml"
    write_study(tmp_path / name, path, force=True)
    assert read_study(path).corpus == name
    assert plan(read_study(path), tmp_path)[0].inputs == {name: tmp_path / name}


@pytest.mark.parametrize("name", ["2024", "yes", "null", "1e3", "2024-05-09", "plain"])
def test_a_folder_may_be_called_like_a_number(name, tmp_path):
    little_study(tmp_path)
    (tmp_path / "seeds").rename(tmp_path / name)
    path = tmp_path / "study.yaml"
    write_study(tmp_path / name, path, force=True)
    study = read_study(path)
    assert (study.name, study.corpus) == (name, name)
    assert plan(study, tmp_path)[0].inputs == {name: tmp_path / name}


def test_metadata_are_shown_for_filters(tmp_path):
    corpus = tmp_path / "speeches.csv"
    corpus.write_text('id,text,party\n1,We may.,D\n2,You must.,R\n3,Go!,"x: # y\n z"\n')
    write_study(corpus, tmp_path / "study.yaml")
    assert '#   party: "D", "R", "x: # y z"\n' in (tmp_path / "study.yaml").read_text()


def test_a_study_is_not_overwritten(tmp_path):
    study = little_study(tmp_path)
    before = study.read_text()
    with pytest.raises(OutputError) as error:
        write_study(tmp_path / "seeds", study)
    assert (
        str(error.value) == f"{study}: is there already; give another name with -o, or --force to replace it"
    )
    assert study.read_text() == before


def test_a_corpus_that_is_not_there(tmp_path):
    with pytest.raises(CorpusError):
        write_study(tmp_path / "gone", tmp_path / "study.yaml")
    assert not (tmp_path / "study.yaml").exists()
