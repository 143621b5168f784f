import assert from "node:assert/strict";
import { test } from "node:test";
import { type Deed, type Place, render, type Values } from "../src/judge.ts";
import { emptyPage, find, isOne, press } from "./dom.ts";
import { FakeModel } from "./fake.ts";

const MARK: Place = {
  ...{ place: 3, frame: "marks", layer: "hedges", stratum: "shield", doc_id: "talk.txt" },
  ...{ item: "perhaps", category: "shield", voice: "Ann Lee", voice_kind: "speaker" },
  ...{ left: "<b>So</b>", mark: "perhaps", right: "<script>1</script>.", judgement: "", label: "", note: "" },
};
const SENTENCE: Place = { ...MARK, frame: "sentences", left: "", mark: "So [perhaps].", right: "" };

function judging(shown: Place = MARK) {
  const values = {
    shown,
    progress: { judged: 2, all: 40 },
    estimates: [],
    message: "",
    categories: ["shield"],
  };
  const model = new FakeModel<Values, Deed>(values);
  const el = emptyPage();
  render({ model, el });
  const root = find(".hr-judge");
  root.focus();
  return { model, root };
}

const said = (selector: string) => find(selector).textContent;

test("a place is shown as text, with what is asked about it", () => {
  judging();
  assert.equal(said(".hr-head"), "Place 3 of 40 · talk.txt · Ann Lee (speaker)");
  assert.equal(said(".hr-question"), "Is the marked wording one of the hedges (perhaps, shield)?");
  assert.equal(said(".hr-words"), "<b>So</b> perhaps <script>1</script>.");
  assert.equal(said("mark"), "perhaps");
  isOne(document.querySelector("script, b"), null);
  assert.equal(said(".hr-said"), "Not judged yet.");
  assert.equal(find("progress").getAttribute("aria-label"), "2 of 40 judged");
});

const KEYS: [shown: Place, key: string, deed: Deed | null][] = [
  [MARK, "y", { do: "judge", judgement: "right", label: "", note: "" }],
  [MARK, "n", { do: "judge", judgement: "wrong", label: "", note: "" }],
  [MARK, "0", null],
  [MARK, "constructor", null],
  [MARK, "u", { do: "undo" }],
  [MARK, "ArrowLeft", { do: "go", by: -1 }],
  [MARK, "ArrowRight", { do: "go", by: 1 }],
  [SENTENCE, "0", { do: "judge", judgement: "0", label: "", note: "" }],
  [SENTENCE, "7", { do: "judge", judgement: "7", label: "", note: "" }],
  [SENTENCE, "y", null],
];

for (const [shown, key, deed] of KEYS) {
  test(`${key} over ${shown.frame} does ${JSON.stringify(deed)}`, () => {
    const { model } = judging(shown);
    assert.equal(press(key), deed === null);
    assert.deepEqual(model.sent, deed ? [deed] : []);
  });
}

test("every button says its key, and does what the key does", () => {
  const { model } = judging();
  const buttons = [...document.querySelectorAll("button")];
  const keys = buttons.map((button) => button.getAttribute("aria-keyshortcuts"));
  assert.deepEqual(keys, ["y", "n", "u", "←", "→"]);
  for (const button of buttons) button.click();
  assert.deepEqual(
    model.sent.map((deed) => deed.do),
    ["judge", "judge", "undo", "go", "go"],
  );
});

test("keys with Control, Alt or Meta are not ours", () => {
  const { model } = judging();
  for (const held of ["ctrlKey", "altKey", "metaKey"])
    assert.equal(press("y", undefined, { [held]: true }), true);
  assert.deepEqual(model.sent, []);
});

test("l and m lead to the lines to type in, where keys are letters until Escape or Enter", () => {
  const { model, root } = judging();
  for (const [key, back] of [
    ["l", "Escape"],
    ["m", "Enter"],
  ] as const) {
    assert.equal(press(key), false);
    const line = document.activeElement as HTMLInputElement;
    assert.equal(line.getAttribute("aria-keyshortcuts"), key);
    press("y");
    assert.deepEqual(model.sent, []);
    line.value = `typed at ${key}`;
    press(back);
    isOne(document.activeElement, root);
  }
  press("n");
  assert.deepEqual(model.sent, [
    { do: "judge", judgement: "wrong", label: "typed at l", note: "typed at m" },
  ]);
});

test("no key reaches the notebook", () => {
  const { root } = judging();
  const heard: string[] = [];
  root.parentElement?.addEventListener("keydown", (event) => heard.push(event.key));
  for (const key of ["y", "d", "Escape"]) press(key);
  assert.deepEqual(heard, []);
});

test("the next place is drawn with what was said about it, and the focus stays inside", () => {
  const { model, root } = judging();
  find("button", "Right").focus();
  const again = { ...MARK, place: 4, judgement: "wrong", label: "adaptor", note: "unsure" };
  model.set({ shown: again });
  assert.equal(said(".hr-said"), "Judged: wrong, adaptor, unsure.");
  isOne(document.activeElement, root);
  const lines = [...document.querySelectorAll("input")].map((line) => line.value);
  assert.deepEqual(lines, ["adaptor", "unsure"]);
});

test("categories are suggested, and asked for in the plural over sentences", () => {
  judging(SENTENCE);
  const line = find<HTMLInputElement>("input");
  assert.match(line.closest("label")?.textContent ?? "", /^Their categories, with semicolons/);
  const list = document.getElementById(line.getAttribute("list") ?? "");
  assert.equal(list?.querySelector("option")?.value, "shield");
});

test("what went wrong, how far it is and the estimates are said", () => {
  const { model } = judging();
  model.set({
    message: "the judgement is not saved",
    estimates: ["precision 0.90 [0.80, 0.95]", "recall 0.5"],
  });
  assert.equal(
    said(".hr-live"),
    "the judgement is not saved 2 of 40 judged. precision 0.90 [0.80, 0.95]; recall 0.5",
  );
});
