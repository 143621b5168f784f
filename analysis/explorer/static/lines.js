// The lines behind one count, a page at a time. A line is a button: it opens its text at the place.

/**
 * A page of lines. `sorts` are the orders that can be asked for; `turn({page, sort})` asks for another
 * page, `read(line)` opens a text, `close()` puts the lines away.
 */
function linesOf(answer, said, sorts, { turn, read, close }) {
  const title = h("h4", { tabindex: -1 }, headline(answer, said));
  const list = h("ol", { class: "hx-lines", start: answer.first }, answer.lines.map((line) => lineOf(line, read)));
  roving(list, ".hx-line");
  const sort = field("Sort by", select(sorts, answer.sort, (value) => turn({ page: 0, sort: value })));
  const shown = h(
    "section",
    { class: "hx-part hx-lines-part", "aria-label": "Lines" },
    h("div", { class: "hx-bar" }, title, sort, pages(answer, turn), button("Close", close)),
    answer.total ? list : h("p", {}, "No mark is counted here any more."),
  );
  onEscape(shown, close);
  return shown;
}

/** How many lines there are and which are shown. */
function headline(answer, said) {
  const last = Math.min(answer.first + answer.lines.length - 1, answer.total);
  const noun = answer.total === 1 ? "line" : "lines";
  const part = answer.last ? `, ${answer.first.toLocaleString("en")} to ${last.toLocaleString("en")} shown` : "";
  return `${answer.total.toLocaleString("en")} ${noun}: ${said}${part}`;
}

/** Buttons to turn pages; none where there is one page. */
function pages(answer, turn) {
  if (!answer.last) return null;
  const to = (page) => () => turn({ page, sort: answer.sort });
  return h(
    "span",
    { class: "hx-pages" },
    button("Previous", to(answer.page - 1), { disabled: answer.page === 0 }),
    ` page ${answer.page + 1} of ${answer.last + 1} `,
    button("Next", to(answer.page + 1), { disabled: answer.page === answer.last }),
  );
}

/** One line: the mark in its sentence, with voice and text. */
function lineOf(line, read) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "hx-line", "data-place": `${line.start}-${line.end}`, on: { click: () => read(line) } },
      h("span", { class: "hx-left" }, h("bdi", {}, line.left)),
      h("span", { class: "hx-right" }, h("b", {}, h("bdi", {}, line.mark)), " ", h("bdi", {}, line.right)),
      h("span", { class: "hx-whose" }, h("bdi", {}, line.voice), ", ", h("bdi", {}, line.document)),
    ),
  );
}
