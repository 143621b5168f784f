import assert from "node:assert/strict";
import { test } from "node:test";
import { render } from "../src/explorer.ts";
import type { Questions, State } from "../src/messages.ts";
import { emptyPage, find, isOne, pick, press, settled } from "./dom.ts";
import { Kernel, linesOf, readingOf, row, stateOf } from "./fake.ts";

const EVIL = '<img src=x onerror="alert(1)">';

function explorer(state: State = stateOf()) {
  const kernel = new Kernel({ state });
  const el = emptyPage();
  const end = render({ model: kernel, el });
  return { kernel, el, end };
}

const listOf = (name: string) => find<HTMLSelectElement>("select", name);
const boxOf = (name: string) => find<HTMLInputElement>("input[type=checkbox]", name);
const status = () => find(".hx-status");

/** A page with the lines of a row open, as after a click on it. */
async function withLines(more: Parameters<typeof linesOf>[0] = {}) {
  const page = explorer();
  find(".hx-row", "perhaps").click();
  const given = await page.kernel.answer("lines", linesOf(more));
  return { ...page, given };
}

test("a choice is kept that is made while another is counted", async () => {
  const { kernel } = explorer();
  pick(listOf("Rows"), "24");
  pick(listOf("Group by"), "voice");
  assert.deepEqual(kernel.asked, ["choose", "choose"]);
  kernel.set({ state: stateOf({ top: 24 }) });
  assert.deepEqual(await kernel.answer("choose", null), { top: 24 });
  assert.deepEqual([listOf("Rows").value, listOf("Group by").value], ["24", "voice"]);
  pick(listOf("and by"), "item");
  kernel.set({ state: stateOf({ top: 24, by: ["voice"] }) });
  assert.deepEqual(await kernel.answer("choose", null), { by: ["voice"] });
  assert.equal(listOf("and by").value, "item");
  kernel.set({ state: stateOf({ top: 24, by: ["voice", "item"] }) });
  assert.deepEqual(await kernel.answer("choose", null), { by: ["voice", "item"] });
  assert.deepEqual([listOf("Rows").value, listOf("and by").value], ["24", "item"]);
  assert.equal(status().textContent, "Counted.");
});

test("a choice that is refused is said to be wrong, as text, and is not shown as chosen", async () => {
  const { kernel } = explorer();
  pick(listOf("Rows"), "24");
  assert.equal(status().textContent, "Counting …");
  await kernel.refuse("choose", `nothing is called ${EVIL}`);
  assert.equal(find(".hx-status .hx-wrong").textContent, `nothing is called ${EVIL}`);
  isOne(document.querySelector("img"), null);
  assert.equal(listOf("Rows").value, "12");
});

test("the same group twice is that group once, and is shown so", async () => {
  const { kernel } = explorer();
  pick(listOf("and by"), "item");
  assert.equal(listOf("and by").value, "");
  assert.deepEqual(await kernel.answer("choose", null), { by: ["item"] });
  pick(listOf("Group by"), "");
  assert.throws(() => listOf("and by"));
  assert.deepEqual(await kernel.answer("choose", null), { by: [] });
});

test("what has the focus keeps it when it is drawn again", async () => {
  const { kernel } = explorer();
  const before = boxOf("Conditionals");
  before.focus();
  before.click();
  assert.deepEqual(await kernel.answer("choose", null), { layers: ["hedges", "conditionals"] });
  assert.ok(!before.isConnected);
  isOne(document.activeElement, boxOf("Conditionals"));
  find(".hx-row", "sort of").focus();
  const { figure } = stateOf();
  kernel.set({ state: stateOf({}, { figure: { ...figure, title: "Hedges again" } }) });
  isOne(document.activeElement, find(".hx-row", "sort of"));
});

test("a second page of the same widget leaves the focus in the first", () => {
  const { kernel, el } = explorer();
  const other = document.createElement("div");
  document.body.append(other);
  render({ model: kernel, el: other });
  el.querySelector<HTMLElement>("[data-key=top]")?.focus();
  kernel.set({ state: stateOf({}, { corpus: "other talks: all voices" }) });
  isOne(document.activeElement, el.querySelector("[data-key=top]"));
});

