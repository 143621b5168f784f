"""The tour in a real JupyterLab and a real Chromium: bar, sentence, decision, and a frozen study that agrees.

Set HEDGEROW_SCREENSHOTS to a folder to keep pictures of it in the light and the dark theme.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lab import FLAGS, chromium, environment, running_lab

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
if chromium() is None:
    pytest.skip("no chromium on this machine", allow_module_level=True)

ROOT = Path(__file__).parents[2]
TEXT = """\
Perhaps the bridge is safe. “If it rains, we may close it,” said Ann Lee, the mayor of Oakham.
Perhaps nobody knows. A sign: <script>document.title = "broken"</script> & <img src=x onerror="alert(1)">.
It may be "quoted" or 'quoted' or “quoted”. Perhaps the road is wet.
The word שלום עולם may stand beside مرحبا in one line, she said. Perhaps Bo Oak will go.
"""
OTHER = "It might rain. We must go. They certainly know that. Perhaps they can stay.\n" * 12


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the notebooks beside a corpus that would like to be more than text."""
    root = tmp_path_factory.mktemp("project")
    (root / "notebooks").mkdir()
    for name in ("00_explore", "09_view"):
        shutil.copy(ROOT / "notebooks" / f"{name}.ipynb", root / "notebooks")
    (root / "seeds").mkdir()
    (root / "seeds" / "bridge.txt").write_text(TEXT * 3, "utf-8")
    (root / "seeds" / "rain.txt").write_text(OTHER, "utf-8")
    return root


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("away") / "home"


