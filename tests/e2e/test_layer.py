"""A layer that docs/extending.md adds, in a real JupyterLab and a real Chromium: offered, counted, opened."""

import re
import shutil
from pathlib import Path

import pytest
from lab import FLAGS, chromium, running_lab

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if chromium() is None:
    pytest.skip("no chromium on this machine", allow_module_level=True)

ROOT = Path(__file__).parents[2]
TEXT = "Ann Lee said: “We will soon know.” In due course the road may be built. Some day it will rain.\n" * 3


@pytest.fixture
def address(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tests"))
    extended_package = __import__("layer_example").extended_package
    (tmp_path / "package").mkdir()
    monkeypatch.setenv("PYTHONPATH", extended_package(tmp_path / "package")["PYTHONPATH"])
    project = tmp_path / "project"
    (project / "notebooks").mkdir(parents=True)
    shutil.copy(ROOT / "notebooks" / "00_explore.ipynb", project / "notebooks")
    (project / "seeds").mkdir()
    (project / "seeds" / "road.txt").write_text(TEXT, "utf-8")
    with running_lab(project, tmp_path / "home") as found:
        yield found


def test_a_new_layer_is_offered_counted_and_opened(address):
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60_000)
        page.goto(address)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        explorer = page.get_by_role("region", name="Explorer")
        box = explorer.get_by_role("checkbox", name="Deferrals")
        box.wait_for(timeout=120_000)
        if not box.is_checked():
            box.click()
        explorer.get_by_role("heading", name="Deferrals").wait_for()
        explorer.get_by_role("button", name=re.compile("^soon: 3 deferrals")).click()
        explorer.get_by_role("heading", name=re.compile("^3 lines: deferrals, soon")).wait_for()
        explorer.locator(".hx-line").first.click()
        mark = explorer.locator("div:not([aria-busy]) > .hx-reading .hr-focus")
        mark.wait_for()
        assert mark.get_attribute("data-layer") == "deferrals"
        assert "dotted" in mark.evaluate("mark => getComputedStyle(mark).textDecorationStyle")
        browser.close()
