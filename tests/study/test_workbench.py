"""What a notebook calls first: paths, voices, tables, and what it shows."""

from dataclasses import replace
from pathlib import Path

import pytest
from little_corpus import FIRST, annotation, little_annotations, little_corpus, opened, said, span

from analysis import RunOptions, open_corpus
from analysis.base.errors import CorpusError, StudyError
from analysis.base.records import Annotation, Document
from analysis.corpus.paths import find_input, find_output
from analysis.measure.statistics.overlaps import overlaps_table
from analysis.measure.tables import NOT_COUNTED, voices_table
from analysis.study.workbench import profiles
from analysis.study.workbench.segments import segments_table
from analysis.study.workbench.text_rates import BY_COUNT


@pytest.fixture
def annotated(tmp_path):
    return little_corpus(tmp_path)


@pytest.fixture
def project(tmp_path):
    """A project with seeds and notebooks."""
    for folder in ("notebooks/deep", "seeds"):
        (tmp_path / "project" / folder).mkdir(parents=True)
    (tmp_path / "project" / "seeds" / "a.txt").write_text("Here.")
    return tmp_path / "project"


@pytest.mark.parametrize("here", [".", "notebooks", "notebooks/deep"])
def test_inputs_and_outputs_count_from_the_root_of_the_project_around(project, here):
    assert find_input("seeds", here=project / here).samefile(project / "seeds")
    assert find_output("figures", here=project / here) == project / "figures"


def test_what_stands_here_wins_over_the_project(project):
    (project / "notebooks" / "seeds").mkdir()
    assert find_input("seeds", here=project / "notebooks") == project / "notebooks" / "seeds"


def test_outside_a_project_the_seeds_are_ours_and_the_figures_are_written_here(tmp_path, seeds):
    assert find_input("seeds", here=tmp_path).samefile(seeds)
    assert find_output("figures", here=tmp_path) == tmp_path / "figures"


def test_whole_paths_stay_as_they_are(project, tmp_path):
    assert find_input(project / "seeds", here=tmp_path) == project / "seeds"
    assert find_output(tmp_path / "out", here=project) == tmp_path / "out"


def test_a_missing_corpus_is_one_clear_line(tmp_path):
    message = (
        "nowhere: no such file or folder; give a path that exists, whole or relative to the working folder"
    )
    with pytest.raises(CorpusError) as error:
        find_input("nowhere", here=tmp_path)
    assert str(error.value) == message


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "corpus").mkdir()
    texts = {"a": "“We will stay,” said Ann Lee on Monday.", "b": "“They may go,” said Bo Oak in Rome."}
    for name, text in texts.items():
        (tmp_path / "corpus" / f"{name}.txt").write_text(f"{text}\n\nIt rained all day in the north.\n")
    return tmp_path / "corpus"


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        ("all", {"Ann Lee", "Bo Oak", "narrator"}),
        ("narrator", {"narrator"}),
        ("attributed", {"Ann Lee", "Bo Oak"}),
        ("ann lee", {"Ann Lee"}),
        ("Ann Lee; Bo Oak", {"Ann Lee", "Bo Oak"}),
        (["Bo Oak", "narrator"], {"Bo Oak", "narrator"}),
        ([], {"Ann Lee", "Bo Oak", "narrator"}),
    ],
)
def test_voices(corpus, tmp_path, choice, chosen):
    annotated = open_corpus(corpus, voices=choice, run=RunOptions("x", tmp_path))
    assert set(annotated.denominators["voice"]) == chosen
    assert set(annotated.marks["voice"]) <= chosen
    assert annotated.words == annotated.denominators["words"].sum()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"voices": "Anne Lee"},
            "voices: nobody called 'Anne Lee' speaks in this corpus; did you mean 'Ann Lee'?",
        ),
        (
            {"per": "1,000 wrods"},
            "per: '1,000 wrods' is no denominator; right would be a number and one of words",
        ),
        ({"filters": {"party": "D"}}, "filters: no text has the field 'party'"),
        ({"speakers": "nobody.toml"}, "nobody.toml: no such file or folder; give a path that exists"),
    ],
)
def test_a_wrong_choice_is_one_clear_line_at_once(corpus, tmp_path, options, message):
    with pytest.raises((StudyError, CorpusError)) as error:
        opened(corpus, RunOptions("x", tmp_path), **options)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_the_origin_names_nothing_of_the_machine(corpus, tmp_path):
    origin = open_corpus(corpus, run=RunOptions("x", tmp_path, {"top": 3})).origin
    assert origin.corpus["name"] == origin.parameters["corpus"] == "corpus"
    assert origin.parameters["top"] == 3
    assert str(tmp_path) not in repr(origin)
    assert "out_dir" not in origin.parameters
    assert set(origin.versions) >= {"hedgerow", "python", "matplotlib"}
    assert all(len(digest) == 12 for digest in [*origin.lexicons.values(), *origin.models.values()])


