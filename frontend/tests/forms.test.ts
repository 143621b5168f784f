import assert from "node:assert/strict";
import { test } from "node:test";
import type { Questions, Reading } from "../src/messages.ts";
import { readingOf as read } from "../src/reading.ts";
import { emptyPage, find, isOne, pick, press, selectWords, settled } from "./dom.ts";
import { readingOf, stateOf } from "./fake.ts";

type Sent = { name: string; said: Partial<Questions["decide"] & Questions["add"]>; file: string | undefined };

/** A text that is open; `sent` are its decisions, which are refused with `error` if there is one. */
function opened(answer: Reading = readingOf(), kept = "", error = "") {
  const page = emptyPage();
  const sent: Sent[] = [];
  const closed: string[] = [];
  const shown = read(answer, stateOf().offered, kept, {
    decide: async (name, said, file) => {
      sent.push({ name, said, file });
      if (error) throw new Error(error);
    },
    more: () => {},
    close: () => closed.push("text"),
    step: (by) => closed.push(`step ${by}`),
    undo: () => closed.push("undo"),
  });
  page.append(shown);
  return { sent, closed, text: find(".hr-text"), mark: find("[data-layer]") };
}

const input = (name: string) => find<HTMLInputElement>("form input, form select", name);
const save = async () => {
  find("button", "Save").click();
  await settled();
};

test("a mark of the text is a button for mouse and keys that opens its form", () => {
  const { mark } = opened();
  assert.equal(mark.getAttribute("role"), "button");
  mark.click();
  assert.equal(find("form").getAttribute("aria-label"), "hedge “perhaps”");
  find("button", "Cancel").click();
  isOne(document.querySelector("form"), null);
  isOne(document.activeElement, mark);
  assert.equal(press("z", mark), true);
  assert.equal(press("x", mark, { ctrlKey: true }), true);
  isOne(document.querySelector("form"), null);
  for (const key of ["Enter", " "]) {
    assert.equal(press(key, mark), false);
    isOne(document.activeElement, input("reject"));
    find("button", "Cancel").click();
  }
});

test("to select the words of a mark is no click on it", () => {
  const { mark, text } = opened();
  selectWords(text, "perh");
  mark.click();
  isOne(document.querySelector("form"), null);
  document.getSelection()?.removeAllRanges();
});

test("a mark is rejected with a reason; the reader's name is typed once", async () => {
  const { sent, mark } = opened();
  mark.click();
  input("Reason").value = "named, not used";
  input("Your initials").value = "AL";
  await save();
  const place = { document: "talk.txt", layer: "hedges", start: 4, end: 11 };
  const said = { ...place, verdict: "reject", reason: "named, not used", annotator: "AL" };
  assert.deepEqual(sent, [{ name: "decide", said, file: "decisions.yaml" }]);
  opened().mark.click();
  assert.equal(input("Your initials").value, "AL");
});

test("where decisions are kept already, no file is asked for", async () => {
  const { sent, mark } = opened(readingOf(), "kept.yaml");
  mark.click();
  assert.throws(() => input("Keep decisions in"));
  await save();
  assert.equal(sent[0]?.file, undefined);
});

test("what is wrong with a decision is said in its form, as text, and it can be sent again", async () => {
  const { mark } = opened(readingOf(), "", "say why <b>now</b>");
  mark.click();
  const button = find<HTMLButtonElement>("button", "Save");
  button.click();
  assert.equal(button.disabled, true);
  await settled();
  assert.equal(find("[role=alert]").textContent, "say why <b>now</b>");
  assert.equal(button.disabled, false);
});

test("labels are asked for where a mark is something else, and only the changed ones are sent", async () => {
  const { sent, mark } = opened();
  mark.click();
  const labels = find(".hx-labels").parentElement as HTMLElement;
  assert.equal(labels.hidden, true);
  input("relabel").click();
  assert.equal(labels.hidden, false);
  const options = [...find<HTMLSelectElement>("select", "category").options].map((option) => option.value);
  assert.deepEqual(options, ["shield", "adaptor"]);
  pick(find("select", "category"), "adaptor");
  await save();
  assert.deepEqual(sent[0]?.said.labels, { category: "adaptor" });
  input("confirm").click();
  assert.equal(labels.hidden, true);
  await save();
  assert.deepEqual([sent[1]?.said.verdict, sent[1]?.said.labels], ["accept", undefined]);
});

test("a mark is added on the words that were selected, at their place in code points", async () => {
  const { sent, text } = opened();
  selectWords(text, "it  rains");
  find("button", "Add").click();
  assert.equal(input("Words").value, "it rains");
  await save();
  const { words, span, near, labels } = sent[0]?.said ?? {};
  // 𝐒 is one code point; “shield ” is our label and no word of the text
  assert.deepEqual([words, span, near], ["it rains", [111, 120], 4]);
  assert.deepEqual(labels, { category: "adaptor" });
});

test("a letter of two code units is one character of a selection", async () => {
  const { sent, text } = opened();
  selectWords(text, "𝐒o");
  find("button", "Add").click();
  await save();
  assert.deepEqual([sent[0]?.said.words, sent[0]?.said.span], ["𝐒o", [100, 102]]);
});

test("words that are typed have no place, and the labels follow the kind of mark", async () => {
  const { sent, text } = opened();
  selectWords(text, "rains");
  find("button", "Add").click();
  input("Words").value = "stay";
  pick(find("select", "Kind of mark"), "conditionals");
  assert.throws(() => input("category"));
  input("kind").value = "open";
  input("protasis").value = "we stay";
  await save();
  const { layer, span, labels, parts } = sent[0]?.said ?? {};
  assert.deepEqual([layer, span, labels], ["conditionals", [], { kind: "open" }]);
  assert.deepEqual(parts, { protasis: { words: "we stay", span: [] } });
});

test("parts of a conditional are taken from the selection; those that stay are not sent", async () => {
  const known = { layer: "hedges", start: 4, end: 11, surface: "if", labels: { protasis: "it\n rains" } };
  const html = readingOf().html.replace("hedges", "conditionals");
  const { sent, mark, text } = opened(readingOf({ html, marks: [{ ...known, layer: "conditionals" }] }));
  mark.click();
  input("relabel").click();
  assert.equal(input("protasis").value, "it rains");
  assert.equal(input("apodosis").placeholder, "none");
  selectWords(text, "We stay");
  document.getSelection()?.removeAllRanges();
  [...document.querySelectorAll("button")].filter((one) => one.textContent?.startsWith("Take"))[1]?.click();
  assert.equal(input("apodosis").value, "We stay");
  await save();
  assert.deepEqual(sent[0]?.said.parts, { apodosis: { words: "We stay", span: [122, 129] } });
  input("apodosis").value = "stay";
  await save();
  assert.deepEqual(sent[1]?.said.parts, { apodosis: { words: "stay", span: [] } });
});

test("words outside the text are not taken", () => {
  const { text } = opened();
  selectWords(text, "rains");
  selectWords(find(".hx-reading"), "Choose a mark");
  find("button", "Add").click();
  assert.equal(input("Words").value, "rains");
});

test("Escape closes the form first, then the text", () => {
  const { closed, mark } = opened();
  mark.click();
  press("Escape");
  assert.deepEqual([document.querySelector("form"), closed], [null, []]);
  isOne(document.activeElement, mark);
  press("Escape");
  assert.deepEqual(closed, ["text"]);
});
