// A page without a browser, and keys, clicks and selections in it.

import assert from "node:assert/strict";
import { Window } from "happy-dom";

let window: Window;
open();

/** Open a page of its own: nothing listens in it yet. */
function open(): void {
  window = new Window();
  for (const name of ["document", "HTMLElement", "HTMLInputElement"] as const) {
    Object.assign(globalThis, { [name]: window[name] });
  }
}

/** An empty element in an empty page, to draw into. */
export function emptyPage(): HTMLElement {
  open();
  const el = document.createElement("div");
  document.body.append(el);
  return el;
}

/** The first element that a selector finds, and whose accessible name begins so. */
export function find<Kind extends HTMLElement = HTMLElement>(selector: string, named = ""): Kind {
  const all = [...document.querySelectorAll<Kind>(selector)];
  const found = all.find((one) => nameOf(one).startsWith(named));
  if (!found) throw new Error(`no ${selector} named ${named}; there are: ${all.map(nameOf).join(" | ")}`);
  return found;
}

/** What an element is called: its label, its own words, or the words of the label around it. */
export function nameOf(element: Element): string {
  const own = element.getAttribute("aria-label");
  if (own !== null) return own;
  const label = element.matches("input, select") ? element.closest("label") : element;
  return (
    (label?.firstElementChild?.matches("span") ? label.firstElementChild : label)?.textContent?.trim() ?? ""
  );
}

/** Fails unless two elements are one; elements are too large to be printed. */
export function isOne(actual: Element | null | undefined, expected: Element | null | undefined): void {
  assert.ok(actual === expected, `${actual?.outerHTML} is not ${expected?.outerHTML}`);
}

/** Press a key where the focus is, or in an element; says whether the page left it to the browser. */
export function press(key: string, target: Element | null = document.activeElement, more = {}): boolean {
  const init = { key, bubbles: true, cancelable: true, ...more };
  return target?.dispatchEvent(new window.KeyboardEvent("keydown", init) as unknown as Event) ?? true;
}

/** Choose a value of a list, as a reader does. */
export function pick(list: HTMLSelectElement, value: string): void {
  list.value = value;
  list.dispatchEvent(new window.Event("change", { bubbles: true }) as unknown as Event);
}

/** Select words of a text, from the first place where they stand. */
export function selectWords(inside: Element, words: string): void {
  const walker = document.createTreeWalker(inside, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(words) ?? -1;
    if (at < 0) continue;
    document.getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
    document.dispatchEvent(new window.Event("selectionchange") as unknown as Event);
    return;
  }
  throw new Error(`the words are not there: ${words}`);
}

/** Resolves when everything that waits for an answer has heard it. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
