"""Figures on disk: seven files, a passport in each, the same bytes whatever the surroundings."""

import hashlib
import json
import os
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from little_corpus import little_corpus
from PIL import Image
from pypdf import PdfReader

from analysis.base.errors import OutputError
from analysis.base.exports import escape_latex, for_paper, to_csv, to_latex
from analysis.show import plots
from analysis.study.provenance.figure_files import PICTURES, SavedFigure, figure_id, save_figure
from analysis.study.provenance.origin import Origin
from analysis.study.workbench import profiles

ENDINGS = ("csv", "json", "pdf", "png", "svg", "tex", "txt")


def saved(out_dir: Path, name: str = "modals", **options: str) -> SavedFigure:
    """The figure of the modals of the little texts."""
    annotated = little_corpus(out_dir)
    table = profiles.modal_profile(annotated)
    figure = plots.plot_modals(table, [*profiles.SENSES, profiles.UNDECIDED])
    words = {"title": "Modal verbs", "caption": f"{annotated.caption('modals')} Costs $5 & more."} | options
    return save_figure(figure, table, name, corpus=annotated, **words)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with one saved figure, for tests that only read."""
    made = tmp_path_factory.mktemp("figures")
    saved(made)
    return made


@pytest.fixture
def record(folder):
    return json.loads((folder / "modals.json").read_text("utf-8"))


def test_seven_files_side_by_side(folder):
    assert list(contents(folder)) == [f"modals.{ending}" for ending in ENDINGS]


def test_the_record_names_every_other_file_with_its_digest(tmp_path):
    record = saved(tmp_path).record
    files = {name: content for name, content in contents(tmp_path).items() if not name.endswith(".json")}
    assert record["files"] == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    assert json.loads((tmp_path / "modals.json").read_text("utf-8")) == record


def test_the_record_says_where_the_figure_came_from(folder, record):
    words = "format figure id run title caption alt notebook parameters corpus lexicons models versions seed"
    assert list(record) == [*words.split(), "denominator", "licence", "files"]
    numbers = (folder / "modals.csv").read_text("utf-8")
    assert record["id"] == figure_id(numbers, record["title"], record["caption"])


def test_the_id_changes_with_a_number_a_title_or_a_caption():
    assert (
        len({figure_id("n\n1\n", "a", "b"), figure_id("n\n2\n", "a", "b"), figure_id("n\n1\n", "a", "c")})
        == 3
    )


@pytest.mark.parametrize(
    "change",
    [
        {"notebook": "b"},
        {"parameters": {"top": 2}},
        {"corpus": {"digest": "1"}},
        {"lexicons": {"hedges": "1"}},
        {"models": {"senses": "1"}},
        {"versions": {"pandas": "1"}},
        {"seed": 2},
    ],
)
def test_the_run_changes_with_all_that_decides_a_result(change):
    origin = Origin("a", {"top": 1, "per": "x"}, {}, {}, {}, {}, 1, "1,000 words")
    assert replace(origin, parameters={"per": "x", "top": 1}).run == origin.run
    assert replace(origin, **change).run != origin.run


def test_twice_the_same_bytes_in_different_folders(folder, tmp_path):
    saved(tmp_path / "two" / "deeper")
    assert contents(folder) == contents(tmp_path / "two" / "deeper")


def test_the_same_bytes_in_another_time_zone_locale_folder_and_with_other_settings(folder, tmp_path):
    (tmp_path / "matplotlibrc").write_text("figure.dpi: 220\nfont.size: 30\nsvg.fonttype: path\n")
    code = "from test_provenance import saved; from pathlib import Path; saved(Path('there'))"
    surroundings = {
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "de_DE.UTF-8",
        "PYTHONHASHSEED": "77",
        "SOURCE_DATE_EPOCH": "99",
        "PYTHONPATH": os.pathsep.join(map(str, Path(__file__).parents[:2])),
    }
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=os.environ | surroundings, check=True)
    assert contents(folder) == contents(tmp_path / "there")


def test_png_carries_its_passport(folder, record):
    with Image.open(folder / "modals.png") as image:
        texts = image.text
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert image.convert("RGBA").getextrema()[3] == (255, 255)  # opaque
        assert image.width == pytest.approx(180 / 25.4 * 300, abs=1)
    assert (texts["Title"], texts["Description"]) == (record["title"], record["alt"])
    assert (texts["hedgerow:id"], texts["hedgerow:run"]) == (record["id"], record["run"])
    assert texts["hedgerow:licence"] == "CC BY 4.0"
    assert "Creation Time" not in texts


def test_pdf_carries_its_passport_and_embeds_its_fonts(folder, record):
    pdf = PdfReader(folder / "modals.pdf")
    assert (pdf.metadata["/Title"], pdf.metadata["/Subject"]) == (record["title"], record["alt"])
    assert f"id={record['id']}; run={record['run']}; " in pdf.metadata["/Keywords"]
    assert "/CreationDate" not in pdf.metadata
    fonts = [font.get_object() for font in pdf.pages[0]["/Resources"]["/Font"].values()]
    assert {font["/Subtype"] for font in fonts} == {"/Type0"}  # TrueType outlines (Type 42), embedded
    below = [part.get_object() for font in fonts for part in font["/DescendantFonts"]]
    assert all("/FontFile2" in part["/FontDescriptor"].get_object() for part in below)
    assert pdf.pages[0].extract_text().count("might")


def test_svg_carries_its_passport_and_keeps_text_as_text(folder, record):
    svg = (folder / "modals.svg").read_text("utf-8")
    assert f"<dc:identifier>{record['id']}</dc:identifier>" in svg
    assert ">might</text>" in svg
    assert "<dc:date>" not in svg
    assert ElementTree.fromstring(svg).get("aria-label") == record["alt"]


def test_alt_text_states_the_numbers(record):
    alt = record["alt"]
    assert alt.startswith("Modal verbs. may: 1 in 230 words, 4.3 per 1,000 words [")
    assert "might: 1 in 230 words" in alt
    assert "(undecided 100%)" in alt


def test_caption_and_alt_text_stand_in_a_text_file(tmp_path):
    record = saved(tmp_path, alt="Three dots.").record
    text = (tmp_path / "modals.txt").read_text("utf-8")
    assert text == f"Modal verbs\n\nCaption. {record['caption']}\n\nAlt text. Three dots.\n"


def test_in_a_notebook_the_figure_brings_its_alt_text_escaped(tmp_path):
    shown = saved(tmp_path, alt='"Dots" <b>', title="<script>")._repr_html_()
    assert 'alt="&quot;Dots&quot; &lt;b&gt;"' in shown
    assert "<script>" not in shown


@pytest.mark.parametrize("name", ["", "a/b", "../up", ".hidden", "a b", "ä"])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path, name):
    message = f"figure name {name!r}: only letters, digits, '-' and '_' are allowed (03_hedges, for example)"
    with pytest.raises(OutputError) as error:
        saved(tmp_path / "out", name)
    assert str(error.value) == message
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path):
    (tmp_path / "figures").write_text("a file stands in the way")
    with pytest.raises(
        OutputError, match=r"^figures: the figure cannot be written \(.*\); right would be a folder"
    ):
        saved(tmp_path / "figures")
    assert (tmp_path / "figures").read_text() == "a file stands in the way"


def test_a_figure_that_cannot_be_rendered_leaves_the_older_one_whole(tmp_path):
    (tmp_path / "modals.csv").write_text("older")
    with pytest.raises(AttributeError):
        save_figure(
            object(), pd.DataFrame(), "modals", corpus=little_corpus(tmp_path), title="t", caption="c"
        )
    assert contents(tmp_path) == {"modals.csv": b"older"}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("can't", "can't"),
        ("a,b", '"a,b"'),
        ('say "x"', '"say ""x"""'),
        ("Zoë – “so”", "Zoë – “so”"),
        (-2.5, "-2.5000"),
        (3, "3"),
        (None, ""),
        (float("nan"), ""),
        (True, "True"),
    ],
)
def test_csv_cells(cell, written):
    assert (
        to_csv(pd.DataFrame({"word": pd.Series([cell], dtype=object), "n": [1]})) == f"word,n\n{written},1\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("~^|<>", r"\textasciitilde{}\textasciicircum{}\textbar{}\textless{}\textgreater{}"),
        ("“so” – ‘yes’…", r"``so'' -- `yes'\ldots{}"),
        ("line\nbreak", "line break"),
    ],
)
def test_latex_text_is_escaped(text, written):
    assert escape_latex(text) == written


