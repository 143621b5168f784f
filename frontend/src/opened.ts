// What is open below the figure: the lines of a row, and the text of a line.

import { fill } from "./elements.ts";
import { linesOf } from "./lines.ts";
import type { Line, Lines, Questions, Reading, Row } from "./messages.ts";
import { attempt, namedBy, type Opened, type Page, type Turned } from "./page.ts";
import { readingOf } from "./reading.ts";

/** Bring what is open up to date after the counts have changed. */
export async function followUp(page: Page): Promise<void> {
  if (page.open) putLines(page, await page.ask("lines", { group: page.open.row.group, ...page.open.asked }));
  if (page.text) putReading(page, page.text, await page.ask("read", asRead(page.text)));
}

/** List the lines that a row counts, and go to them. */
export async function openLines(page: Page, row: Row): Promise<void> {
  closeReading(page);
  const asked = { page: 0, sort: "" };
  page.open = { row, asked };
  await turnTo(page, row, asked);
}

/** Show another page of the lines of a row, or in another order. */
async function turnTo(page: Page, row: Row, asked: Turned): Promise<void> {
  const given = { group: row.group, ...asked };
  const answer = await attempt(page, "Looking up the lines …", "lines", given);
  if (answer === undefined || page.open?.row !== row) return;
  page.open.asked = asked;
  putLines(page, answer);
  page.lines.querySelector("h4")?.focus();
  fill(page.status, `${answer.total.toLocaleString("en")} lines are listed below the figure.`);
}

function putLines(page: Page, answer: Lines): void {
  const acts = {
    turn: (asked: Turned) => {
      if (page.open) turnTo(page, page.open.row, asked);
    },
    read: (line: Line) => openReading(page, { line, around: 10 }),
    close: () => {
      closeReading(page);
      closeLines(page, true);
    },
  };
  fill(page.lines, linesOf(answer, page.model.get("state").offered.sort, acts));
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
  page.text = asked;
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
  };
  fill(page.reading, readingOf(answer, offered, decisions.file, acts));
}

/** Go to the mark that was asked for, or to the head of the text where it is no mark any more. */
function goToMark(page: Page): void {
  if (!page.text) return;
  const { layer, start, end } = page.text.line;
  const place = `[data-layer="${layer}"][data-start="${start}"][data-end="${end}"]`;
  const mark =
    page.reading.querySelector<HTMLElement>(place) ?? page.reading.querySelector<HTMLElement>("h4");
  mark?.scrollIntoView({ block: "nearest" });
  mark?.focus();
}

/** Put the text away; `back` goes to the line that it was opened from. */
export function closeReading(page: Page, back = false): void {
  const line = page.text?.line;
  page.text = null;
  fill(page.reading);
  if (back && line) namedBy(page.lines, "place", `${line.start}-${line.end}`)?.focus();
}

/** Send a decision; what is open follows, and what was done is said. What went wrong is the form's to say. */
async function decided<Name extends "decide" | "add">(
  page: Page,
  name: Name,
  said: Questions[Name],
  file = "",
): Promise<void> {
  if (file) await page.ask("keep", { path: file });
  const answer = await page.ask(name, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
}
