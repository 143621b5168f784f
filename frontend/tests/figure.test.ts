import "./dom.ts";
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureOf, ticks } from "../src/figure.ts";
import type { Panel, Row } from "../src/messages.ts";
import { row, stateOf } from "./fake.ts";

const SCALES: [limit: number, steps: number[]][] = [
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0.31, [0, 0.1, 0.2, 0.3]],
  [31.2, [0, 10, 20, 30]],
  [104, [0, 50, 100]],
  [5200, [0, 2000, 4000]],
];

for (const [limit, steps] of SCALES) {
  test(`round numbers up to ${limit}`, () => assert.deepEqual(ticks(limit), steps));
}

function drawnWith(rows: Row[], opened?: string[]) {
  const { figure } = stateOf();
  const panel: Panel = {
    layer: "hedges",
    title: "Hedges",
    per: "rate per 1,000 words",
    least: 0,
    limit: 30,
    note: "",
    rows,
    line: [],
  };
  const chosen: Row[] = [];
  const element = figureOf({ ...figure, panels: [panel] }, opened, (one) => chosen.push(one));
  return { element, chosen, rows: [...element.querySelectorAll<HTMLElement>(".hx-row")] };
}

test("a row is a button that says its group, its count and its rate", () => {
  const perhaps = row("perhaps", 1234);
  const { rows, chosen } = drawnWith([perhaps, row("sort of")], ["hedges", "perhaps"]);
  assert.equal(rows[0]?.getAttribute("aria-label"), `${perhaps.said}. Show the lines.`);
  assert.equal(rows[0]?.querySelector(".hx-n")?.textContent, "1,234");
  assert.deepEqual(
    rows.map((one) => one.getAttribute("aria-pressed")),
    ["true", "false"],
  );
  rows[0]?.click();
  assert.deepEqual(chosen, [perhaps]);
});

test("a rate is a point with its interval, as long as there is one", () => {
  const { rows } = drawnWith([row("perhaps"), { ...row("maybe"), low: null, high: null }]);
  assert.deepEqual(
    rows.map((one) => one.querySelectorAll(".hx-point").length),
    [1, 1],
  );
  assert.deepEqual(
    rows.map((one) => one.querySelectorAll(".hx-interval").length),
    [1, 0],
  );
  assert.equal(rows[0]?.querySelector(".hx-point")?.getAttribute("cx"), `${2000 / 31.2}%`);
});

test("where there is no rate, the note says why and there is no scale", () => {
  const { element } = drawnWith([
    { ...row("perhaps"), rate: null, low: null, high: null, note: "too few words" },
  ]);
  assert.equal(element.querySelector(".hx-soft")?.textContent, "too few words");
  assert.equal(element.querySelector("svg"), null);
});

test("a layer without marks says so", () => {
  assert.match(drawnWith([]).element.textContent ?? "", /None were found\./);
});

test("a group is text, whatever it is called", () => {
  const { element } = drawnWith([row('<img src=x onerror="alert(1)">')]);
  assert.equal(element.querySelector("img"), null);
  assert.equal(element.querySelector(".hx-name")?.textContent, '<img src=x onerror="alert(1)">');
});