test("what stays the same is not drawn again under the mouse", () => {
  const { kernel } = explorer();
  const before = [find(".hx-row"), find(".hx-choices select"), find(".hx-foot input")];
  kernel.set({ state: stateOf() });
  for (const [at, selector] of [".hx-row", ".hx-choices select", ".hx-foot input"].entries()) {
    isOne(find(selector), before[at]);
  }
  kernel.set({
    state: stateOf({}, { decisions: { file: "a.yaml", place: "/a.yaml", number: 1200, undo: true } }),
  });
  isOne(find(".hx-row"), before[0]);
  assert.ok(find(".hx-foot input") !== before[2]);
  assert.equal(find(".hx-count").textContent, "Decisions: 1,200");
});

test("the last layer stays ticked, and nothing is asked", () => {
  const { kernel } = explorer();
  const box = boxOf("Hedges");
  box.click();
  assert.deepEqual([box.checked, kernel.asked], [true, []]);
});

test("layers come in their own order, whichever was ticked last", async () => {
  const { kernel } = explorer(stateOf({ layers: ["conditionals"] }));
  boxOf("Hedges").click();
  assert.deepEqual(await kernel.answer("choose", null), { layers: ["hedges", "conditionals"] });
});

test("voices are chosen as a group or by name, and the last name stays ticked", async () => {
  const { kernel } = explorer();
  pick(listOf("Voices"), "");
  assert.deepEqual(await kernel.answer("choose", null), { voices: ["narrator"] });
  kernel.set({ state: stateOf({ voices: ["narrator"] }) });
  boxOf("narrator").click();
  assert.deepEqual([boxOf("narrator").checked, kernel.asked], [true, []]);
  boxOf("Ann Lee").click();
  assert.deepEqual(await kernel.answer("choose", null), { voices: ["narrator", "Ann Lee"] });
  pick(listOf("Voices"), "all");
  assert.deepEqual(await kernel.answer("choose", null), { voices: "all" });
});

test("boxes of voices stay as they are, however the kernel says which are ticked", () => {
  const { kernel } = explorer(stateOf({ voices: ["narrator"] }));
  const before = boxOf("narrator");
  kernel.set({ state: stateOf({ voices: "narrator" }) });
  isOne(boxOf("narrator"), before);
});

test("what is left out is listed with the reason, as text", () => {
  const { kernel } = explorer();
  isOne(document.querySelector(".hx-choices details"), null);
  kernel.set({ state: stateOf({}, { left_out: [[EVIL, "no text in it"]] }) });
  assert.equal(find("details li").textContent, `${EVIL}: no text in it`);
  isOne(document.querySelector("img"), null);
});

test("a row opens its lines, and Escape leads back to it", async () => {
  const { given } = await withLines();
  assert.deepEqual(given, { group: ["hedges", "perhaps"], page: 0, sort: "" });
  assert.equal(document.activeElement?.textContent, "2 lines: hedges, perhaps");
  assert.equal(status().textContent, "2 lines are listed below the figure.");
  assert.equal(find(".hx-row", "perhaps").getAttribute("aria-pressed"), "true");
  press("Escape", find(".hx-line"));
  isOne(document.activeElement, find(".hx-row", "perhaps"));
  assert.equal(find(".hx-row", "perhaps").getAttribute("aria-pressed"), "false");
  isOne(document.querySelector(".hx-line"), null);
});

test("words of a line are text", async () => {
  await withLines();
  isOne(document.querySelector("img"), null);
  assert.match(find(".hx-lines").textContent ?? "", /<img src=x onerror=alert\(1\)>/);
});

test("arrow keys move in the rows and in the lines", async () => {
  await withLines();
  for (const selector of [".hx-row", ".hx-line"]) {
    find(selector).focus();
    press("ArrowDown");
    isOne(document.activeElement, document.querySelectorAll(selector)[1]);
  }
});

test("pages are turned and sorted, up to both ends", async () => {
  const { kernel } = await withLines({ total: 1026, page: 1, last: 41, first: 26 });
  assert.equal(find("h4", "1,026").textContent, "1,026 lines: hedges, perhaps, 26 to 27 shown");
  find("button", "Previous").click();
  assert.deepEqual(await kernel.answer("lines", linesOf({ total: 1026, page: 0, last: 41 })), {
    group: ["hedges", "perhaps"],
    page: 0,
    sort: "order of the texts",
  });
  assert.equal(find<HTMLButtonElement>("button", "Previous").disabled, true);
  assert.equal(find<HTMLButtonElement>("button", "Next").disabled, false);
  pick(listOf("Sort by"), "voice");
  const given = await kernel.answer("lines", linesOf({ total: 1026, last: 41, page: 41, sort: "voice" }));
  assert.deepEqual(given, { group: ["hedges", "perhaps"], page: 0, sort: "voice" });
  assert.equal(find<HTMLButtonElement>("button", "Next").disabled, true);
});

