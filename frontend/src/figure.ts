// The figure: one panel a layer, one row a group. A row is a button: it opens the lines that it counts.

import { drawn, h } from "./elements.ts";
import { roving } from "./keyboard.ts";
import type { Figure, Panel, Row } from "./messages.ts";

/** The scale of a panel: where it ends, and its round numbers. */
interface Scale {
  least: number;
  limit: number;
  steps: number[];
}

/** All panels; `open(row)` is called for the row that is chosen, `opened` is the group that is open now. */
export function figureOf(state: Figure, opened: string[] | undefined, open: (row: Row) => void): HTMLElement {
  const panels = state.panels.map((panel) => panelOf(panel, opened, open));
  return h(
    "figure",
    { class: "hx-figure" },
    h(
      "figcaption",
      {},
      h("b", {}, `${state.title}.`),
      ` ${state.caption} `,
      state.note ? h("em", {}, state.note) : null,
    ),
    h("div", { class: "hx-panels" }, panels),
  );
}

/** One panel: its title, its rows, its scale. */
function panelOf(panel: Panel, opened: string[] | undefined, open: (row: Row) => void): HTMLElement {
  const scale = scaleOf(panel);
  const rows = h(
    "div",
    { class: "hx-rows", role: "group", "aria-label": `${panel.title}, ${panel.per}` },
    panel.rows.map((row) => rowOf(row, scale, String(opened) === String(row.group), open)),
  );
  if (!panel.rows.length) rows.append(h("p", { class: "hx-soft" }, panel.note || "None were found."));
  else roving(rows, ".hx-row");
  return h(
    "section",
    { class: "hx-panel" },
    h("div", { class: "hx-head" }, h("h4", {}, panel.title), h("span", { class: "hx-n" }, "n")),
    panel.line.length ? lineOf(panel) : null,
    rows,
    panel.rows.some((row) => row.rate !== null) ? axis(panel, scale) : null,
    panel.rows.length && panel.note ? h("p", { class: "hx-soft hx-note" }, panel.note) : null,
  );
}

/** The scale of a panel; it holds zero, and a little more than every interval. */
function scaleOf(panel: Panel): Scale {
  const room = 0.04 * (panel.limit - panel.least);
  const least = panel.least < 0 ? panel.least - room : 0;
  const limit = panel.limit + room;
  return { least, limit, steps: ticks(limit, least) };
}

/** The line along time with its band; the rows below it say the same by periods. */
function lineOf(panel: Panel): HTMLElement {
  const points = panel.line.filter((point) => point.at !== null && point.rate !== null);
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  const top = Math.max(...points.map((point) => point.high ?? point.rate ?? 0)) * 1.04 || 1;
  const x = (at: number) => (100 * (at - first)) / (last - first || 1);
  const y = (rate: number) => 100 - (100 * rate) / top;
  const path = (name: "rate" | "low" | "high") =>
    points.map((point) => `${x(point.at ?? 0).toFixed(2)},${y(point[name] ?? point.rate ?? 0).toFixed(2)}`);
  const band = [...path("high"), ...path("low").reverse()].join(" ");
  const stretched = { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" };
  const drawing = drawn(
    "svg",
    { class: "hx-line-chart", ...stretched },
    drawn("polygon", { class: "hx-band", points: band }),
    drawn("polyline", { class: "hx-curve", points: path("rate").join(" ") }),
  );
  const ends = [
    h("span", {}, String(Math.round(first))),
    h("span", {}, `0 to ${Number(top.toPrecision(2))} ${panel.per}`),
    h("span", {}, String(Math.round(last))),
  ];
  return h(
    "div",
    { class: "hx-along" },
    drawing,
    h("div", { class: "hx-ends", "aria-hidden": "true" }, ends),
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
function scaled({ low, high }: Row, rate: number, { least, limit, steps }: Scale): SVGElement {
  const at = (value: number) => `${(100 * (value - least)) / (limit - least)}%`;
  const across = { y1: "50%", y2: "50%" };
  return drawn(
    "svg",
    { class: "hx-scale", "aria-hidden": "true" },
    steps.map((step) =>
      drawn("line", {
        class: step || !least ? "hx-grid" : "hx-grid hx-zero",
        x1: at(step),
        x2: at(step),
        y1: 0,
        y2: "100%",
      }),
    ),
    low === null || high === null
      ? null
      : drawn("line", { class: "hx-interval", x1: at(low), x2: at(high), ...across }),
    drawn("circle", { class: "hx-point", cx: at(rate), cy: "50%", r: 4 }),
  );
}

/** The scale below the rows of a panel. */
function axis(panel: Panel, { least, limit, steps }: Scale): HTMLElement {
  const marks = steps.map((step) => {
    const x = `${(100 * (step - least)) / (limit - least)}%`;
    const place = { x, y: 12, "text-anchor": step || least ? "middle" : "start" };
    return drawn("text", place, String(step));
  });
  return h(
    "div",
    { class: "hx-axis", "aria-hidden": "true" },
    h("span"),
    drawn("svg", { class: "hx-scale" }, marks),
    h("span"),
    h("span"),
    h("span", { class: "hx-per" }, panel.per),
  );
}

/** Round numbers up to a limit, four to six of them, from 0 or, where `least` is below it, from there. */
export function ticks(limit: number, least = 0): number[] {
  const rough = (limit - least) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(least / step) || 0;
  const count = Math.floor(limit / step) - first;
  return Array.from({ length: count + 1 }, (_, number) => Number(((first + number) * step).toPrecision(6)));
}
