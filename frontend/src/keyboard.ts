// Keys that move about in a page.

/**
 * One stop of the Tab key for a whole list: the arrow keys, Home and End move within it. `selector` says
 * which elements inside are its members.
 */
export function roving(list: HTMLElement, selector: string): void {
  const members = () => [...list.querySelectorAll<HTMLElement>(selector)];
  const settle = (current: EventTarget | null | undefined) => {
    for (const one of members()) one.tabIndex = one === current ? 0 : -1;
  };
  list.addEventListener("focusin", (event) => {
    if ((event.target as Element).matches(selector)) settle(event.target);
  });
  list.addEventListener("keydown", (event) => {
    const all = members();
    const next = moved(event.key, all.indexOf(event.target as HTMLElement), all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  });
  settle(members()[0]);
}

/** The number of the member that a key leads to from member `at` of `size`; null for other keys. */
export function moved(key: string, at: number, size: number): number | null {
  if (at < 0 || size === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, size - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? size - 1 : null;
}

/** Whether a key is pressed alone. */
export function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Do something when one of some keys is pressed alone inside an element, but not where words are typed. */
export function onKeys(element: HTMLElement, acts: Readonly<Record<string, () => void>>): void {
  element.addEventListener("keydown", (event) => {
    const typing = (event.target as Element).matches("input, select, textarea");
    const act = typing || !isPlain(event) ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** Do something when Escape is pressed inside an element. */
export function onEscape(element: HTMLElement, act: () => void): void {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  });
}