test("lines that come after others were asked for are not shown", async () => {
  const { kernel } = explorer();
  find(".hx-row", "perhaps").click();
  find(".hx-row", "sort of").click();
  await kernel.answer("lines", linesOf());
  isOne(document.querySelector(".hx-line"), null);
  await kernel.answer("lines", linesOf({ group: ["hedges", "sort of"], name: "sort of", total: 1 }));
  assert.equal(document.activeElement?.textContent, "1 line: hedges, sort of");
});

test("open lines follow the counts", async () => {
  const { kernel } = await withLines();
  pick(listOf("Rows"), "24");
  await kernel.answer("choose", null);
  await kernel.answer("lines", linesOf({ total: 1 }));
  assert.match(find(".hx-lines-part").textContent ?? "", /^1 line: hedges, perhaps/);
  assert.equal(status().textContent, "Counted.");
});

test("lines of a row that is drawn no more are closed, and it is said", async () => {
  const { kernel } = await withLines();
  pick(listOf("Group by"), "voice");
  const { figure } = stateOf();
  const panels = figure.panels.map((panel) => ({ ...panel, rows: [row("Ann Lee")] }));
  kernel.set({ state: stateOf({ by: ["voice"] }, { figure: { ...figure, panels } }) });
  await kernel.answer("choose", null);
  isOne(document.querySelector(".hx-line"), null);
  assert.deepEqual(kernel.asked, []);
  assert.match(status().textContent ?? "", /^Counted\. The lines of “perhaps” were closed/);
});

test("any words are looked for; their lines are listed, sorted and written", async () => {
  const { kernel } = explorer();
  find<HTMLInputElement>("input", "Search").value = " threat* ";
  press("Enter", find("input", "Search"));
  const found = linesOf({ group: ["search", "threat*"], name: "threat*", total: 1200, last: 47 });
  assert.deepEqual(await kernel.answer("search", found), { query: "threat*", page: 0, sort: "" });
  assert.equal(document.activeElement?.textContent, "1,200 lines: search, threat*, 1 to 2 shown");
  pick(listOf("Sort by"), "words before");
  const given = await kernel.answer("search", found);
  assert.deepEqual(given, { query: "threat*", page: 0, sort: "words before" });
  find("button", "Write as CSV").click();
  const written = { file: "/home/lines-threat.csv", said: "1,200 lines written to /home/lines-threat.csv" };
  const asked = await kernel.answer("write", written);
  assert.deepEqual(asked, { path: "lines-threat.csv", group: ["search", "threat*"] });
  assert.equal(status().textContent, `${written.said}.`);
});

test("words near a search and its rates by group are tables", async () => {
  const { kernel } = explorer();
  find<HTMLInputElement>("input", "Search").value = "threat*";
  press("Enter", find("input", "Search"));
  await kernel.answer("search", linesOf({ group: ["search", "threat*"], name: "threat*" }));
  pick(listOf("Before"), "2");
  find("button", "Words near it").click();
  const counts = { n: 5, left: 1, right: 4, documents: 3, expected: 0.5 };
  const near = { item: EVIL, ...counts, log_ratio: 3.5, log_ratio_low: 1, log_ratio_high: null, g2: 20.25 };
  const given = await kernel.answer("near", [near]);
  assert.deepEqual(given, { query: "threat*", left: 2, right: 5, by: "word" });
  const cells = [...document.querySelectorAll(".hx-table td")].map((cell) => cell.textContent);
  assert.deepEqual(cells, [EVIL, "5", "1", "4", "3", "3.50", "1.00 to –", "20.3"]);
  pick(listOf("How often by"), "along time");
  const spread = await kernel.answer("spread", [row("1901–1910", 7)]);
  assert.deepEqual(spread, { query: "threat*", by: "along time" });
  assert.match(find(".hx-table").textContent ?? "", /1901–1910720\.0010\.00 to 30\.00/);
  find("button", "Close the search").click();
  isOne(document.querySelector(".hx-line"), null);
});

