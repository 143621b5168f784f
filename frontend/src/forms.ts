// The forms in which a reader decides about marks.

import { button, type Child, field, fill, formFor, h, select } from "./elements.ts";
import { wordsOf } from "./kernel.ts";
import { onEscape } from "./keyboard.ts";
import type { Labels, Mark, Offered, Pair, Picked, Questions, Reading, Verdict } from "./messages.ts";
import { inLine, NOTHING } from "./picking.ts";

/** Sends a decision; `file` is where decisions will be kept, if they were not kept before. */
export type Decide = <Name extends "decide" | "add">(
  name: Name,
  said: Questions[Name],
  file?: string,
) => Promise<void>;

/** What the forms of a text need: the text, what can be said, the file of decisions ("" for none yet). */
export interface Desk {
  answer: Reading;
  offered: Offered;
  kept: string;
  decide: Decide;
  /** The words that were selected last in the text. */
  selected(): Picked;
  /** Shows a form below the text, or none. */
  put(form: HTMLElement | null): void;
}

/** Fields, and what was changed in them. */
interface Fields<Value> {
  element: HTMLElement;
  changed(): Record<string, Value>;
}

/** What readers type once and not again. */
const remembered = { annotator: "" };

const VERDICTS: readonly (readonly [Verdict, string])[] = [
  ["reject", "reject: this is none"],
  ["relabel", "relabel: it is something else"],
  ["accept", "confirm: it stands as it is"],
];

/** Confirm, reject or relabel one mark; `element` is the mark in the text, `decided` what a key has said. */
export function markForm(mark: Mark, element: HTMLElement, desk: Desk, decided?: Verdict): HTMLElement {
  const { answer, offered, decide, selected, put } = desk;
  const labels = labelFields(offered.labels[mark.layer], mark.labels);
  const parts = partFields(offered.parts[mark.layer], mark.labels, selected);
  const otherwise = h("div", {}, labels.element, parts.element);
  const verdicts = verdictField((verdict) => {
    otherwise.hidden = verdict !== "relabel";
  }, decided);
  const form = formOf(
    `${offered.nouns[mark.layer]} “${mark.surface}”`,
    [verdicts.element, otherwise],
    (said, file) => {
      const verdict = verdicts.verdict();
      const place = { document: answer.document, layer: mark.layer, start: mark.start, end: mark.end };
      const chosen = verdict === "relabel" ? { labels: labels.changed(), parts: parts.changed() } : {};
      return decide("decide", { ...place, verdict, ...chosen, ...said }, file);
    },
    desk.kept,
    () => {
      put(null);
      element.focus();
    },
  );
  if (decided) (form.querySelector<HTMLElement>("[aria-label=Reason]") ?? form).dataset.first = "";
  return form;
}

/** One button a verdict, `first` is chosen; `show` hears which is chosen, now and later. */
function verdictField(
  show: (verdict: Verdict) => void,
  first: Verdict = "reject",
): { element: HTMLElement; verdict(): Verdict } {
  const name = `hx-verdict-${Math.random()}`;
  let chosen = first;
  const choices = VERDICTS.map(([verdict, said]) => {
    const choose = () => {
      chosen = verdict;
      show(chosen);
    };
    const checked = verdict === chosen;
    const input = h("input", { type: "radio", name, value: verdict, checked, on: { change: choose } });
    return h("label", {}, input, ` ${said}`);
  });
  show(chosen);
  return { element: h("fieldset", {}, h("legend", {}, "Decide"), choices), verdict: () => chosen };
}

/** Add a mark on some words; those selected in the text are filled in. `opener` is what opened the form. */
export function addForm(opener: HTMLElement, desk: Desk): HTMLElement {
  const { answer, offered, decide, selected, put } = desk;
  const selection = selected();
  const words = h("input", { value: selection.words, required: true, size: 28 });
  const fieldsOf = (layer: string) => ({
    labels: labelFields(offered.labels[layer], {}, offered.needed[layer]),
    parts: partFields(offered.parts[layer], {}, selected),
  });
  const holder = h("div");
  const show = () => {
    const shown = fieldsOf(layer.value);
    fill(holder, shown.labels.element, shown.parts.element);
    return shown;
  };
  const layer = select(Object.entries(offered.nouns), "hedges", () => {
    fields = show();
  });
  let fields = show();
  return formOf(
    "Add a mark",
    [field("Words", words), field("Kind of mark", layer), holder],
    (said, file) => {
      const place = { document: answer.document, layer: layer.value, words: words.value, near: answer.start };
      const span = words.value === selection.words ? selection.span : [];
      const chosen = { labels: fields.labels.changed(), parts: fields.parts.changed() };
      return decide("add", { ...place, span, ...chosen, ...said }, file);
    },
    desk.kept,
    () => {
      put(null);
      opener.focus();
    },
  );
}