def test_the_digest_of_the_corpus_changes_with_one_word(corpus, tmp_path):
    before = open_corpus(corpus, run=RunOptions("x", tmp_path)).origin.corpus["digest"]
    (corpus / "a.txt").write_text((corpus / "a.txt").read_text().replace("will", "may"))
    assert open_corpus(corpus, run=RunOptions("x", tmp_path)).origin.corpus["digest"] != before


def test_voices_are_ranked_by_words_and_the_narrator_comes_last(annotated):
    assert annotated.ranked_voices == ["Ann Lee", "Bo Oak", "narrator"]


def test_few_texts_have_the_exact_interval_of_their_count(annotated):
    row = annotated.rates("modals").iloc[0]
    assert (row["n"], row["denominator"], row["interval"]) == (3, 230, BY_COUNT)
    limits = (0.6187, 8.7673)  # Garwood's table for a count of 3
    assert (row["low"], row["high"]) == pytest.approx([limit / 230 * 1000 for limit in limits], rel=1e-3)


def test_many_texts_have_the_interval_of_the_design(tmp_path):
    first, second = little_annotations()
    texts = [
        annotation(str(n), one.document.text, statements=one.statements, modals=one.modals)
        for n, one in enumerate([first, second] * 3)
    ]
    row = little_corpus(tmp_path, tuple(texts)).rates("modals").iloc[0]
    assert (row["interval"], row["n"], row["documents"]) == ("exact, widened by how texts differ", 9, 6)
    assert row["low"] < row["rate"] < row["high"]


def test_too_short_has_no_rate_and_no_interval(annotated):
    rates = annotated.rates("hedges", by=["voice"]).set_index("voice")
    assert rates.loc["Ann Lee", "note"] == "too short to rate"
    assert rates.loc[["Ann Lee"], ["rate", "low", "high"]].isna().all(axis=None)


def test_an_unknown_layer_is_refused(annotated):
    with pytest.raises(StudyError, match=r"^no layer 'hegdes'; did you mean 'hedges'\?$"):
        annotated.layer("hegdes")


def test_stretches_follow_each_other_without_a_gap_and_add_up():
    rows = segments_table(little_annotations())
    for one in little_annotations():
        own = rows[rows["doc_id"] == one.document.id]
        assert own["start"].iloc[0] == 0
        assert own["end"].iloc[-1] == len(one.document.text)
        assert (own["start"].to_numpy()[1:] == own["end"].to_numpy()[:-1]).all()
        assert own["words"].sum() == one.words
    words = rows.groupby(["doc_id", "voice"])["words"].sum()
    counted = voices_table(little_annotations()).set_index(["doc_id", "voice"])["words"]
    assert words.to_dict() == counted.to_dict()


def test_what_nobody_says_is_not_counted():
    text = "She said no. [Applause] He went."
    one = Annotation(
        Document("x", text, body_start=4),
        6,
        ((4, 12), (24, 32)),
        (),
        (),
        (span(text, "[Applause]"),),
        {},
    )
    rows = segments_table([one])
    assert list(rows["voice"]) == ["narrator", NOT_COUNTED, "narrator"]
    assert list(rows["start"]) == [4, 13, 23]
    assert list(rows["first_word"]) == [0, 2, 2]


def test_nested_statements_do_not_count_a_character_twice():
    text = "Ann said “Bo said go now” and left."
    one = annotation(
        "x", text, statements=[said(text, "“Bo said go now”", "Ann"), said(text, "go now", "Bo")]
    )
    assert segments_table([one])["words"].sum() == 8


