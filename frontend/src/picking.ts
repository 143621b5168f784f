// The words of a text that a reader selects with the mouse, and where they stand.

import type { Picked } from "./messages.ts";

export const NOTHING: Picked = { words: "", span: [] };

/** Gives the words that were selected last inside a text: the way to a button may end a selection. */
export function lastPicked(text: HTMLElement, at: number): () => Picked {
  let last = NOTHING;
  const notice = () => {
    const body = text.querySelector(".hr-text");
    if (!text.isConnected) document.removeEventListener("selectionchange", notice);
    else if (body) last = picked(body, at) ?? last;
  };
  document.addEventListener("selectionchange", notice);
  return () => last;
}

/**
 * The words that are selected in the body of a text that begins at `at`, and their place in the whole text in
 * code points; null if none are.
 */
export function picked(body: Element, at: number): Picked | null {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const start = at + lengthBefore(body, range.startContainer, range.startOffset);
  const inside = ownWords(range.cloneContents());
  return { words: inLine(inside), span: [start, start + [...inside].length] };
}

/**
 * Select a place of a text, in code points of the whole text; `at` is where the body begins. Gives the element that
 * holds its beginning, null where the place is not shown.
 */
export function selectPlace(body: Element, at: number, [start, end]: [number, number]): Element | null {
  const first = pointAt(body, start - at);
  const last = pointAt(body, end - at);
  if (!first || !last) return null;
  document.getSelection()?.setBaseAndExtent(first.node, first.offset, last.node, last.offset);
  return first.node.parentElement;
}

/** The piece of the page that holds so many code points of the text before it, and how far inside it they end. */
function pointAt(body: Element, points: number): { node: Text; offset: number } | null {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let left = points;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest(".hr-label")) continue;
    const letters = [...node.data];
    if (left <= letters.length) return { node, offset: letters.slice(0, left).join("").length };
    left -= letters.length;
  }
  return null;
}

/** How many code points of the text itself, without our labels, stand before a place in the page. */
function lengthBefore(body: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.setStart(body, 0);
  range.setEnd(node, offset);
  return [...ownWords(range.cloneContents())].length;
}

/** The words of the text in a piece of the page: what carries the class hr-label is ours. */
function ownWords(fragment: DocumentFragment): string {
  for (const label of fragment.querySelectorAll(".hr-label")) label.remove();
  return fragment.textContent ?? "";
}

/** Words in one line, with single spaces. */
export function inLine(words: string): string {
  return words.split(/\s+/).filter(Boolean).join(" ");
}