/** What every form says: why, and who says so. */
interface Signed {
  reason: string;
  annotator: string;
}

/**
 * A form with a reason and the reader's name at its end; where no file for decisions is `kept`, it asks for
 * one.
 */
function formOf(
  title: string,
  parts: Child[],
  send: (said: Signed, file: string | undefined) => Promise<void>,
  kept: string,
  cancel: () => void,
): HTMLElement {
  const file = kept ? null : h("input", { value: "decisions.yaml", size: 18 });
  const reason = h("input", { size: 40, "aria-label": "Reason", placeholder: "why, in a few words" });
  const annotator = h("input", { size: 8, value: remembered.annotator });
  const save = h("button", { type: "submit" }, "Save the decision");
  const wrong = h("p", { class: "hx-wrong", role: "alert" });
  const submit = () => {
    remembered.annotator = annotator.value;
    save.disabled = true;
    send({ reason: reason.value, annotator: annotator.value }, file?.value)
      .catch((error) => fill(wrong, wordsOf(error)))
      .finally(() => {
        save.disabled = false;
      });
  };
  const form = formFor(
    submit,
    { class: "hx-form", "aria-label": title },
    h("b", {}, title),
    parts,
    field("Reason", reason),
    field("Your initials", annotator),
    file && field("Keep decisions in", file),
    h("span", { class: "hx-buttons" }, save, button("Cancel", cancel)),
    wrong,
  );
  onEscape(form, cancel);
  return form;
}

/**
 * One field for each label of a layer: a list where the values are closed, else a line to type in.
 * `changed()` gives those that differ from `current`, and all that are `needed`.
 */
function labelFields(
  labels: Labels = {},
  current: Record<string, string>,
  needed: string[] = [],
): Fields<string> {
  const inputs = Object.entries(labels).map(([name, values]) => {
    const now = current[name] ?? "";
    const unsaid: Pair[] = needed.includes(name) ? [] : [[now, now || "–"]];
    const others = values.filter((value) => !unsaid.length || value !== now);
    const pairs = [...unsaid, ...others.map((value) => [value, value.replaceAll("-", " ")] as const)];
    const input = values.length
      ? select(pairs, now || (pairs[0]?.[0] ?? ""))
      : h("input", { value: now, size: 18 });
    return { name, input, now: needed.includes(name) ? null : now };
  });
  const fields = inputs.map(({ name, input }) => field(name, input));
  return {
    element: h("div", { class: "hx-labels" }, fields),
    changed: () =>
      Object.fromEntries(
        inputs.filter(({ input, now }) => input.value !== now).map(({ name, input }) => [name, input.value]),
      ),
  };
}

/**
 * One field for each part of a conditional, with its words; `selected()` are those selected last in the text.
 * `changed()` gives the parts whose words differ from `current`.
 */
function partFields(
  names: string[] = [],
  current: Record<string, string>,
  selected: () => Picked,
): Fields<Picked> {
  const inputs = names.map((name) => {
    const now = inLine(current[name] ?? "");
    const placeholder = name === "apodosis" ? "none" : "";
    const input = h("input", { value: now, size: 40, dir: "auto", placeholder });
    let taken = NOTHING;
    const take = () => {
      if (!selected().words) return;
      taken = selected();
      input.value = taken.words;
    };
    const said = () => ({ words: input.value, span: input.value === taken.words ? taken.span : [] });
    const element = h(
      "div",
      { class: "hx-inline" },
      field(name, input),
      button("Take the selected words", take),
    );
    return { name, element, said, isChanged: () => input.value !== now };
  });
  return {
    element: h(
      "div",
      {},
      inputs.map((one) => one.element),
    ),
    changed: () =>
      Object.fromEntries(inputs.filter((one) => one.isChanged()).map((one) => [one.name, one.said()])),
  };
}
