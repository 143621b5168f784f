// The lines behind one count, a page at a time. A line is a button: it opens its text at the place.

import { button, type Child, field, h, select } from "./elements.ts";
import { onEscape, roving } from "./keyboard.ts";
import type { Line, Lines, Named } from "./messages.ts";
import type { Turned } from "./page.ts";

/** What can be done from a page of lines: ask for another, open a text, put the lines away. */
interface Acts {
  write(): void;
  turn(asked: Turned): void;
  read(line: Line): void;
  close(): void;
}

/** A page of lines; `sorts` are the orders that can be asked for. */
export function linesOf(answer: Lines, sorts: Named[], { turn, read, write, close }: Acts): HTMLElement {
  const title = h("h4", { tabindex: -1 }, headline(answer));
  const list = h(
    "ol",
    { class: "hx-lines", start: answer.first },
    answer.lines.map((line) => lineOf(line, read)),
  );
  roving(list, ".hx-line");
  const sort = select(sorts, answer.sort, (value) => turn({ page: 0, sort: value }));
  const shown = h(
    "section",
    { class: "hx-part hx-lines-part", "aria-label": "Lines" },
    h(
      "div",
      { class: "hx-bar" },
      title,
      field("Sort by", sort),
      pages(answer, turn),
      button("Write as CSV", write, { disabled: !answer.total }),
      button("Close", close),
    ),
    answer.total ? list : h("p", {}, "There is no line."),
  );
  onEscape(shown, close);
  return shown;
}

/** How many lines there are, of which group, and which are shown. */
function headline({ group, name, total, first, last, lines }: Lines): string {
  const end = Math.min(first + lines.length - 1, total);
  const noun = total === 1 ? "line" : "lines";
  const part = last ? `, ${first.toLocaleString("en")} to ${end.toLocaleString("en")} shown` : "";
  return `${total.toLocaleString("en")} ${noun}: ${[group[0], name].join(", ")}${part}`;
}

/** Buttons to turn pages; none where there is one page. */
function pages({ page, last, sort }: Lines, turn: (asked: Turned) => void): Child {
  if (!last) return null;
  const to = (page: number) => () => turn({ page, sort });
  return h(
    "span",
    { class: "hx-pages" },
    button("Previous", to(page - 1), { disabled: page === 0 }),
    ` page ${page + 1} of ${last + 1} `,
    button("Next", to(page + 1), { disabled: page === last }),
  );
}

/** What joins a mark and the words behind it: nothing before a comma. */
function gap(right: string): string {
  return /^[,.;:!?)\]}%”’…]/.test(right) ? "" : " ";
}

/** A name for the place of a line, by which it is found when lines are drawn again. */
export function placeOf({ document, start, end }: Line): string {
  return `${document} ${start}-${end}`;
}

/** One line: the mark in its sentence, with voice and text. */
function lineOf(line: Line, read: (line: Line) => void): HTMLElement {
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "hx-line",
        "data-place": placeOf(line),
        on: { click: () => read(line) },
      },
      h("span", { class: "hx-left" }, h("bdi", {}, line.left)),
      h(
        "span",
        { class: "hx-right" },
        h("b", {}, h("bdi", {}, line.mark)),
        gap(line.right),
        h("bdi", {}, line.right),
      ),
      h("span", { class: "hx-whose" }, h("bdi", {}, line.voice), ", ", h("bdi", {}, line.document)),
    ),
  );
}