test("a search that is none is said to be wrong", async () => {
  const { kernel } = explorer();
  find<HTMLInputElement>("input", "Search").value = "[";
  press("Enter", find("input", "Search"));
  await kernel.refuse("search", "search: [ is no query");
  assert.equal(find(".hx-status .hx-wrong").textContent, "search: [ is no query");
});

test("texts are chosen by their metadata and years", async () => {
  const { kernel } = explorer();
  pick(listOf("party"), "Left");
  assert.deepEqual(await kernel.answer("choose", null), { filters: { party: ["Left"] } });
  kernel.set({ state: stateOf({ filters: { party: ["Left"] } }) });
  pick(listOf("from"), "1902");
  const given = await kernel.answer("choose", null);
  assert.deepEqual(given, { filters: { party: ["Left"], year: ["1902", "1903"] } });
  find("button", "party Left: take out").click();
  assert.deepEqual(await kernel.answer("choose", null), { filters: { party: [] } });
  find("button", "All texts").click();
  assert.deepEqual(await kernel.answer("choose", null), { filters: {} });
});

test("two groups are compared by one choice, the largest first against all others", async () => {
  const { kernel } = explorer();
  pick(listOf("Show"), "difference");
  const given = await kernel.answer("choose", null);
  assert.deepEqual(given, { chart: "difference", contrast: ["party", "Right", ""] });
  kernel.set({ state: stateOf({ chart: "difference", contrast: ["party", "Right", ""] }) });
  pick(listOf("against"), "Left");
  assert.deepEqual(await kernel.answer("choose", null), { contrast: ["party", "Right", "Left"] });
});

test("how far the opening of a corpus is is said", async () => {
  const { kernel } = explorer();
  kernel.say("msg:custom", { progress: "Reading the corpus: 5 of 20 texts …" });
  assert.equal(status().textContent, "Reading the corpus: 5 of 20 texts …");
});

test("a decision says beside the mark how the rate has changed, and can be taken back there", async () => {
  const { kernel } = await withLines();
  find(".hx-line", "So").click();
  await kernel.answer("read", readingOf());
  press("x", find("[data-layer]"));
  isOne(document.activeElement, find("form input[aria-label=Reason]"));
  find<HTMLInputElement>("form input", "Keep decisions in").value = "";
  find("button", "Save").click();
  const { figure } = stateOf();
  const panels = figure.panels.map((panel) => ({ ...panel, rows: [row("perhaps", 1)] }));
  const kept = { file: "a.yaml", place: "/home/a.yaml", number: 1, undo: true };
  kernel.set({ state: stateOf({}, { figure: { ...figure, panels }, decisions: kept }) });
  await kernel.answer("decide", "Hedge rejected.");
  await kernel.answer("lines", linesOf({ total: 1 }));
  await kernel.answer("read", readingOf());
  assert.match(find(".hx-done").textContent ?? "", /^Hedge rejected\. Before: perhaps: 2 .*Now: perhaps: 1 /);
  find<HTMLButtonElement>(".hx-done button", "Undo").click();
  await kernel.answer("undo", "The last decision was taken back.");
});

test("keys go from line to line and take back", async () => {
  const { kernel } = await withLines();
  find(".hx-line", "So").click();
  await kernel.answer("read", readingOf());
  press("j", find(".hx-reading"));
  const given = await kernel.answer("read", readingOf({ start: 40, end: 47 }));
  assert.deepEqual(given, { document: "talk.txt", start: 40, end: 47, around: 10 });
  press("j", find(".hx-reading"));
  assert.equal(status().textContent, "There is no further line on this page.");
  press("u", find(".hx-reading"));
  await kernel.refuse("undo", "nothing was decided");
});

test("a line opens its text at the mark, and Escape leads back to the line", async () => {
  const { kernel } = await withLines();
  find(".hx-line", "So").click();
  const text = find(".hx-part").parentElement?.nextElementSibling;
  assert.equal(text?.getAttribute("aria-busy"), "true");
  const given = await kernel.answer("read", readingOf());
  assert.deepEqual(given, { document: "talk.txt", start: 4, end: 11, around: 10 });
  assert.equal(text?.hasAttribute("aria-busy"), false);
  assert.equal((document.activeElement as HTMLElement).dataset.start, "4");
  press("Escape");
  isOne(document.activeElement, find(".hx-line", "So"));
  isOne(document.querySelector(".hx-reading"), null);
});

