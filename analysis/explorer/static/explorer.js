// The explorer: choices, figure, lines, text, decisions, freeze. It draws what the kernel answers.

/** Build the page of one view of the widget. */
function render({ model, el }) {
  const ask = asker(model);
  const page = {
    ask,
    model,
    choices: h("div", { class: "hx-choices" }),
    figure: h("div", {}),
    lines: h("div", {}),
    reading: h("div", {}),
    status: h("p", { class: "hx-status", role: "status", "aria-live": "polite" }),
    decisions: h("div", { class: "hx-foot" }),
    open: null, // what is open: {row, asked} for the lines, {line, around} for the text
    text: null,
    byName: false, // whether voices are ticked one by one
    wanted: {}, // the choices that are on their way to the kernel
    counting: 0, // how many questions with choices are not answered yet
    drawn: {}, // what choices, figure and decisions were drawn from
  };
  const { choices, figure, lines, reading, status, decisions } = page;
  const body = h("div", { class: "hx-body" }, status, figure, lines, reading, decisions, freezing(page));
  // JupyterLab has keys of its own for cells; inside the explorer they are the explorer's
  const root = h("div", { class: "hx", role: "region", "aria-label": "Explorer", "data-lm-suppress-shortcuts": "true" });
  root.append(choices, body);
  el.append(root);
  draw(page);
  const redraw = () => draw(page);
  model.on("change:state", redraw);
  return () => model.off("change:state", redraw);
}

/**
 * Draw what follows from the state; what had the focus keeps it. What would be the same is left alone: a
 * button that is replaced under the mouse hears no click.
 */
function draw(page) {
  const state = page.model.get("state");
  const focused = focusKey(page);
  if (isNews(page, "choices", choicesKey(page))) fill(page.choices, choicesOf(page, state));
  if (isNews(page, "figure", state.figure)) {
    fill(page.figure, figure(state.figure, page.open?.row.group, (row) => openLines(page, row)));
  }
  if (isNews(page, "decisions", state.decisions)) fill(page.decisions, decisionsOf(page, state.decisions));
  refocus(page, focused);
}

/** What the choices are drawn from; boxes of voices are the same however the kernel says which are ticked. */
function choicesKey(page) {
  const { corpus, offered } = page.model.get("state");
  const wanted = wantedOf(page);
  const ticked = page.byName ? [...namedBy(wanted.voices, offered.voices)].sort() : wanted.voices;
  return [corpus, offered, { ...wanted, voices: ticked }, page.byName];
}

/** Whether a part of the page was drawn from something else; it is taken to be drawn from this now. */
function isNews(page, part, from) {
  const before = page.drawn[part];
  page.drawn[part] = JSON.stringify(from);
  return page.drawn[part] !== before;
}

/** What names the element that has the focus, if it is one that is drawn again. */
function focusKey(page) {
  const element = document.activeElement;
  if (page.figure.contains(element)) return `[data-group="${CSS.escape(element.dataset.group ?? "")}"]`;
  return element?.dataset?.key ? `[data-key="${CSS.escape(element.dataset.key)}"]` : "";
}

function refocus(page, selector) {
  if (selector) page.figure.parentElement?.parentElement?.querySelector(selector)?.focus();
}

/**
 * Ask, and say what is being done, what was done or what went wrong. What is open follows the counts.
 * Resolves to null where it went wrong.
 */
async function attempt(page, doing, ask, given, done = "") {
  fill(page.status, doing);
  try {
    const answer = (await page.ask(ask, given)) ?? true;
    if (CHANGES.has(ask)) await followUp(page);
    fill(page.status, typeof answer === "string" ? answer : done);
    return answer;
  } catch (error) {
    fill(page.status, h("span", { class: "hx-wrong" }, error.message));
    return null;
  }
}

/** Questions after which counts may be others. */
const CHANGES = new Set(["choose", "keep", "undo"]);

/** Bring what is open up to date after the counts have changed. */
async function followUp(page) {
  if (page.open) putLines(page, await page.ask("lines", { group: page.open.row.group, ...page.open.asked }));
  if (page.text) putReading(page, await page.ask("read", asRead(page.text)));
}

/** List the lines that a row counts, and go to them. */
async function openLines(page, row) {
  closeReading(page);
  page.open = { row, asked: { page: 0, sort: "" } };
  await turnTo(page, page.open.asked);
}

/** Show another page of the lines that are open, or in another order. */
async function turnTo(page, asked) {
  const { row } = page.open;
  const answer = await attempt(page, "Looking up the lines …", "lines", { group: row.group, ...asked });
  if (answer === null || page.open?.row !== row) return;
  page.open.asked = asked;
  putLines(page, answer);
  page.lines.querySelector("h4")?.focus();
  fill(page.status, `${answer.total.toLocaleString("en")} lines are listed below the figure.`);
}

