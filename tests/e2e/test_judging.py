"""A sample judged with keys in a real JupyterLab: every judgement lands in the file."""

import os
import time
from pathlib import Path

import pandas as pd
import pytest
from lab import FLAGS, chromium, running_lab

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if chromium() is None:
    pytest.skip("no chromium on this machine", allow_module_level=True)

ROOT = Path(__file__).parents[2]
TEXT = """\
Perhaps it rains. They ate a sort of cheese. We may go. <script>document.title = "broken"</script> may stay.
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The audit notebook with a file for its sample, beside a small corpus."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("notebooks", "seeds"):
        (root / folder).mkdir()
    notebook = (ROOT / "notebooks" / "10_audit.ipynb").read_text("utf-8")
    named = notebook.replace('sample = \\"\\"', 'sample = \\"hedges.csv\\"')
    (root / "notebooks" / "00_explore.ipynb").write_text(named, "utf-8")
    (root / "seeds" / "talk.txt").write_text(TEXT * 3, "utf-8")
    return root


def judgements(project):
    table = pd.read_csv(project / "hedges.csv", dtype="string", keep_default_na=False)
    return table["judgement"].tolist()


def wait_for(project, place, expected):
    """The judgement of a place, as soon as it stands in the file."""
    for _ in range(100):
        if judgements(project)[place] == expected:
            return
        time.sleep(0.1)
    assert judgements(project)[place] == expected


def test_keys_judge_and_take_back(project, tmp_path):
    with running_lab(project, tmp_path / "home") as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1300, "height": 1000})
        page.set_default_timeout(30_000)
        page.goto(address)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        judge = page.get_by_role("region", name="Judging a sample")
        judge.wait_for(timeout=120_000)
        cells = page.locator(".jp-Cell").count()
        judge.focus()
        page.keyboard.press("n")
        wait_for(project, 0, "wrong")
        judge.get_by_text("Place 2 of").wait_for()
        judge.get_by_role("button", name="Right").click()
        wait_for(project, 1, "right")
        assert judge.evaluate("root => root.contains(document.activeElement)")
        page.keyboard.press("u")
        wait_for(project, 1, "")
        judge.get_by_text("Place 2 of").wait_for()
        judge.get_by_label("Note").fill("not sure: y n d d")
        page.keyboard.press("Escape")
        page.keyboard.press("y")
        wait_for(project, 1, "right")
        judge.get_by_role("status").filter(has_text="2 of").wait_for()
        if folder := os.environ.get("HEDGEROW_SCREENSHOTS"):
            judge.screenshot(path=f"{folder}/judge.png")
        assert page.locator(".jp-Cell").count() == cells  # no key reached the notebook
        assert page.title() != "broken"
        browser.close()
    table = pd.read_csv(project / "hedges.csv", dtype="string", keep_default_na=False)
    assert table["note"][1] == "not sure: y n d d"