test("more of a text can be shown, and a text that cannot be read leaves the lines", async () => {
  const { kernel } = await withLines();
  find(".hx-line", "So").click();
  await kernel.answer("read", readingOf());
  find("button", "Show more").click();
  assert.deepEqual(await kernel.answer("read", readingOf({ whole: true })), {
    ...{ document: "talk.txt", start: 4, end: 11, around: 40 },
  });
  assert.throws(() => find("button", "Show more"));
  find("button", "Close").click();
  find(".hx-row", "perhaps").click();
  await kernel.answer("lines", linesOf());
  find(".hx-line", "So").click();
  await kernel.refuse("read", "no text in this corpus");
  assert.equal(find(".hx-wrong").textContent, "no text in this corpus");
  assert.ok(find(".hx-line"));
});

test("a decision names the file first; what is open follows, and the focus is on the mark", async () => {
  const { kernel } = await withLines();
  find(".hx-line", "So").click();
  await kernel.answer("read", readingOf());
  press("Enter");
  find<HTMLInputElement>("form input", "Reason").value = "named";
  press("Enter", find("form input", "Reason"));
  assert.deepEqual(await kernel.answer("keep", "No decisions."), { path: "decisions.yaml" });
  const { verdict, reason } = (await kernel.answer("decide", "Hedge rejected.")) as Questions["decide"];
  assert.deepEqual([verdict, reason], ["reject", "named"]);
  await kernel.answer("lines", linesOf({ total: 1, lines: linesOf().lines.slice(0, 1) }));
  await kernel.answer("read", readingOf({ marks: [] }));
  assert.equal(document.querySelectorAll(".hx-line").length, 1);
  assert.equal(document.querySelector("form.hx-form"), null);
  assert.equal((document.activeElement as HTMLElement).dataset.start, "4");
  assert.equal(status().textContent, "Hedge rejected.");
});

test("another corpus is read by its name, and what was open is put away", async () => {
  const { kernel } = await withLines();
  find<HTMLInputElement>("input", "Another corpus").value = "other";
  press("Enter", find("input", "Another corpus"));
  isOne(document.querySelector(".hx-line"), null);
  assert.deepEqual(await kernel.answer("open", null), { corpus: "other" });
});

test("decisions are kept in a file that is named, and taken back", async () => {
  const { kernel } = explorer(
    stateOf({}, { decisions: { file: "a.yaml", place: "/a.yaml", number: 1, undo: true } }),
  );
  find<HTMLInputElement>("input", "kept in").value = "b.yaml";
  find("button", "Use this file").click();
  assert.deepEqual(await kernel.answer("keep", "2 decisions in b.yaml."), { path: "b.yaml" });
  assert.equal(status().textContent, "2 decisions in b.yaml.");
  find("button", "Undo").click();
  await kernel.answer("undo", "The last decision was taken back.");
  assert.equal(status().textContent, "The last decision was taken back.");
  kernel.set({ state: stateOf() });
  assert.equal(find<HTMLButtonElement>("button", "Undo").disabled, true);
});

test("a frozen view says the commands that run it, and one that fails says nothing old", async () => {
  const { kernel } = explorer();
  find("button", "Freeze").click();
  const frozen = {
    file: EVIL,
    note: "",
    command: "hedgerow run my-view.yaml",
    papermill: "papermill 09_view.ipynb",
  };
  const given = await kernel.answer("freeze", frozen);
  assert.deepEqual(given, { path: "my-view.yaml", replace: false });
  const said = [...document.querySelectorAll(".hx-frozen code")].map((code) => code.textContent);
  assert.deepEqual(said, [frozen.command, frozen.papermill]);
  isOne(document.querySelector("img"), null);
  boxOf("replace").checked = true;
  find("button", "Freeze").click();
  assert.deepEqual(await kernel.refuse("freeze", "is no study"), { path: "my-view.yaml", replace: true });
  assert.equal(find(".hx-frozen").textContent, "");
  assert.equal(status().textContent, "is no study");
});

test("a view that has ended draws nothing more", async () => {
  const { kernel, end } = explorer();
  end();
  const { figure } = stateOf();
  const panels = figure.panels.map((panel) => ({ ...panel, rows: [row("maybe")] }));
  kernel.set({ state: stateOf({}, { figure: { ...figure, panels } }) });
  await settled();
  assert.ok(find(".hx-row", "perhaps"));
});