function putLines(page, answer) {
  const actions = {
    turn: (asked) => turnTo(page, asked),
    read: (line) => openReading(page, { line, around: 10 }),
    close: () => {
      closeReading(page);
      closeLines(page, true);
    },
  };
  const { sort } = page.model.get("state").offered;
  fill(page.lines, linesOf(answer, answer.group.join(", "), sort, actions));
  press(page, answer.group);
}

/** Show which row of the figure is open. */
function press(page, group) {
  for (const row of page.figure.querySelectorAll(".hx-row")) {
    row.setAttribute("aria-pressed", String(row.dataset.group === JSON.stringify(group)));
  }
}

function closeLines(page, back = false) {
  const group = page.open?.row.group;
  page.open = null;
  fill(page.lines);
  press(page, null);
  if (back) page.figure.querySelector(`[data-group="${CSS.escape(JSON.stringify(group))}"]`)?.focus();
}

/** Open the text of a line at its mark, and go there. */
async function openReading(page, asked) {
  page.reading.setAttribute("aria-busy", "true");
  const answer = await attempt(page, "Opening the text …", "read", asRead(asked));
  page.reading.removeAttribute("aria-busy");
  if (answer === null) return;
  page.text = asked;
  putReading(page, answer);
  goToMark(page);
}

/** What the kernel is asked for a text. */
function asRead({ line, around }) {
  return { document: line.document, start: line.start, end: line.end, around };
}

function putReading(page, answer) {
  const { line, around } = page.text;
  const actions = {
    decide: (ask, said, file) => decided(page, ask, said, file),
    more: () => openReading(page, { line, around: around * 4 }),
    close: () => closeReading(page, true),
  };
  const { offered, decisions } = page.model.get("state");
  fill(page.reading, readingOf(answer, offered, decisions.file, actions));
}

/** Go to the mark that was asked for, or to the head of the text where it is no mark any more. */
function goToMark(page) {
  const { layer, start, end } = page.text.line;
  const place = `[data-layer="${layer}"][data-start="${start}"][data-end="${end}"]`;
  const mark = page.reading.querySelector(place) ?? page.reading.querySelector("h4");
  mark.scrollIntoView({ block: "nearest" });
  mark.focus();
}

function closeReading(page, back = false) {
  const line = page.text?.line;
  page.text = null;
  fill(page.reading);
  if (back && line) page.lines.querySelector(`[data-place="${line.start}-${line.end}"]`)?.focus();
}

/** Send a decision; what is open follows, and what was done is said. What went wrong is the form's to say. */
async function decided(page, ask, said, file) {
  if (file) await page.ask("keep", { path: file });
  const answer = await page.ask(ask, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
}

/** How many decisions there are, where they are kept, and the way back. */
function decisionsOf(page, decisions) {
  const file = keyed("keep", h("input", { value: decisions.file, size: 24, placeholder: "decisions.yaml" }));
  const form = formFor(
    () => attempt(page, "Reading decisions …", "keep", { path: file.value }),
    { class: "hx-inline" },
    h("b", { class: "hx-count" }, `Decisions: ${decisions.number.toLocaleString("en")}`),
    field("kept in", file),
    h("button", { type: "submit" }, "Use this file"),
  );
  const undo = () => attempt(page, "Taking back …", "undo", {});
  return [form, keyed("undo", button("Undo the last decision", undo, { disabled: !decisions.undo }))];
}

/** Write the view as a study, and say by which command it is run. */
function freezing(page) {
  const name = h("input", { value: "my-view.yaml", size: 24 });
  const replace = h("input", { type: "checkbox" });
  const said = h("div", { class: "hx-frozen", role: "status" });
  const freeze = async () => {
    const given = { path: name.value, replace: replace.checked };
    const frozen = await attempt(page, "Writing the study …", "freeze", given, "The view is frozen.");
    if (frozen === null) return fill(said);
    const run = [`${frozen.file} is written. Run it in its folder:`, h("code", {}, frozen.command)];
    return fill(said, ...run, "or the notebook alone:", h("code", {}, frozen.papermill));
  };
  return formFor(
    freeze,
    { class: "hx-foot hx-inline" },
    h("b", {}, "Freeze this view"),
    field("as", name),
    h("label", {}, replace, " replace a file of that name"),
    h("button", { type: "submit" }, "Freeze"),
    said,
  );
}

export default { render };
