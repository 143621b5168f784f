import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "../src/elements.ts";
import { moved, onEscape, roving } from "../src/keyboard.ts";
import { emptyPage, press } from "./dom.ts";

const MOVES: [key: string, at: number, size: number, to: number | null][] = [
  ["ArrowDown", 0, 3, 1],
  ["ArrowDown", 2, 3, 2],
  ["ArrowUp", 2, 3, 1],
  ["ArrowUp", 0, 3, 0],
  ["Home", 2, 3, 0],
  ["End", 0, 3, 2],
  ["a", 1, 3, null],
  ["End", -1, 3, null],
  ["Home", 0, 0, null],
];

for (const [key, at, size, to] of MOVES) {
  test(`${key} leads from ${at} of ${size} to ${to}`, () => assert.equal(moved(key, at, size), to));
}

function listOf(...names: string[]) {
  const page = emptyPage();
  const list = h(
    "div",
    {},
    names.map((name) => h("button", { class: "one", id: name }, name)),
    h("input"),
  );
  page.append(list);
  roving(list, ".one");
  const stops = () => [...list.querySelectorAll<HTMLElement>(".one")].map((one) => one.tabIndex);
  return { list, stops };
}

test("a list is one stop of the Tab key, where the focus was last", () => {
  const { list, stops } = listOf("a", "b", "c");
  assert.deepEqual(stops(), [0, -1, -1]);
  list.querySelector<HTMLElement>("#a")?.focus();
  assert.equal(press("ArrowDown"), false);
  assert.equal(document.activeElement?.id, "b");
  assert.deepEqual(stops(), [-1, 0, -1]);
  press("End");
  assert.equal(document.activeElement?.id, "c");
});

test("other keys, and keys in other elements of the list, are the browser's", () => {
  const { list, stops } = listOf("a", "b");
  list.querySelector<HTMLElement>("#a")?.focus();
  assert.equal(press("x"), true);
  assert.equal(press("ArrowDown", list.querySelector("input")), true);
  assert.equal(document.activeElement?.id, "a");
  assert.deepEqual(stops(), [0, -1]);
});

test("Escape closes the innermost", () => {
  const closed: string[] = [];
  const page = emptyPage();
  const inner = h("p", {}, h("input"));
  const outer = h("div", {}, inner);
  page.append(outer);
  onEscape(inner, () => closed.push("inner"));
  onEscape(outer, () => closed.push("outer"));
  press("Enter", inner.firstElementChild);
  press("Escape", inner.firstElementChild);
  assert.deepEqual(closed, ["inner"]);
});
