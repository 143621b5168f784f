// The page of one view of the explorer: its parts, what is open in it, and how its questions are asked.

import { fill, h } from "./elements.ts";
import { type Ask, type Model, wordsOf } from "./kernel.ts";
import type { Answers, Choices, Line, Questions, Row, State } from "./messages.ts";

/** A page of lines that is asked for, and in which order. */
export interface Turned {
  page: number;
  sort: string;
}

/** A text that is asked for: the line that leads to it, and how many sentences around its mark. */
export interface Opened {
  line: Line;
  around: number;
  /** Where what is shown of the text begins, once it is shown. */
  at?: number;
}

export interface Page {
  readonly ask: Ask<Questions, Answers>;
  readonly model: Model<{ state: State }>;
  readonly root: HTMLElement;
  readonly choices: HTMLElement;
  readonly figure: HTMLElement;
  /** What is asked about a search, above its lines. */
  readonly found: HTMLElement;
  readonly lines: HTMLElement;
  readonly reading: HTMLElement;
  readonly status: HTMLElement;
  readonly decisions: HTMLElement;
  /** The row whose lines are open, and the page of them. */
  open: { row: Row; asked: Turned } | null;
  /** The text that is open. */
  text: Opened | null;
  /** Whether voices are ticked one by one. */
  byName: boolean;
  /** The choices that are on their way to the kernel. */
  wanted: Partial<Choices>;
  /** How many questions with choices are not answered yet. */
  counting: number;
  /** What choices, figure and decisions were drawn from. */
  drawn: Partial<Record<Part, string>>;
  /** Draw what follows from the state. */
  draw(): void;
  /** Bring what is open up to date after the counts have changed; gives back what was closed, in words. */
  followUp(): Promise<string>;
}

/** The parts of a page that are drawn from the state. */
export type Part = "choices" | "figure" | "decisions";

/** Questions after which counts may be others. */
const CHANGES: ReadonlySet<keyof Questions> = new Set<keyof Questions>(["choose", "keep", "undo"]);

/** A page with nothing open; `draw` and `followUp` are the explorer's. */
export function emptyPage(
  model: Model<{ state: State }>,
  ask: Ask<Questions, Answers>,
  acts: Pick<Page, "draw" | "followUp">,
): Page {
  const attributes = { class: "hx", role: "region", "aria-label": "Explorer" };
  return {
    ask,
    model,
    // JupyterLab has keys of its own for cells; inside the explorer they are the explorer's
    root: h("div", { ...attributes, "data-lm-suppress-shortcuts": "true" }),
    choices: h("div", { class: "hx-choices" }),
    figure: h("div"),
    found: h("div"),
    lines: h("div"),
    reading: h("div"),
    status: h("p", { class: "hx-status", role: "status", "aria-live": "polite" }),
    decisions: h("div", { class: "hx-foot" }),
    open: null,
    text: null,
    byName: false,
    wanted: {},
    counting: 0,
    drawn: {},
    ...acts,
  };
}

/** The choices as the reader wants them: those that were counted, and over them those that are on their way. */
export function wantedOf(page: Page): Choices {
  return { ...page.model.get("state").chosen, ...page.wanted };
}

/**
 * Ask, and say what is being done, what was done or what went wrong. What is open follows the counts.
 * Resolves to undefined where it went wrong.
 */
export async function attempt<Name extends keyof Questions>(
  page: Page,
  doing: string,
  name: Name,
  given: Questions[Name],
  done = "",
): Promise<Answers[Name] | undefined> {
  fill(page.status, doing);
  try {
    const answer = await page.ask(name, given);
    const closed = CHANGES.has(name) ? await page.followUp() : "";
    fill(page.status, typeof answer === "string" ? answer : [done, closed].filter(Boolean).join(" "));
    return answer;
  } catch (error) {
    fill(page.status, h("span", { class: "hx-wrong" }, wordsOf(error)));
    return undefined;
  }
}

/** Whether a part of the page was drawn from something else; it is taken to be drawn from this now. */
export function isNews(page: Page, part: Part, from: unknown): boolean {
  const before = page.drawn[part];
  page.drawn[part] = JSON.stringify(from);
  return page.drawn[part] !== before;
}

/** Draw some of the page anew; what had the focus, or stands now where it stood, has it afterwards. */
export function keepingFocus(page: Page, drawing: () => void): void {
  const element = document.activeElement;
  const inside = element instanceof HTMLElement && page.root.contains(element);
  const { group, key } = inside ? element.dataset : {};
  drawing();
  const again = group === undefined ? namedBy(page.root, "key", key) : namedBy(page.figure, "group", group);
  again?.focus();
}

/** The element inside another one that its data name so; none for no name. */
export function namedBy(
  inside: HTMLElement,
  kind: "group" | "key" | "place",
  name?: string,
): HTMLElement | undefined {
  const all = [...inside.querySelectorAll<HTMLElement>(`[data-${kind}]`)];
  return all.find((one) => one.dataset[kind] === name);
}
