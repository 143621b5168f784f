// One place of a sample: what it is, the words, the question, buttons with keys. Words of the corpus are set as
// text. Keys of the notebook are kept away while the widget has them.

import { fill, h } from "./elements.ts";
import type { Model, View } from "./kernel.ts";

/** What a widget for judging shows (analysis/study/explorer/judge.py). */
export interface Values {
  shown: Place;
  progress: { judged: number; all: number };
  estimates: string[];
  message: string;
  categories: string[];
}

/** One row of a sample. */
export interface Place {
  place: number;
  frame: string;
  layer: string;
  stratum: string;
  doc_id: string;
  item: string;
  category: string;
  voice: string;
  voice_kind: string;
  left: string;
  mark: string;
  right: string;
  judgement: string;
  label: string;
  note: string;
}

/** What was done on the page. */
export type Deed =
  | { do: "judge"; judgement: string; label: string; note: string }
  | { do: "undo" }
  | { do: "go"; by: number };

/** An answer to the question about a place: what it is called, its key, the judgement. */
type Answer = readonly [said: string, key: string, judgement: string];

/** The answers that the frame of a place knows. */
function answersOf(frame: string): Answer[] {
  if (frame === "marks") {
    return [
      ["Right", "y", "right"],
      ["Wrong", "n", "wrong"],
    ];
  }
  return [
    ["None missed", "0", "0"],
    ["One missed", "1", "1"],
    ["Two", "2", "2"],
    ["Three", "3", "3"],
  ];
}

/** What is asked about a place. */
function question(place: Place): string {
  return place.frame === "marks"
    ? `Is the marked wording one of the ${place.layer} (${place.item}, ${place.category})?`
    : `Marks found stand in [brackets]. How many of the ${place.layer} were missed here?`;
}

/** The words of a place: a mark in its context, or a sentence. */
function wording({ frame, left, mark, right }: Place): HTMLElement {
  const words = frame === "marks" ? [left, " ", h("mark", {}, mark), " ", right] : mark;
  return h("p", { class: "hr-words", dir: "auto" }, words);
}

/** What was said about a place already, in words. */
function saidBefore({ judgement, label, note }: Place): string {
  if (!judgement) return "Not judged yet.";
  return `Judged: ${[judgement, label, note].filter(Boolean).join(", ")}.`;
}

/** A button that says its key. */
function keyButton(said: string, key: string, act: () => void): HTMLElement {
  const attributes = { type: "button", class: "hr-key", "aria-keyshortcuts": key, on: { click: act } };
  return h("button", attributes, said, " ", h("kbd", {}, key));
}

/** A line to type in that says its key; `options` are suggestions. */
function keyField(said: string, value: string, key: string, options: string[] = []) {
  const id = options.length ? `hr-${Math.random().toString(36).slice(2)}` : null;
  const input = h("input", { type: "text", value, "aria-keyshortcuts": key, list: id });
  const suggested = options.map((name) => h("option", { value: name }));
  const list = id ? h("datalist", { id }, suggested) : null;
  return { row: h("label", { class: "hr-field" }, `${said} `, h("kbd", {}, key), " ", input, list), input };
}

/** The parts of the page. */
interface Page {
  model: Model<Values>;
  root: HTMLElement;
  head: HTMLElement;
  bar: HTMLProgressElement;
  body: HTMLElement;
  live: HTMLElement;
  label: HTMLInputElement;
  note: HTMLInputElement;
}

/** Build the page of one view of the widget. */
export function render({ model, el }: View<Values>): void {
  const page: Page = {
    model,
    root: h("section", {
      class: "hr-judge",
      tabindex: 0,
      "aria-label": "Judging a sample",
      "data-lm-suppress-shortcuts": "true",
    }),
    head: h("p", { class: "hr-head" }),
    bar: h("progress"),
    body: h("div"),
    live: h("p", { class: "hr-live", role: "status" }),
    label: h("input"),
    note: h("input"),
  };
  page.root.append(page.head, page.bar, page.body, page.live);
  page.root.addEventListener("keydown", (event) => pressed(page, event));
  el.append(page.root);
  model.on("change:shown", () => draw(page));
  model.on("change:message change:progress change:estimates", () => tell(page));
  draw(page);
}

/** Draw the place that is shown. */
function draw(page: Page): void {
  const { model, root, head, bar, body } = page;
  const place = model.get("shown");
  const { judged, all } = model.get("progress");
  head.textContent = `Place ${place.place} of ${all} · ${place.doc_id} · ${place.voice} (${place.voice_kind})`;
  Object.assign(bar, { max: all, value: judged });
  bar.setAttribute("aria-label", `${judged} of ${all} judged`);
  const inside = body.contains(document.activeElement);
  const asked = place.frame === "sentences" ? "Their categories, with semicolons" : "Another category";
  const label = keyField(asked, place.label, "l", model.get("categories"));
  const note = keyField("Note", place.note, "m");
  page.label = label.input;
  page.note = note.input;
  fill(
    body,
    h("p", { class: "hr-question" }, question(place)),
    wording(place),
    h("p", { class: "hr-said" }, saidBefore(place)),
    label.row,
    note.row,
    h("div", { class: "hr-keys", role: "group" }, keyButtons(page, place)),
  );
  if (inside) root.focus(); // what had the focus is gone
  tell(page);
}

/** Say how far the sample is judged, and what went wrong. */
function tell({ model, live }: Page): void {
  const { judged, all } = model.get("progress");
  const so = model.get("estimates").join("; ");
  live.textContent = [model.get("message"), `${judged} of ${all} judged.`, so].filter(Boolean).join(" ");
}

function keyButtons(page: Page, { frame }: Place): HTMLElement[] {
  return [
    ...answersOf(frame).map(([said, key, judgement]) => keyButton(said, key, () => judge(page, judgement))),
    keyButton("Undo", "u", () => send(page, { do: "undo" })),
    keyButton("Back", "←", () => send(page, { do: "go", by: -1 })),
    keyButton("Skip", "→", () => send(page, { do: "go", by: 1 })),
  ];
}

function send({ model }: Page, deed: Deed): void {
  model.send(deed);
}

function judge(page: Page, judgement: string): void {
  send(page, { do: "judge", judgement, label: page.label.value, note: page.note.value });
}

/** A key was pressed: inside a line it is the line's, elsewhere it is one of ours or nothing. */
function pressed(page: Page, event: KeyboardEvent): void {
  event.stopPropagation();
  if (event.target instanceof HTMLInputElement) {
    if (event.key === "Escape" || event.key === "Enter") page.root.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = deedOf(page, event.key);
  if (!act) return;
  event.preventDefault();
  act();
  if (!(document.activeElement instanceof HTMLInputElement)) page.root.focus();
}

/** What a key does; null for a key that is not ours. */
function deedOf(page: Page, key: string): (() => void) | null {
  const { frame } = page.model.get("shown");
  if (frame === "sentences" && /^[0-9]$/.test(key)) return () => judge(page, key);
  const answer = answersOf(frame).find(([, own]) => own === key);
  if (answer) return () => judge(page, answer[2]);
  const deeds: Record<string, () => void> = {
    u: () => send(page, { do: "undo" }),
    l: () => page.label.focus(),
    m: () => page.note.focus(),
    ArrowLeft: () => send(page, { do: "go", by: -1 }),
    ArrowRight: () => send(page, { do: "go", by: 1 }),
  };
  return Object.hasOwn(deeds, key) ? (deeds[key] ?? null) : null;
}

export default { render };
