"""The site of the documents: every page is in it, the gallery shows the figures as they are, links hold."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GALLERY = (DOCS / "gallery.md").read_text(encoding="utf-8")


def test_every_page_is_in_the_table_of_contents():
    listed = set(re.findall(r"^([a-z]+)$", (DOCS / "index.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert listed == {page.stem for page in DOCS.glob("*.md")} - {"index"}


def test_no_page_has_the_name_of_one_that_the_site_makes_itself():
    assert not {page.stem for page in DOCS.glob("*.md")} & {"search", "genindex", "modindex", "py-modindex"}


@pytest.mark.parametrize("name", re.findall(r"\(\.\./figures/(\w+)\.png\)", GALLERY))
def test_the_gallery_shows_figures_with_their_captions(name):
    record = json.loads((ROOT / f"figures/{name}.json").read_text(encoding="utf-8"))
    assert f"## {record['title']}\n" in GALLERY
    assert record["caption"] in GALLERY


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_links_of_a_page_lead_somewhere(page):
    for path in re.findall(r"\]\((?!http)([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert (DOCS / path).exists() or (ROOT / path).exists(), path


def test_the_site_is_built_without_a_warning(tmp_path):
    pytest.importorskip("sphinx")
    pytest.importorskip("myst_nb")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(DOCS), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    assert "rates" in (tmp_path / "api.html").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_the_blocks_for_r_run_where_their_packages_are(tmp_path):
    from click.testing import CliRunner

    from analysis.cli import main

    (tmp_path / "speech.txt").write_text("We may go if they stay.", encoding="utf-8")
    target = str(tmp_path / "marks.parquet")
    assert CliRunner().invoke(main, ["marks", str(tmp_path / "speech.txt"), "-o", target]).exit_code == 0
    blocks = re.findall(r"^```r\n(.*?)^```", (DOCS / "r.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    script = "\n".join(blocks)
    for package in set(re.findall(r"library\((\w+)\)", script)):
        asked = subprocess.run(["Rscript", "-e", f"library({package})"], capture_output=True, timeout=300)
        if asked.returncode:
            pytest.skip(f"the R package {package} is not installed")
    done = subprocess.run(
        ["Rscript", "-e", script], cwd=tmp_path, capture_output=True, text=True, timeout=600
    )
    assert done.returncode == 0, done.stderr