@pytest.fixture(scope="module")
def page(project, home):
    """The tour, open in a browser and run to its end; every dialog that a text opens is noted."""
    with running_lab(project, home) as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(30_000)
        page.troubles = []
        page.on("dialog", lambda dialog: (page.troubles.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.goto(address)
        run_all(page)
        yield page
        browser.close()


@pytest.fixture(scope="module")
def explorer(page):
    return page.get_by_role("region", name="Explorer")


def run_all(page):
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".hx-row").first.wait_for(timeout=120_000)
    page.get_by_text("No file was asked for (study).", exact=True).wait_for()


def picture(page, name):
    """Keep a picture of the page and of the explorer, where somebody wants to look at them."""
    if folder := os.environ.get("HEDGEROW_SCREENSHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png")
        page.locator(".hx").screenshot(path=f"{folder}/{name}-explorer.png")


def row(explorer, name):
    """A row of the figure by the name of its group."""
    return explorer.get_by_role("button", name=re.compile(rf"^{re.escape(name)}: "))


def counted(explorer, name):
    """The count and the rate that a row of the figure says."""
    said = row(explorer, name).get_attribute("aria-label")
    count, rate = re.search(r": ([\d,]+|no) .*\(([\d.]+) per", said).groups()
    return int(count.replace("no", "0")), rate


def pick(explorer, name, value):
    explorer.get_by_role("combobox", name=name, exact=True).select_option(value)


def status(explorer, words):
    explorer.get_by_role("status").filter(has_text=words).first.wait_for()


def test_the_tour_runs_without_an_error(page):
    assert not page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.error']").count()
    assert page.locator(".hr-document .hr-mark").count() > 10


def test_layers_are_toggled(explorer):
    for layer in ("Boosters", "Modal verbs"):
        assert explorer.get_by_role("heading", name=layer).count() == 1
        explorer.get_by_role("checkbox", name=layer).click()
        explorer.get_by_role("heading", name=layer).wait_for(state="detached")
    assert explorer.get_by_role("checkbox", name="Modal verbs").evaluate(
        "box => box === document.activeElement"
    )


def test_a_bar_opens_exactly_its_lines(explorer, page):
    count, _ = counted(explorer, "perhaps")
    row(explorer, "perhaps").click()
    explorer.get_by_role("heading", name=re.compile(rf"^{count} lines: hedges, perhaps")).wait_for()
    lines = explorer.locator(".hx-line")
    assert lines.count() == count
    assert all("perhaps" in text.lower() for text in lines.all_inner_texts())
    picture(page, "lines-light")


def test_a_text_is_text_whatever_stands_in_it(explorer, page):
    explorer.locator(".hx-line").nth(1).focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    text = explorer.locator(".hr-text")
    text.wait_for()
    assert 'A sign: <script>document.title = "broken"</script>' in text.inner_text()
    assert '<img src=x onerror="alert(1)">' in text.inner_text()
    assert "שלום עולם" in text.inner_text()
    assert not page.locator(".hr-text script, .hr-text img, .hx-line img, .hx-line script").count()
    assert page.title() != "broken"
    assert page.troubles == []


def test_the_mark_of_the_line_has_the_focus(page):
    focused = page.evaluate("({...document.activeElement.dataset})")
    assert (focused["layer"], focused["item"]) == ("hedges", "perhaps")


def test_a_mark_is_rejected_with_a_reason_and_the_rate_changes(explorer, page, project):
    before, rate = counted(explorer, "perhaps")
    page.keyboard.press("Enter")
    form = explorer.get_by_role("form", name=re.compile("hedge “Perhaps”"))
    form.get_by_role("button", name="Save the decision").click()
    form.get_by_role("alert").filter(has_text="say why").wait_for()
    assert form.get_by_label("Keep decisions in").input_value() == "decisions.yaml"
    form.get_by_label("Reason").fill("named, not used")
    form.get_by_label("Reason").press("Enter")
    status(explorer, "rejected")
    after, changed = counted(explorer, "perhaps")
    assert (after, changed != rate) == (before - 1, True)
    assert explorer.get_by_text("Decisions: 1").count() == 1
    assert explorer.locator(".hx-line").count() == after
    assert "reason: named, not used" in (project / "decisions.yaml").read_text("utf-8")


def opened(explorer, number=0):
    """The mark in its text that a line leads to."""
    explorer.locator(".hx-line").nth(number).click()
    mark = explorer.locator("div:not([aria-busy]) > .hx-reading .hr-focus")
    mark.wait_for()
    return mark


def reject(explorer, reason):
    """Reject the mark of the first line that is listed."""
    opened(explorer).press("Enter")
    form = explorer.get_by_role("form", name=re.compile("hedge “"))
    form.get_by_label("Reason").fill(reason)
    form.get_by_label("Reason").press("Enter")
    status(explorer, "rejected")


def test_a_decision_is_taken_back(explorer):
    before, _ = counted(explorer, "perhaps")
    reject(explorer, "by mistake")
    explorer.get_by_role("button", name="Undo the last decision").click()
    status(explorer, "taken back")
    assert counted(explorer, "perhaps")[0] == before


def select_words(page, words):
    """Select words of the text that is open, as with the mouse."""
    page.evaluate(
        """words => {
            const text = document.querySelector(".hx .hr-text");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            for (let node; (node = walker.nextNode());) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
                return;
            }
        }""",
        words,
    )


def test_words_that_are_selected_become_a_mark(explorer, page):
    opened(explorer)
    select_words(page, "nobody knows")
    explorer.get_by_role("button", name="Add a mark").click()
    form = explorer.get_by_role("form", name="Add a mark")
    assert form.get_by_label("Words").input_value() == "nobody knows"
    form.get_by_label("category").select_option("plausibility-shield")
    form.get_by_label("Reason").fill("nobody commits")
    form.get_by_role("button", name="Save the decision").click()
    status(explorer, "added")
    assert counted(explorer, "nobody knows")[0] == 1
    picture(page, "text-light")


def test_a_mark_is_relabelled(explorer):
    opened(explorer).press("Enter")
    form = explorer.get_by_role("form", name=re.compile("hedge “Perhaps”"))
    assert form.get_by_role("combobox", name="category").count() == 0
    form.get_by_role("radio", name=re.compile("^relabel")).click()
    form.get_by_role("combobox", name="category").select_option("plausibility-shield")
    form.get_by_label("Reason").fill("the speaker steps back")
    form.get_by_label("Reason").press("Enter")
    status(explorer, "relabelled")
    assert explorer.get_by_text("Decisions: 3").count() == 1


def test_a_conditional_gets_another_apodosis(explorer, page, project):
    row(explorer, "if").click()
    explorer.get_by_role("heading", name=re.compile("lines: conditionals, if")).wait_for()
    opened(explorer).press("Enter")
    form = explorer.get_by_role("form", name=re.compile("conditional “If”"))
    form.get_by_role("radio", name=re.compile("^relabel")).click()
    assert form.get_by_role("textbox", name="protasis").input_value() == "If it rains"
    assert form.get_by_role("textbox", name="apodosis").input_value() == "we may close it"
    select_words(page, " close it")
    form.get_by_role("button", name="Take the selected words").nth(1).click()
    assert form.get_by_role("textbox", name="apodosis").input_value() == "close it"
    picture(page, "conditional-light")
    form.get_by_label("Reason").fill("a trial")
    form.get_by_label("Reason").press("Enter")
    status(explorer, "relabelled")
    start = TEXT.index("close it")
    assert f"apodosis: {start}-{start + 8}" in (project / "decisions.yaml").read_text("utf-8")
    opened(explorer).press("Enter")
    form.get_by_role("radio", name=re.compile("^relabel")).click()
    assert form.get_by_role("textbox", name="apodosis").input_value() == "close it"
    row(explorer, "perhaps").click()
    explorer.get_by_role("heading", name=re.compile("lines: hedges, perhaps")).wait_for()


def test_escape_leads_back(explorer, page):
    opened(explorer).press("Escape")
    assert page.evaluate("document.activeElement.className") == "hx-line"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "hx-row"


def test_voices_groups_and_taxonomies_are_chosen(explorer):
    pick(explorer, "Voices", "by name …")
    explorer.get_by_role("checkbox", name=re.compile("^Ann Lee")).click()
    explorer.get_by_role("checkbox", name=re.compile("^narrator")).click()
    pick(explorer, "Group by", "voice")
    pick(explorer, "and by", "category")
    pick(explorer, "Taxonomy", "hyland2005")
    row(explorer, "Ann Lee, hedge").wait_for()
    assert not row(explorer, "narrator, hedge").count()
    assert explorer.get_by_role("checkbox", name=re.compile("^Ann Lee")).is_checked()
    assert not explorer.get_by_role("checkbox", name=re.compile("^narrator")).is_checked()
    pick(explorer, "Voices", "all")
    pick(explorer, "Taxonomy", "the suite's own")
    pick(explorer, "Group by", "marker")
    pick(explorer, "and by", "nothing")
    row(explorer, "perhaps").wait_for()


def test_a_choice_is_kept_that_is_made_while_another_is_counted(explorer, page):
    page.evaluate(
        """() => {
            const root = document.querySelector(".hx");
            const pick = (key, value) => {
                const list = root.querySelector(`[data-key="${key}"]`);
                list.value = value;
                list.dispatchEvent(new Event("change"));
            };
            pick("top", "24");
            pick("by", "voice");
            const watch = new MutationObserver(() => {
                watch.disconnect(); // the first count is here, the second is not
                pick("then", "category");
            });
            watch.observe(root.querySelector(".hx-status"), {childList: true});
        }"""
    )
    explorer.get_by_role("button", name=re.compile("^Ann Lee, ")).first.wait_for()
    status(explorer, "Counted.")
    for name, value in (("Rows", "24"), ("Group by", "voice"), ("and by", "category")):
        assert explorer.get_by_role("combobox", name=name, exact=True).input_value() == value
    pick(explorer, "Group by", "marker")
    pick(explorer, "and by", "nothing")
    pick(explorer, "Rows", "12")
    row(explorer, "perhaps").wait_for()


def test_the_frozen_view_gives_the_numbers_of_the_screen(explorer, page, project, home):
    explorer.get_by_label("as", exact=True).fill("my-view.yaml")
    explorer.get_by_role("button", name="Freeze", exact=True).click()
    explorer.get_by_text("hedgerow run my-view.yaml").wait_for()
    shown = {name: counted(explorer, name) for name in ("perhaps", "nobody knows", "if")}
    picture(page, "frozen-light")
    command = [sys.executable, "-m", "analysis.cli", "run", "my-view.yaml"]
    subprocess.run(command, cwd=project, env=environment(home), check=True, capture_output=True)
    with (project / "figures" / "my-view" / "09_view.csv").open(encoding="utf-8", newline="") as table:
        numbers = {
            one["group"]: (int(one["n"]), f"{float(one['rate']):.1f}") for one in csv.DictReader(table)
        }
    assert {name: numbers[name] for name in shown} == shown
    record = json.loads((project / "figures" / "my-view" / "09_view.json").read_text("utf-8"))
    assert record["corpus"]["decisions"]["included"] == {"add": 1, "reject": 1, "relabel": 2}


def test_it_is_read_in_the_dark_theme(explorer, page):
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-item").filter(has_text=re.compile("^Theme")).click()
    page.locator(".lm-Menu-item").filter(has_text="JupyterLab Dark").first.click()
    page.locator("[data-jp-theme-light=false] .hx").wait_for()
    row(explorer, "perhaps").click()
    explorer.get_by_role("heading", name=re.compile("lines: hedges, perhaps")).wait_for()
    opened(explorer).press("Enter")
    explorer.get_by_role("form").filter(has_text="Decide").wait_for()
    picture(page, "text-dark")
    assert contrast(page, ".hx-name") > 4.5
    assert contrast(page, ".hr-text") > 4.5


def contrast(page, selector):
    """How much lighter or darker letters are than what they stand on (WCAG 2.2)."""
    colours = page.evaluate(
        """selector => {
            let element = document.querySelector(".hx " + selector);
            const ink = getComputedStyle(element).color;
            const clear = (colour) => /rgba\\(.*, 0\\)|transparent/.test(colour);
            while (clear(getComputedStyle(element).backgroundColor)) element = element.parentElement;
            return [ink, getComputedStyle(element).backgroundColor];
        }""",
        selector,
    )
    bright = sorted(luminance(re.findall(r"[\d.]+", colour)[:3]) for colour in colours)
    return (bright[1] + 0.05) / (bright[0] + 0.05)


def luminance(channels):
    shares = [float(channel) / 255 for channel in channels]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
