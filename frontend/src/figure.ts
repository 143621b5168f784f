// The figure: one panel a layer, one row a group. A row is a button: it opens the lines that it counts.

import { drawn, h } from "./elements.ts";
import { roving } from "./keyboard.ts";
import type { Figure, Panel, Row } from "./messages.ts";

/** The scale of a panel: where it ends, and its round numbers. */
interface Scale {
  limit: number;
  steps: number[];
}

/** All panels; `open(row)` is called for the row that is chosen, `opened` is the group that is open now. */
export function figureOf(state: Figure, opened: string[] | undefined, open: (row: Row) => void): HTMLElement {
  const panels = state.panels.map((panel) => panelOf(panel, opened, open));
  return h(
    "figure",
    { class: "hx-figure" },
    h("figcaption", {}, h("b", {}, `${state.title}.`), ` ${state.caption}`),
    h("div", { class: "hx-panels" }, panels),
  );
}

/** One panel: its title, its rows, its scale. */
function panelOf(panel: Panel, opened: string[] | undefined, open: (row: Row) => void): HTMLElement {
  const limit = panel.limit * 1.04;
  const scale = { limit, steps: ticks(limit) };
  const rows = h(
    "div",
    { class: "hx-rows", role: "group", "aria-label": `${panel.title}, rates per ${panel.per}` },
    panel.rows.map((row) => rowOf(row, scale, String(opened) === String(row.group), open)),
  );
  if (!panel.rows.length) rows.append(h("p", { class: "hx-soft" }, "None were found."));
  else roving(rows, ".hx-row");
  return h(
    "section",
    { class: "hx-panel" },
    h("div", { class: "hx-head" }, h("h4", {}, panel.title), h("span", { class: "hx-n" }, "n")),
    rows,
    panel.rows.some((row) => row.rate !== null) ? axis(panel, scale) : null,
  );
}

/** One row: name, rate with its interval, count. */
function rowOf(row: Row, scale: Scale, pressed: boolean, open: (row: Row) => void): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "hx-row",
      "data-group": JSON.stringify(row.group),
      "aria-pressed": String(pressed),
      "aria-label": `${row.said}. Show the lines.`,
      title: row.said,
      on: { click: () => open(row) },
    },
    h("span", { class: "hx-name", dir: "auto" }, row.name),
    row.rate === null ? h("span", { class: "hx-soft" }, row.note) : scaled(row, row.rate, scale),
    h("span", { class: "hx-n" }, row.n.toLocaleString("en")),
  );
}

/** The rate as a point, its interval as a line. */
function scaled({ low, high }: Row, rate: number, { limit, steps }: Scale): SVGElement {
  const at = (value: number) => `${(100 * value) / limit}%`;
  const across = { y1: "50%", y2: "50%" };
  return drawn(
    "svg",
    { class: "hx-scale", "aria-hidden": "true" },
    steps.map((step) => drawn("line", { class: "hx-grid", x1: at(step), x2: at(step), y1: 0, y2: "100%" })),
    low === null || high === null
      ? null
      : drawn("line", { class: "hx-interval", x1: at(low), x2: at(high), ...across }),
    drawn("circle", { class: "hx-point", cx: at(rate), cy: "50%", r: 4 }),
  );
}

/** The scale below the rows of a panel. */
function axis(panel: Panel, { limit, steps }: Scale): HTMLElement {
  const marks = steps.map((step) => {
    const place = { x: `${(100 * step) / limit}%`, y: 12, "text-anchor": step ? "middle" : "start" };
    return drawn("text", place, String(step));
  });
  return h(
    "div",
    { class: "hx-axis", "aria-hidden": "true" },
    h("span"),
    drawn("svg", { class: "hx-scale" }, marks),
    h("span"),
    h("span"),
    h("span", { class: "hx-per" }, `rate per ${panel.per}`),
  );
}

/** Round numbers from 0 to a limit, four to six of them. */
export function ticks(limit: number): number[] {
  const rough = limit / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.floor(limit / step);
  return Array.from({ length: count + 1 }, (_, number) => Number((number * step).toPrecision(6)));
}
