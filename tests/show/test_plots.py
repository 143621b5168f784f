"""Figures draw exactly the numbers of their tables, keep inside their page and say so when there are none."""

import re
from itertools import pairwise
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from little_corpus import annotation, little_annotations, little_corpus
from little_corpus import said as quoted
from matplotlib.text import Text

from analysis.base.palette import COLOURS
from analysis.base.wording import joined, plural, share
from analysis.measure.gold_accuracy import score_by
from analysis.measure.statistics.caption_words import interval_note
from analysis.show import plots
from analysis.show.plots.style import PAGE, contrast, fitted, plain, width_of, wrapped
from analysis.study.provenance.descriptions import describe
from analysis.study.workbench import histories, profiles

LAYERS = ("modals", "hedges", "conditionals")
PANELS = profiles.panels(LAYERS)


def draw(name, annotated):
    """The figure of that name as the notebooks draw it."""
    match name:
        case "strip":
            return plots.plot_strip(profiles.voice_strip(annotated), annotated.ranked_voices)
        case "words":
            return plots.plot_words(profiles.words_by_voice(annotated))
        case "modals":
            senses = [*profiles.SENSES, profiles.UNDECIDED]
            return plots.plot_modals(profiles.modal_profile(annotated), senses)
        case "markers":
            panels = [("hedges", "Hedges by category"), ("boosters", "Boosters")]
            return plots.plot_ranked(profiles.marker_profile(annotated), panels)
        case "grid":
            order = (profiles.KINDS, profiles.ORDERS)
            return plots.plot_grid(profiles.conditional_grid(annotated), "kind", "order", order=order)
        case "anatomy":
            return plots.plot_anatomy(profiles.conditional_anatomy(annotated))
        case "barcode":
            positions, lines = profiles.mark_positions(annotated, "modals")
            return plots.plot_barcode(positions, "row", lines)
        case "timeline":
            series = histories.layer_history(annotated, LAYERS, annotated.design, years=1)
            return plots.plot_timeline(series, events=[(1914, "The Great War")])
        case "contrast":
            table = profiles.contrast(annotated, "modals", target="narrator", floor=1)
            return plots.plot_contrast(table, "narrator", "the others")
        case _:
            rates = profiles.voice_profile(annotated, LAYERS)
            return plots.plot_voice_rates(rates, PANELS, profiles.voice_words(annotated))


FIGURES = (
    "strip",
    "words",
    "modals",
    "markers",
    "grid",
    "anatomy",
    "voices",
    "barcode",
    "timeline",
    "contrast",
)


def texts(figure):
    return [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]


def words_of(figure):
    return " | ".join(text.get_text() for text in texts(figure))


@pytest.fixture(scope="module")
def annotated(tmp_path_factory):
    return little_corpus(tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return little_corpus(tmp_path_factory.mktemp("out"), (annotation("bare", "Rain fell. " * 60),))


@pytest.fixture(scope="module")
def wild(tmp_path_factory):
    """Texts with long, foreign and dangerous names: dollars, underscores, brackets, many voices."""
    first, second = little_annotations()
    names = ["$x_1$ & Søn", "名字", "A" * 80, "_hidden", "<b>bold</b>", "%d {} \\alpha", "Ж" * 30]
    wild = [
        annotation(name + "\n\x07", first.document.text, statements=first.statements, modals=first.modals)
        for name in names
    ]
    return little_corpus(tmp_path_factory.mktemp("out"), (*wild, first, second))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("kind", ["annotated", "empty", "wild", "crowd"])
def test_every_word_stays_on_the_page(name, kind, request):
    figure = draw(name, request.getfixturevalue(kind))
    figure.draw_without_rendering()
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert drawn.x0 >= -0.01, "left"
    assert drawn.y0 >= -0.01, "bottom"
    assert drawn.x1 <= width + 0.01, "right"
    assert drawn.y1 <= height + 0.01, "top"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """A text in which ten people with long names speak."""
    names = [f"{letter}lexandra Worthington-{letter}ones" for letter in "ABCDEFGHIJ"]
    quotes = [f"“We may go, {name}.”" for name in names]
    text = " ".join(f"{quote} So much for that." for quote in quotes) + " Word" * 100
    statements = [quoted(text, quote, name) for quote, name in zip(quotes, names, strict=True)]
    return little_corpus(tmp_path_factory.mktemp("out"), (annotation("crowd", text, statements=statements),))


@pytest.mark.parametrize("kind", ["annotated", "crowd"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_two_words_overlap(name, kind, request):
    figure = draw(name, request.getfixturevalue(kind))
    figure.draw_without_rendering()
    everything = [(text.get_text(), text.get_window_extent().padded(-1)) for text in texts(figure)]
    boxes = [
        (text, box) for text, box in everything if figure.bbox.fully_containsx(box.x1)
    ]  # no unseen ticks
    clashes = [
        (one, other)
        for index, (one, box) in enumerate(boxes)
        for other, second in boxes[index + 1 :]
        if box.overlaps(second)
    ]
    assert not clashes


@pytest.mark.parametrize("name", FIGURES)
def test_type_is_never_smaller_than_seven_points(name, annotated):
    assert min(text.get_fontsize() for text in texts(draw(name, annotated))) >= 7


@pytest.mark.parametrize("name", FIGURES)
def test_no_figure_is_wider_than_a_page(name, wild):
    assert draw(name, wild).get_size_inches()[0] * 25.4 <= PAGE + 0.01


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("modals", "No modal verb was found in these voices."),
        ("markers", "No hedges and no boosters were found in these voices."),
        ("grid", "None was found in these voices."),
        ("anatomy", "There is no conditional to show."),
        ("barcode", "There is no mark to show."),
        ("timeline", "A timeline needs dated texts of several years, long enough to be rated."),
        ("contrast", "No item is frequent enough to be compared."),
    ],
)
def test_an_empty_table_gives_a_figure_that_says_so(name, said, empty):
    assert said in words_of(draw(name, empty))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("modals", "Rate per 1,000 words"),
        ("markers", "Rate per 1,000 words"),
        ("voices", "Rate per 1,000 words"),
        ("words", "Share of 230 words"),
        ("strip", "Words from the beginning of the text"),
        ("barcode", "Words from the beginning of the text"),
        ("timeline", "Rate per 1,000 words"),
        ("contrast", "How many times as frequent in narrator as in the others, per word"),
    ],
)
def test_the_axis_names_the_denominator(name, label, annotated):
    assert label in words_of(draw(name, annotated))


