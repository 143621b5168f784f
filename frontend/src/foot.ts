// The foot of the page: where decisions are kept, and the way to a study of what is seen.

import { button, type Child, field, fill, formFor, h, keyed } from "./elements.ts";
import type { Decisions } from "./messages.ts";
import { attempt, isNews, type Page } from "./page.ts";

/** Draw the foot about decisions where they are not what they were. */
export function drawDecisions(page: Page): void {
  const { decisions } = page.model.get("state");
  if (isNews(page, "decisions", decisions)) fill(page.decisions, decisionsOf(page, decisions));
}

/** How many decisions there are, where they are kept, and the way back. */
function decisionsOf(page: Page, decisions: Decisions): Child[] {
  const file = keyed("keep", h("input", { value: decisions.file, size: 24, placeholder: "decisions.yaml" }));
  const form = formFor(
    () => attempt(page, "Reading decisions …", "keep", { path: file.value }),
    { class: "hx-inline" },
    h("b", { class: "hx-count" }, `Decisions: ${decisions.number.toLocaleString("en")}`),
    field("kept in", file),
    decisions.place ? h("span", { class: "hx-place" }, decisions.place) : null,
    h("button", { type: "submit" }, "Use this file"),
  );
  const undo = () => attempt(page, "Taking back …", "undo", {});
  return [form, keyed("undo", button("Undo the last decision", undo, { disabled: !decisions.undo }))];
}

/** Write the view as a study, and say by which command it is run. */
export function freezing(page: Page): HTMLElement {
  const name = h("input", { value: "my-view.yaml", size: 24 });
  const replace = h("input", { type: "checkbox" });
  const said = h("div", { class: "hx-frozen", role: "status" });
  const freeze = async () => {
    const given = { path: name.value, replace: replace.checked };
    const frozen = await attempt(page, "Writing the study …", "freeze", given, "The view is frozen.");
    if (frozen === undefined) return fill(said);
    const run = [
      `${[`${frozen.file} is written.`, frozen.note].filter(Boolean).join(" ")} Run it in its folder:`,
      h("code", {}, frozen.command),
    ];
    return fill(said, run, "or the notebook alone:", h("code", {}, frozen.papermill));
  };
  return formFor(
    freeze,
    { class: "hx-foot hx-inline" },
    h("b", {}, "Freeze this view"),
    field("as", name),
    h("label", {}, replace, " replace a file of that name"),
    h("button", { type: "submit" }, "Freeze"),
    said,
  );
}