def test_overlaps_count_a_conditional_with_all_of_it():
    rows = overlaps_table(little_annotations()).set_index(["layer", "other"])["n"]
    assert rows["modals", "conditionals"] == 1  # will, in the consequence
    assert rows["modals", "hedges"] == rows["hedges", "modals"] == 1  # may
    assert rows["hedges", "conditionals"] == 1  # probably
    assert rows["boosters", "modals"] == 0
    marks = little_corpus(Path("unused"), voices=("Ann Lee",)).marks
    spoken = overlaps_table(little_annotations(), marks=marks).set_index(["layer", "other"])["total"]
    assert spoken["modals", "hedges"] == 1


def test_shares_of_senses_and_doubt_add_up_to_one(annotated):
    table = profiles.modal_profile(annotated, decided=0.6)
    assert table[[*profiles.SENSES, profiles.UNDECIDED]].sum(axis=1).tolist() == pytest.approx([1, 1, 1])
    assert table.set_index("item").loc["may", "undecided"] == 1
    assert table.set_index("item").loc["will", "dynamic"] == pytest.approx(0.7)
    assert profiles.modal_profile(annotated, decided=0.5).set_index("item").loc["may", "undecided"] == 0


def test_a_modal_without_senses_is_undecided(tmp_path):
    first = little_annotations()[0]
    bare = annotation(
        "x", FIRST, modals=[type(first.modals[0])(*span(FIRST, "may"), "may", "central", False, {}, {})]
    )
    row = profiles.modal_profile(little_corpus(tmp_path, (bare,))).iloc[0]
    assert [row[name] for name in (*profiles.SENSES, profiles.UNDECIDED)] == [0, 0, 0, 1]


def test_the_grid_has_every_kind_and_order(annotated):
    grid = profiles.conditional_grid(annotated)
    assert len(grid) == len(profiles.KINDS) * len(profiles.ORDERS)
    assert grid["n"].sum() == 1
    assert grid[grid["n"] > 0][["kind", "order"]].to_numpy().tolist() == [["open", "protasis-first"]]


def test_a_voice_without_a_mark_is_a_row_of_zero(annotated):
    rates = profiles.voice_profile(annotated, ["conditionals"]).set_index("voice")
    assert rates["n"].to_dict() == {"Ann Lee": 1, "Bo Oak": 0, "narrator": 0}


def test_the_run_card_says_what_was_run_on_what(annotated):
    assert repr(annotated).splitlines()[0] == "Run card: 00_little"
    assert "lexicons</th>" in annotated._repr_html_()


def test_the_caption_gives_n_and_the_denominator(annotated):
    assert annotated.caption("hedges", "boosters") == (
        "n = 2 hedges and 1 booster in 230 words in 2 texts, all voices; rates per 1,000 words."
    )


def test_the_narrator_is_always_among_the_voices_shown(annotated):
    assert annotated.top_voices(2) == ["Ann Lee", "narrator"]
    assert annotated.top_voices(3) == ["Ann Lee", "Bo Oak", "narrator"]
    assert set(profiles.words_by_voice(annotated, top=2)["voice"]) == {"Ann Lee", "narrator"}


def test_a_lens_reads_hedges_by_a_published_taxonomy(tmp_path):
    annotated = replace(little_corpus(tmp_path), lens="prince1982")
    hedges = annotated.layer("hedges")
    assert hedges[["item", "category"]].to_numpy().tolist()[0] == ["probably", "shield-plausibility"]
    assert len(annotated.layer("modals")) == 3
    assert "(hedges and boosters as in prince1982)" in annotated.caption("hedges")
    assert set(annotated.overlaps.set_index("layer").loc["hedges", "total"]) == {len(hedges)}


def test_a_folder_that_is_a_number_is_found(tmp_path, monkeypatch):
    (tmp_path / "2024").mkdir()
    (tmp_path / "2024/a.txt").write_text("We may go.")
    monkeypatch.chdir(tmp_path)
    annotated = open_corpus(2024, run=RunOptions("x", tmp_path))
    assert (annotated.origin.parameters["corpus"], annotated.words) == ("2024", 3)
