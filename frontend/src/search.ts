// The search box: any words, their lines, the words near them, and how often they come where.

import { button, type Child, field, fill, formFor, h, keyed, select } from "./elements.ts";
import type { Named, Near, Row } from "./messages.ts";
import { closeLines, closeReading, openLines } from "./opened.ts";
import { attempt, type Page } from "./page.ts";

const HELP =
  'words, threat*, may|might, lemma:go, tag:VB*, /regular expression/, or CQL such as [lemma="go"] []{0,2} "to"';

/** The box with its help. */
export function searching(page: Page): HTMLElement {
  const words = keyed(
    "query",
    h("input", { value: "", size: 32, placeholder: "any words", title: HELP, "aria-label": "Search" }),
  );
  const submit = () => search(page, words.value.trim());
  const help = h("details", { class: "hx-help" }, h("summary", {}, "How to search"), h("p", {}, `${HELP}.`));
  return formFor(
    submit,
    { class: "hx-inline hx-search", role: "search" },
    field("Search", words),
    h("button", { type: "submit" }, "Find"),
    help,
  );
}

/** Show the lines of some words, and what else can be asked about them. */
export async function search(page: Page, query: string): Promise<void> {
  const group = ["search", query];
  const row: Row = { group, name: query, n: 0, rate: null, low: null, high: null, note: "", said: query };
  closeReading(page);
  fill(page.found);
  if (await openLines(page, row)) fill(page.found, askingOf(page, query));
}

/** The part above the lines: words near, and rates by group. */
function askingOf(page: Page, query: string): HTMLElement {
  const answer = h("div", { class: "hx-answer" });
  const { offered } = page.model.get("state");
  const groups = offered.by.filter(
    ([name]) => name === "voice" || name === "voice_kind" || name in offered.fields,
  );
  const time: Named[] = offered.years.length > 1 ? [["along time", "along time"]] : [];
  const pairs: Named[] = [["-", "…"], ["", "all texts"], ...time, ...groups, ["item", "words found"]];
  const spread = select(pairs, "-", (by) => by !== "-" && spreadOf(page, query, by, answer));
  const shown = h(
    "section",
    { class: "hx-part", "aria-label": "Search" },
    h(
      "div",
      { class: "hx-bar" },
      h("h4", {}, `Search: ${query}`),
      field("How often by", spread),
      nearForm(page, query, answer),
      button("Close the search", () => {
        closeReading(page);
        closeLines(page);
        fill(page.found);
      }),
    ),
    answer,
  );
  return shown;
}

/** The window and the button for words near. */
function nearForm(page: Page, query: string, into: HTMLElement): HTMLElement {
  const sizes: Named[] = ["0", "1", "2", "3", "4", "5", "10"].map((size) => [size, size]);
  const left = select(sizes, "5");
  const right = select(sizes, "5");
  const kinds: Named[] = [
    ["word", "words"],
    ["lemma", "lemmas"],
  ];
  const by = select(kinds, "word");
  const show = async () => {
    const given = { query, left: Number(left.value), right: Number(right.value), by: by.value };
    const rows = await attempt(page, "Counting words near …", "near", given, "The words near it are listed.");
    if (rows) fill(into, nearTable(rows));
  };
  return h(
    "span",
    { class: "hx-inline hx-near" },
    field("Before", left),
    field("after", right),
    by,
    button("Words near it", show),
  );
}

/** Collocates as a table: how often, and how much more often than elsewhere. */
function nearTable(rows: Near[]): Child {
  if (!rows.length) return h("p", { class: "hx-soft" }, "No word stands near it three times or more.");
  const head = ["word", "n", "before", "after", "texts", "Log Ratio", "95% interval", "G2"];
  const cells = rows.map((row) => [
    row.item,
    ...[row.n, row.left, row.right, row.documents].map((value) => value.toLocaleString("en")),
    shown(row.log_ratio),
    row.log_ratio_low === null && row.log_ratio_high === null
      ? "–"
      : `${shown(row.log_ratio_low)} to ${shown(row.log_ratio_high)}`,
    shown(row.g2, 1),
  ]);
  return table("Words near it", head, cells);
}

/** How often it comes by group, as a table with rates. */
async function spreadOf(page: Page, query: string, by: string, into: HTMLElement): Promise<void> {
  const rows = await attempt(page, "Counting …", "spread", { query, by }, "Counted.");
  if (!rows) return;
  const per = page.model.get("state").chosen.per;
  const cells = rows.map((row) => [
    row.name,
    row.n.toLocaleString("en"),
    shown(row.rate),
    row.low === null && row.high === null ? row.note : `${shown(row.low)} to ${shown(row.high)}`,
  ]);
  fill(into, table("How often", ["", "n", `per ${per}`, "95% interval"], cells));
}

function table(name: string, head: string[], rows: string[][]): HTMLElement {
  const line = (cells: string[]) =>
    h(
      "tr",
      {},
      cells.map((cell, place) => h("td", { class: place ? "hx-n" : "", dir: place ? false : "auto" }, cell)),
    );
  return h(
    "div",
    { class: "hx-table", tabindex: 0, role: "region", "aria-label": name },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((said) => h("th", {}, said)),
        ),
      ),
      h("tbody", {}, rows.map(line)),
    ),
  );
}

function shown(value: number | null, places = 2): string {
  return value === null ? "–" : value.toFixed(places);
}