def test_latex_table_is_booktabs_with_numbers_to_the_right():
    table = to_latex(pd.DataFrame({"item": ["a_b"], "rate": [1.25]}), caption="C & D", label="x")
    assert r"\begin{tabular}{lr}" in table
    assert r"    a\_b & 1.25 \\" in table
    assert r"\caption{C \& D}" in table


def test_no_warning_when_a_figure_is_saved(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        saved(tmp_path)


def test_all_pictures_are_named_once():
    assert sorted(PICTURES) == ["pdf", "png", "svg"]


def test_a_printed_table_leaves_out_what_is_the_same_in_all_rows():
    rates = pd.DataFrame(
        {
            "item": ["can", "may"],
            "n": [4, 0],
            "denominator": [400, 40],
            "per": "1,000 words",
            "rate": [10.0, None],
            "low": [2.7, None],
            "high": [25.6, None],
            "documents": 1,
            "note": ["few texts: described, not tested", "too short to rate"],
            "interval": ["exact", ""],
        }
    )
    printed = for_paper(rates)
    assert list(printed) == ["item", "n", "denominator", "rate per 1,000 words", "95% interval"]
    assert printed["95% interval"].tolist() == ["[2.70, 25.60]", "too short to rate"]
    assert for_paper(printed) is printed
