// A text around one mark: each mark in it is a button that opens the form to decide about it.

import { button, fill, h } from "./elements.ts";
import { addForm, type Decide, type Desk, markForm } from "./forms.ts";
import { isPlain, onEscape, onKeys } from "./keyboard.ts";
import type { Offered, Reading, Verdict } from "./messages.ts";
import { lastPicked } from "./picking.ts";

/** What can be done from a text: send a decision, ask for more of the text, put it away. */
interface Acts {
  decide: Decide;
  more(): void;
  close(): void;
  /** Go on to the next line, or back to the one before. */
  step(by: number): void;
  undo(): void;
}

/** The keys that decide about a mark that has the focus. */
const VERDICTS: Readonly<Record<string, Verdict>> = { c: "accept", x: "reject", r: "relabel" };

/** The text of a document. Its HTML comes escaped from the kernel. `kept` is the file of decisions. */
export function readingOf(
  answer: Reading,
  offered: Offered,
  kept: string,
  { decide, more, close, step, undo }: Acts,
): HTMLElement {
  const text = h("div", { class: "hx-text" });
  text.innerHTML = answer.html;
  const below = h("div", { class: "hx-desk" });
  const selected = lastPicked(text, answer.at);
  const desk = {
    answer,
    offered,
    kept,
    decide,
    selected,
    put: (form: HTMLElement | null) => putForm(below, form),
  };
  prepareMarks(text, desk);
  const adding = button("Add a mark…", () => desk.put(addForm(adding, desk)));
  const shown = h(
    "section",
    { class: "hx-part hx-reading", "aria-label": "Text" },
    h(
      "div",
      { class: "hx-bar" },
      h("h4", { tabindex: -1 }, "In its text"),
      answer.whole ? null : button("Show more of the text", more),
      adding,
      button("Close", close),
    ),
    h(
      "p",
      { class: "hx-soft" },
      "Choose a mark to confirm, reject or relabel it. To add one, select its words first. Keys: c confirm, x reject, r relabel, a add, j next line, k line before, u undo.",
    ),
    h("p", { class: "hx-done", role: "status" }),
    text,
    below,
  );
  onEscape(shown, close);
  onKeys(shown, { j: () => step(1), k: () => step(-1), u: undo, a: () => adding.click() });
  return shown;
}

/** Let every mark of a text open its form. */
function prepareMarks(text: HTMLElement, desk: Desk): void {
  const marks = new Map(desk.answer.marks.map((mark) => [`${mark.layer} ${mark.start} ${mark.end}`, mark]));
  for (const element of text.querySelectorAll<HTMLElement>("[data-layer]")) {
    const { layer, start, end } = element.dataset;
    const mark = marks.get(`${layer} ${start} ${end}`);
    if (mark) prepare(element, (verdict) => desk.put(markForm(mark, element, desk, verdict)));
  }
}

/** Make a mark of the text a button that opens its form; to select its words is no click. */
function prepare(element: HTMLElement, open: (verdict?: Verdict) => void): void {
  element.setAttribute("role", "button");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (document.getSelection()?.isCollapsed ?? true) open();
  });
  element.addEventListener("keydown", (event) => {
    const verdict = isPlain(event) ? VERDICTS[event.key] : undefined;
    if (!verdict && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open(verdict);
  });
}

/** Show a form below the text, or none. */
function putForm(below: HTMLElement, form: HTMLElement | null): void {
  fill(below, form);
  const first =
    form?.querySelector<HTMLElement>("[data-first]") ?? form?.querySelector<HTMLElement>("input, select");
  first?.focus();
  form?.scrollIntoView({ block: "nearest" });
}
