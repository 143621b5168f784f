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
