"""Searching a corpus: in memory, on disk, from the command line."""

import pytest
from click.testing import CliRunner

import analysis
from analysis.base.errors import NoTextsError
from analysis.cli import main

TEXTS = {
    "a": "“We will mend the road,” Ann Lee said. They threaten us, and the road is long.",
    "b": "The road may be closed. “Threats will not help,” said Bo Oak.",
}


@pytest.fixture
def texts(tmp_path):
    rows = [f'{name},{year},"{text}"' for (name, text), year in zip(TEXTS.items(), (1901, 1902), strict=True)]
    (tmp_path / "talks.csv").write_text("\n".join(["doc_id,year,text", *rows]), encoding="utf-8")
    return tmp_path / "talks.csv"


@pytest.fixture
def marks(texts):
    folder = texts.parent / "marks"
    assert CliRunner().invoke(main, ["annotate", str(texts), "-o", f"{folder}/"]).exit_code == 0
    return folder


def test_any_words_have_lines_with_voice_and_metadata(texts):
    corpus = analysis.open_corpus(texts)
    lines = analysis.search(corpus, "threat*").lines(metadata=["year"])
    assert lines[["doc_id", "mark", "voice", "year"]].values.tolist() == [
        ["a", "threaten", "narrator", "1901"],
        ["b", "Threats", "Bo Oak", "1902"],
    ]
    assert analysis.kwic(corpus, "the road", unit="words", window=1)["right"].tolist() == [
        ",” Ann",
        "is",
        "may",
    ]


def test_what_is_found_is_counted_like_a_layer(texts):
    corpus = analysis.open_corpus(texts)
    found = analysis.search(corpus, "will")
    rates = found.rates(by="year")
    assert rates["n"].tolist() == [1, 1]
    assert rates["denominator"].tolist() == corpus.documents["words"].tolist()
    assert found.rates(by="item")["item"].tolist() == ["will"]
    assert found.timeline()["n"].dropna().sum() == 2
    assert len(found.compare(group="year", a="1901")) == 1


def test_only_the_chosen_voices_are_searched(texts):
    assert len(analysis.search(analysis.open_corpus(texts, voices="Bo Oak"), "threat*")) == 1


def test_marks_of_a_layer_are_spans(texts):
    assert len(analysis.search(analysis.open_corpus(texts), '<modals/> "be"')) == 1


def test_marks_on_disk_are_searched_in_their_index(texts, marks):
    with pytest.raises(NoTextsError, match="hedgerow index"):
        analysis.search(analysis.open_corpus(marks), "will")
    made = CliRunner().invoke(main, ["index", str(texts), str(marks)])
    assert made.exit_code == 0, made.output
    here, there = analysis.open_corpus(texts), analysis.open_corpus(marks)
    for query in ("will", "lemma:threaten", "tag:*", '"road" []{1,3} "be"'):
        assert analysis.search(here, query).lines().equals(analysis.search(there, query).lines())
    assert (
        analysis.search(here, "will")
        .rates(by="voice")
        .equals(analysis.search(there, "will").rates(by="voice"))
    )
    filtered = analysis.open_corpus(marks, reading=analysis.ReadingOptions(filters={"year": "1902"}))
    assert analysis.search(filtered, "will").lines()["doc_id"].tolist() == ["b"]


def test_an_index_of_other_texts_is_refused(texts, marks):
    texts.write_text("doc_id,text\nc,We go.\n", encoding="utf-8")
    made = CliRunner().invoke(main, ["index", str(texts), str(marks)])
    assert made.exit_code == 1
    assert "the corpus that was annotated" in made.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "[will] mend the road"),
        (["--by", "year"], "1902"),
        (["--collocates"], "item"),
        (["--sort", "right"], "[will] not help"),
        (["--voices", "Bo Oak"], "1 match"),
    ],
)
def test_the_command(texts, options, said):
    answer = CliRunner().invoke(main, ["search", str(texts), "will", *options])
    assert answer.exit_code == 0, answer.output
    assert said in answer.output


def test_the_command_writes_lines(texts):
    out = texts.parent / "lines.csv"
    assert CliRunner().invoke(main, ["search", str(texts), "will", "-o", str(out)]).exit_code == 0
    head, *lines = out.read_text(encoding="utf-8").splitlines()
    assert head.endswith("left,mark,right,date,year")
    assert len(lines) == 2


def test_the_words_of_a_large_corpus_are_kept(texts, tmp_path, monkeypatch):
    from analysis.study.workbench import kept_tokens

    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(kept_tokens, "SMALL", 0)
    first = analysis.search(analysis.open_corpus(texts), "lemma:threaten").lines()
    monkeypatch.setattr(kept_tokens, "token_table", None)  # made no more
    assert analysis.search(analysis.open_corpus(texts), "lemma:threaten").lines().equals(first)
    [file] = (tmp_path / "kept" / "tokens").iterdir()
    file.write_bytes(b"no such thing")
    monkeypatch.undo()
    monkeypatch.setenv("HEDGEROW_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(kept_tokens, "SMALL", 0)
    assert analysis.search(analysis.open_corpus(texts), "lemma:threaten").lines().equals(first)


def test_a_bad_query_is_one_line(texts):
    answer = CliRunner().invoke(main, ["search", str(texts), '"open'])
    assert answer.exit_code == 1
    assert "is no query" in answer.output
