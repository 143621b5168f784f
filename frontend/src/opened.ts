// What is open below the figure: the lines of a row, and the text of a line.

import { button, fill, h } from "./elements.ts";
import { linesOf, placeOf } from "./lines.ts";
import type { Line, Lines, Named, Questions, Reading, Row } from "./messages.ts";
import { attempt, namedBy, type Opened, type Page, type Turned } from "./page.ts";
import { selectPlace } from "./picking.ts";
import { readingOf } from "./reading.ts";

/** How lines of a search can be sorted. */
const SEARCH_SORTS: Named[] = [
  ["order of the texts", "order of the texts"],
  ["words before", "words before"],
  ["words after", "words after"],
  ["words found", "words found"],
  ["voice", "voice"],
];

/**
 * Bring what is open up to date after the counts have changed. With `closing`, lines of a row that is not drawn
 * any more are put away, which is said.
 */
export async function followUp(page: Page, closing = false): Promise<string> {
  if (closing && page.open && !isSearch(page.open.row) && !shownRow(page)) {
    const { name } = page.open.row;
    closeReading(page);
    closeLines(page);
    return `The lines of “${name}” were closed, as the figure has no such row now.`;
  }
  if (page.open) putLines(page, await askLines(page, page.open.row, page.open.asked));
  if (page.text) putReading(page, page.text, await page.ask("read", asRead(page.text)));
  return "";
}

/** Whether lines are those of a search. */
function isSearch(row: Row): boolean {
  return row.group[0] === "search";
}

/** The row of the figure whose lines are open, as it is drawn now. */
function shownRow(page: Page): Row | undefined {
  const group = String(page.open?.row.group);
  const { panels } = page.model.get("state").figure;
  return panels.flatMap((panel) => panel.rows).find((row) => String(row.group) === group);
}

function askLines(page: Page, row: Row, asked: Turned): Promise<Lines> {
  if (isSearch(row)) return page.ask("search", { query: row.group[1] ?? "", ...asked });
  return page.ask("lines", { group: row.group, ...asked });
}

/** List the lines that a row counts, and go to them; whether there was an answer. */
export async function openLines(page: Page, row: Row): Promise<boolean> {
  closeReading(page);
  const asked = { page: 0, sort: "" };
  page.open = { row, asked };
  return turnTo(page, row, asked);
}

/** Show another page of the lines of a row, or in another order. */
async function turnTo(page: Page, row: Row, asked: Turned): Promise<boolean> {
  const doing = "Looking up the lines …";
  const answer = isSearch(row)
    ? await attempt(page, doing, "search", { query: row.group[1] ?? "", ...asked })
    : await attempt(page, doing, "lines", { group: row.group, ...asked });
  if (answer === undefined || page.open?.row !== row) return false;
  page.open.asked = asked;
  putLines(page, answer);
  page.lines.querySelector("h4")?.focus();
  fill(page.status, `${answer.total.toLocaleString("en")} lines are listed below the figure.`);
  return true;
}

/** Write all lines that are open as CSV. */
async function writeLines(page: Page, row: Row): Promise<void> {
  const name = row.name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  const path = `lines-${name || "found"}.csv`;
  const answer = await attempt(page, "Writing the lines …", "write", { path, group: row.group });
  if (answer) fill(page.status, `${answer.said}.`);
}

function putLines(page: Page, answer: Lines): void {
  const acts = {
    turn: (asked: Turned) => {
      if (page.open) turnTo(page, page.open.row, asked);
    },
    write: () => {
      if (page.open) writeLines(page, page.open.row);
    },
    read: (line: Line) => openReading(page, { line, around: 10 }),
    close: () => {
      closeReading(page);
      closeLines(page, true);
    },
  };
  const { sort } = page.model.get("state").offered;
  const sorts = page.open && isSearch(page.open.row) ? SEARCH_SORTS : sort;
  fill(page.lines, linesOf(answer, sorts, acts));
  press(page, answer.group);
}

/** Show which row of the figure is open. */
function press(page: Page, group: string[] | null): void {
  for (const row of page.figure.querySelectorAll<HTMLElement>(".hx-row")) {
    row.setAttribute("aria-pressed", String(row.dataset.group === JSON.stringify(group)));
  }
}

