// The explorer: choices, figure, lines, text, decisions, freeze. It draws what the kernel answers.

import { drawChoices } from "./choices.ts";
import { fill, h } from "./elements.ts";
import { figureOf } from "./figure.ts";
import { drawDecisions, freezing } from "./foot.ts";
import { asker, type View } from "./kernel.ts";
import type { Answers, Questions, State } from "./messages.ts";
import { followUp, openLines } from "./opened.ts";
import { emptyPage, isNews, keepingFocus, type Page } from "./page.ts";
import { searching } from "./search.ts";

/** Build the page of one view of the widget; gives back what ends it. */
export function render({ model, el }: View<{ state: State }>): () => void {
  const redraw = () => draw(page);
  const ask = asker<Questions, Answers>(model, (progress) => fill(page.status, progress));
  const page = emptyPage(model, ask, { draw: redraw, followUp: () => followUp(page, true) });
  const { status, figure, found, lines, reading, decisions } = page;
  const shown = [status, searching(page), figure, found, lines, reading, decisions, freezing(page)];
  const body = h("div", { class: "hx-body" }, shown);
  page.root.append(page.choices, body);
  el.append(page.root);
  redraw();
  model.on("change:state", redraw);
  return () => model.off("change:state", redraw);
}

/**
 * Draw what follows from the state; what had the focus keeps it. What would be the same is left alone: a
 * button that is replaced under the mouse hears no click.
 */
function draw(page: Page): void {
  keepingFocus(page, () => {
    drawChoices(page);
    drawFigure(page);
    drawDecisions(page);
  });
}

function drawFigure(page: Page): void {
  const { figure } = page.model.get("state");
  if (!isNews(page, "figure", figure)) return;
  fill(
    page.figure,
    figureOf(figure, page.open?.row.group, (row) => {
      fill(page.found);
      openLines(page, row);
    }),
  );
}

export default { render };
