import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, fill, formFor, h, select } from "../src/elements.ts";
import { emptyPage, pick, press } from "./dom.ts";

const EVIL = '<img src=x onerror="alert(1)"> & </span><script>1</script>';

test("strings are text, whatever stands in them", () => {
  const element = h("p", { title: EVIL }, EVIL, [h("b", {}, EVIL)]);
  assert.equal(element.querySelectorAll("img, script").length, 0);
  assert.equal(element.textContent, EVIL + EVIL);
  assert.equal(element.title, EVIL);
  fill(element, EVIL);
  assert.deepEqual([element.childNodes.length, element.textContent], [1, EVIL]);
});

test("null, undefined and false leave a child or an attribute out; 0 and the empty string do not", () => {
  const element = h("input", { role: null, name: undefined, disabled: false, tabindex: 0, class: "" });
  assert.deepEqual(element.getAttributeNames().sort(), ["class", "tabindex"]);
  const list = h("ul", {}, null, [undefined, [h("li", {}, "a"), null]]);
  assert.equal(list.innerHTML, "<li>a</li>");
});

test("what a reader changes is a property", () => {
  const box = h("input", { type: "checkbox", checked: true, value: "yes" });
  assert.deepEqual([box.checked, box.value, box.hasAttribute("checked")], [true, "yes", false]);
});

test("drawings are in their own namespace", () => {
  assert.equal(drawn("circle", { r: 4 }).namespaceURI, "http://www.w3.org/2000/svg");
});

test("a list says what was chosen, numbers as words", () => {
  const chosen: string[] = [];
  const pairs = [[6, "six"] as const, [12, "twelve"] as const];
  const list = select(pairs, 12, (value) => chosen.push(value));
  assert.equal(list.value, "12");
  pick(list, "6");
  assert.deepEqual(chosen, ["6"]);
});

test("the Enter key sends a form from a line of text, and from nothing else", () => {
  const page = emptyPage();
  let sent = 0;
  const line = h("input");
  const box = h("input", { type: "checkbox" });
  const form = formFor(() => (sent += 1), {}, line, box, h("button", { type: "submit" }));
  page.append(form);
  assert.equal(press("Enter", box), true);
  assert.equal(press("a", line), true);
  assert.equal(sent, 0);
  assert.equal(press("Enter", line), false);
  assert.equal(sent, 1);
});