def test_intervals_and_rates_are_those_of_the_table(annotated):
    table = profiles.modal_profile(annotated)
    axes = plots.plot_modals(table, profiles.SENSES).axes[0]
    drawn = [tuple(line.get_xdata()) for line in axes.get_lines()]
    expected = [point for row in table.itertuples() for point in ((row.low, row.high), (row.rate,))]
    assert drawn == [pytest.approx(point) for point in expected]


def test_shares_are_those_of_the_table(annotated):
    table = profiles.modal_profile(annotated)
    parts = [*profiles.SENSES, profiles.UNDECIDED]
    axes = plots.plot_modals(table, parts).axes[1]
    drawn = [bar.get_width() for container in axes.containers for bar in container]
    assert drawn == pytest.approx(
        [row[part] for row in table.to_dict("records") for part in parts if row[part]]
    )


def test_strokes_stand_at_the_words_before_the_mark(annotated):
    positions, lines = profiles.mark_positions(annotated, "modals")
    assert positions[["row", "item", "at"]].to_numpy().tolist() == [
        ["first", "will", 7],
        ["first", "may", 12],
        ["second", "might", 1],
    ]
    assert lines.to_numpy().tolist() == [["first", 109], ["second", 121]]


def test_one_text_has_a_line_for_each_item(tmp_path):
    _, lines = profiles.mark_positions(little_corpus(tmp_path, little_annotations()[:1]), "hedges")
    assert lines.to_numpy().tolist() == [["may", 109], ["probably", 109]]


def test_a_timeline_has_its_periods_at_their_dates(annotated):
    table = histories.layer_history(annotated, ["modals"], annotated.design, years=1)
    periods = table[table["part"] == "period"]
    assert periods["at"].tolist() == [1901.0, 1950.0]
    assert periods["n"].tolist() == [2, 1]
    assert set(table.loc[table["part"] == "line", "per"]) == {"1,000 words"}


def test_a_contrast_with_nobody_is_empty(annotated):
    assert profiles.contrast(annotated, "modals", target="Nobody").empty
    drawn = profiles.contrast(annotated, "modals", target="Left", by="party", floor=1)
    assert drawn["item"].tolist()[-1] == "might"


def test_an_item_of_one_side_points_beyond_the_axis():
    infinite = float("inf")
    rows = [
        ("can", 3, 0, infinite, None, None),
        ("may", 5, 5, 0.2, -0.4, 0.8),
        ("must", 0, 4, -infinite, -infinite, -2.0),
    ]
    columns = ["item", "n_target", "n_reference", "log_ratio", "log_ratio_low", "log_ratio_high"]
    [axes] = plots.plot_contrast(pd.DataFrame(rows, columns=columns), "here", "there").axes
    shown = [(line.get_marker(), line.get_xdata()[0]) for line in axes.lines if line.get_marker() in "<o>"]
    left, right = axes.get_xlim()
    assert shown == [(">", right), ("o", 0.2), ("<", left)]


def test_a_voice_with_few_words_is_too_short_to_rate(annotated):
    said = words_of(draw("voices", annotated))
    assert "Ann Lee (7)" in said
    assert said.count("too short to rate") == 2 * len(LAYERS)  # Ann Lee and Bo Oak