/** Put the lines away; `back` goes to the row that they were opened from. */
export function closeLines(page: Page, back = false): void {
  const row = page.open?.row;
  page.open = null;
  fill(page.lines);
  press(page, null);
  if (back && row) namedBy(page.figure, "group", JSON.stringify(row.group))?.focus();
}

/** Open the text of a line at its mark, and go there. */
async function openReading(page: Page, asked: Opened): Promise<void> {
  page.reading.setAttribute("aria-busy", "true");
  const answer = await attempt(page, "Opening the text …", "read", asRead(asked));
  page.reading.removeAttribute("aria-busy");
  if (answer === undefined) return;
  putReading(page, asked, answer);
  goToMark(page);
}

/** What the kernel is asked for a text. */
function asRead({ line, around }: Opened): Questions["read"] {
  return { document: line.document, start: line.start, end: line.end, around };
}

function putReading(page: Page, { line, around }: Opened, answer: Reading): void {
  const { offered, decisions } = page.model.get("state");
  const acts = {
    decide: <Name extends "decide" | "add">(name: Name, said: Questions[Name], file?: string) =>
      decided(page, name, said, file),
    more: () => openReading(page, { line, around: around * 4 }),
    close: () => closeReading(page, true),
    step: (by: number) => step(page, by),
    undo: () => undo(page),
  };
  page.text = { line, around, at: answer.at };
  fill(page.reading, readingOf(answer, offered, decisions.file, acts));
}

/** Go to the mark that was asked for, or to the head of the text where it is no mark any more. */
function goToMark(page: Page): void {
  if (!page.text) return;
  const { layer, start, end } = page.text.line;
  const body = page.reading.querySelector(".hr-text");
  const place = `[data-layer="${layer}"][data-start="${start}"][data-end="${end}"]`;
  const mark =
    page.reading.querySelector<HTMLElement>(place) ?? page.reading.querySelector<HTMLElement>("h4");
  mark?.focus({ preventScroll: true });
  const words = mark?.matches("[data-layer]")
    ? mark
    : body && selectPlace(body, page.text.at ?? 0, [start, end]);
  (words ?? mark)?.scrollIntoView({ block: "center" });
}

/** Open the text of the next line, or of the one before. */
function step(page: Page, by: number): void {
  const lines = [...page.lines.querySelectorAll<HTMLElement>(".hx-line")];
  const at = lines.findIndex((line) => page.text && line.dataset.place === placeOf(page.text.line));
  const next = lines[at < 0 ? 0 : at + by];
  if (next) next.click();
  else fill(page.status, "There is no further line on this page.");
}

/** Put the text away; `back` goes to the line that it was opened from. */
export function closeReading(page: Page, back = false): void {
  const line = page.text?.line;
  page.text = null;
  fill(page.reading);
  if (back && line) namedBy(page.lines, "place", placeOf(line))?.focus();
}

/** Send a decision; what is open follows, and what was done is said. What went wrong is the form's to say. */
async function decided<Name extends "decide" | "add">(
  page: Page,
  name: Name,
  said: Questions[Name],
  file = "",
): Promise<void> {
  if (file) await page.ask("keep", { path: file });
  const before = page.open?.row;
  const answer = await page.ask(name, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
  sayDone(page, answer, before);
}

/** Take back the last decision, from beside the text. */
async function undo(page: Page): Promise<void> {
  const before = page.open?.row;
  const answer = await attempt(page, "Taking back …", "undo", {});
  if (answer === undefined) return;
  goToMark(page);
  sayDone(page, answer, before);
}

/** Say beside the mark what was done, how the rate of its row has changed, and offer the way back. */
function sayDone(page: Page, answer: string, before: Row | undefined): void {
  const note = page.reading.querySelector(".hx-done");
  if (!note) return;
  const now = shownRow(page);
  if (page.open && now) page.open.row = now;
  const changed =
    before && now && before.said !== now.said ? ` Before: ${before.said}. Now: ${now.said}.` : "";
  const gone = before && !isSearch(before) && !now ? ` “${before.name}” has no row any more.` : "";
  const back = page.model.get("state").decisions.undo ? button("Undo", () => undo(page)) : null;
  fill(note, h("b", {}, answer), `${changed}${gone} `, back);
}