def test_a_dollar_sign_is_a_dollar_sign(wild):
    figure = draw("strip", wild)
    assert any(text.get_text().startswith("$x_1$ & Søn") for text in texts(figure))
    assert not any(text.get_parse_math() for text in texts(figure) if "$" in text.get_text())


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("one\n two\t", 0, "one two"),
        ("名字", 0, "□□"),
        ("a\x00b\u200bc", 0, "abc"),
        ("seven letters", 8, "seven l…"),
        ("Ωmega Жук", 0, "Ωmega Жук"),
        ("", 5, ""),
    ],
)
def test_text_made_fit_to_draw(text, limit, shown):
    assert plain(text, limit) == shown


def lightness(colour):
    """CIE L* of a colour."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mpl.colors.to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def test_colours_stay_apart_in_grey():
    levels = [lightness(colour) for colour in COLOURS]
    assert all(darker + 15 < lighter for darker, lighter in pairwise(levels))


@pytest.mark.parametrize("colour", [*COLOURS, "#FFFFFF", "#000000"])
def test_numbers_on_a_colour_can_be_read(colour):
    def luminance(name):
        channels = mpl.colors.to_rgb(name)
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    one, other = sorted((luminance(colour), luminance(contrast(colour))))
    assert (other + 0.05) / (one + 0.05) >= 4.5  # WCAG 2, level AA


def test_drawing_leaves_the_readers_settings_alone(annotated):
    before = dict(mpl.rcParams)
    draw("modals", annotated)
    assert dict(mpl.rcParams) == before


def test_matplotlib_and_seaborn_enter_at_one_place():
    package = Path(plots.__file__).parent.parent
    importing = [
        file.relative_to(package).as_posix()
        for file in package.rglob("*.py")
        if any(
            f"{word} {name}" in file.read_text("utf-8")
            for word in ("import", "from")
            for name in ("matplotlib", "seaborn")
        )
    ]
    outside = [file for file in importing if not file.startswith("plots/")]
    assert outside in ([], ["provenance/figures.py"])  # a name for the type checker only


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame(), "There is nothing to show: no row in the table."),
        (pd.DataFrame({"kind": ["open"], "order": ["alone"], "n": [2]}), "open, alone: 2."),
        (
            pd.DataFrame(
                {
                    "voice": ["Bo"],
                    "n": [0],
                    "denominator": [40],
                    "per": ["1,000 words"],
                    "rate": [None],
                    "low": [None],
                    "high": [None],
                    "note": ["too short to rate"],
                }
            ),
            "Bo: 0 in 40 words, too short to rate.",
        ),
        (
            pd.DataFrame({"n": range(1, 15)}),
            "all: 1; all: 2; all: 3; all: 4; all: 5; all: 6; all: 7; all: 8; "
            "all: 9; all: 10; all: 11; all: 12; and 2 further rows in the table.",
        ),
    ],
)
def test_tables_in_words(table, said):
    assert describe(table) == said


def test_the_note_says_how_intervals_were_made(annotated):
    counted = "exact Poisson interval of the count: fewer than 5 texts are described, not tested"
    assert interval_note(annotated.rates("modals"), annotated.design) == f"Lines: 95% intervals ({counted})."
    unrated = annotated.rates("modals").assign(interval="")
    assert interval_note(unrated, annotated.design) == "No intervals: too short to rate."


def test_small_words():
    assert (plural(1, "text"), plural(2000, "text"), plural(0, "text")) == (
        "1 text",
        "2,000 texts",
        "no texts",
    )
    assert (joined([]), joined(["a", "b"]), share(1, 8)) == ("", "a and b", "12%")


@pytest.mark.parametrize(
    "text", ["Will Smith", "WWWWWWWWWW", "iiiiiiiiii", "ЖЖЖЖЖЖЖЖЖЖ", "", "a b c d e f g h i j k l m n o p"]
)
@pytest.mark.parametrize("width", [2, 10, 23.5])
def test_a_label_is_cut_to_the_room_it_has(text, width):
    shown = fitted(text, width)
    assert width_of(shown) <= max(width, width_of("…"))
    assert shown == text or shown.endswith("…")


@pytest.mark.parametrize(
    ("text", "lines", "shown"),
    [
        ("if it rains", 3, ["if it rains"]),
        ("if it rains all day long", 3, ["if it rains all", "day long"]),
        ("if it rains all day long and all night", 2, ["if it rains all", "day long an…"]),
    ],
)
def test_text_in_lines(text, lines, shown):
    assert wrapped(text, 21, lines=lines) == shown


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ([4], "can: 1, at word 5."),
        ([4, 1200], "can: 2, at words 5 and 1,201."),
        (list(range(0, 70, 10)), "can: 7, from word 1 to word 61."),
    ],
)
def test_places_in_words(at, said):
    assert describe(pd.DataFrame({"row": "can", "item": "can", "at": at})) == said


def test_a_contrast_in_words():
    row = {"item": "must", "n_target": 9, "n_reference": 4, "log_ratio": 1.0}
    sure = pd.DataFrame([row | {"log_ratio_low": -1.0, "log_ratio_high": 3.0}])
    assert describe(sure) == "must: 9 against 4, 2.00 times as frequent [0.50, 8.00]."
    unsure = pd.DataFrame([row | {"log_ratio_low": float("nan"), "log_ratio_high": float("nan")}])
    assert describe(unsure) == "must: 9 against 4, 2.00 times as frequent."
    alone = unsure.assign(n_reference=0, log_ratio=6.2, denominator_a=612, denominator_b=1640)
    assert describe(alone) == "must: 9 in 612 against 0 in 1,640, only in the first group."


def test_a_timeline_in_words(annotated):
    said = describe(histories.layer_history(annotated, ["modals"], annotated.design, years=1))
    assert said == (
        "modals: 3 in 230 words; per 1,000 words 18.3 in 1901 and 8.3 in 1950, "  # 2 in 109, 1 in 121
        "highest 18.3 in 1901, lowest 8.3 in 1929."
    )


def test_a_strip_in_words():
    strip = pd.DataFrame(
        {
            "first_word": [0, 60, 80],
            "words": [60, 20, 20],
            "voice": ["narrator", "Bo", "narrator"],
            "voice_kind": ["narrator", "direct", "narrator"],
        }
    )
    assert describe(strip) == (
        "100 words: narrator 80 (80%), Bo (direct) 20 (20%); in reading order: "
        "narrator 60 words; Bo (direct) 20 words; narrator 20 words."
    )


def test_accuracy_in_words():
    counts = pd.DataFrame(
        [("hedges", "may", 9, 0, 1), ("hedges", "can", 1, 2, 0), ("hedges", "seem", 0, 0, 2)],
        columns=["layer", "marker", "tp", "fp", "fn"],
    )
    assert describe(score_by(counts, ["layer", "marker"])) == (
        "hedges: 10 of 12 marked are right (83.3%), 10 of 13 there are marked (76.9%); "
        "lowest precision can 33% [6, 79] (1 of 3); lowest recall seem 0% [0, 66] (0 of 2)."
    )


def test_a_specification_curve_in_words():
    missing = float("nan")
    rows = [
        ("all", "words", 30, 10, 1.5, 0.4, 2.1),
        ("all", "sentences", 30, 10, 0.5, -0.2, 1.1),
        ("said", "words", 6, 0, missing, missing, missing),
    ]
    columns = ["voices", "denominator", "n_a", "n_b", "log_ratio", "low", "high"]
    curve = pd.DataFrame(rows, columns=columns).assign(same_sign=True)
    assert describe(curve) == (
        "3 specifications, 2 with two groups to compare; median Log Ratio 1.00; "
        "the whole interval above 0 in 1, below 0 in 0, neither in 1; "
        "highest 1.50 [0.40, 2.10]: 30 against 10 (voices all, denominator words); "
        "lowest 0.50 [-0.20, 1.10]: 30 against 10 (voices all, denominator sentences)."
    )
    assert describe(curve.tail(1)) == "1 specification, 0 with two groups to compare."


def test_every_kind_of_figure_has_a_description_of_its_own(annotated):
    tables = [
        profiles.words_by_voice(annotated),
        profiles.voice_strip(annotated),
        profiles.modal_profile(annotated),
        profiles.marker_profile(annotated),
        profiles.conditional_grid(annotated),
        profiles.conditional_anatomy(annotated),
        profiles.voice_profile(annotated, LAYERS),
        profiles.mark_positions(annotated, "modals")[0],
        profiles.contrast(annotated, "modals", target="narrator", floor=1),
    ]
    for table in tables:
        assert not table.empty
        said = describe(table)
        assert not said.startswith("A table of")
        numbers = [name for name in ("n", "words", "n_target") if name in table]
        assert all(f"{table[name].iloc[0]:,}" in said for name in numbers)


PAGE_ON_FIGURES = Path(__file__).parents[2] / "docs/figures.md"


def test_the_docs_have_a_section_for_every_kind_of_figure():
    page = PAGE_ON_FIGURES.read_text("utf-8")
    kinds = {name for name in plots.__all__ if name.startswith("plot_")}
    assert set(re.findall(r"`(plot_\w+)\(", page)) == kinds


def test_the_pictures_of_the_docs_are_there():
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", PAGE_ON_FIGURES.read_text("utf-8"))
    assert pictures
    assert [name for name in pictures if not (PAGE_ON_FIGURES.parent / name).is_file()] == []
