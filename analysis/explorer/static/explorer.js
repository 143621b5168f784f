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

/** Draw everything that follows from the state; what had the focus keeps it. */
function draw(page) {
  const state = page.model.get("state");
  const focused = focusKey(page);
  fill(page.choices, choicesOf(page, state));
  fill(page.figure, figure(state.figure, page.open?.row.group, (row) => openLines(page, row)));
  fill(page.decisions, decisionsOf(page, state.decisions));
  refocus(page, focused);
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

/** The choices above the figure. */
function choicesOf(page, state) {
  const { chosen, offered } = state;
  const by = [["", "nothing"], ...offered.by];
  const pick = (name, pairs, current, read) => keyed(name, select(pairs, current, (value) => choose(page, read(value))));
  const one = (name) => (value) => ({ [name]: value });
  const grouped = (place) => (value) => {
    const groups = [...chosen.by];
    groups[place] = value;
    return { by: [...new Set(groups.filter(Boolean))] };
  };
  return [
    corpusOf(page, state),
    layersOf(page, chosen, offered),
    voicesOf(page, chosen, offered),
    field("Taxonomy", pick("lens", offered.lens, chosen.lens, one("lens"))),
    field("Group by", pick("by", by, chosen.by[0] ?? "", grouped(0))),
    chosen.by.length ? field("and by", pick("then", by, chosen.by[1] ?? "", grouped(1))) : null,
    field("Rates per", pick("per", offered.per, chosen.per, one("per"))),
    field("Rows", pick("top", offered.top, chosen.top, (value) => ({ top: Number(value) }))),
  ];
}

/** Give a control a name by which it is found when it is drawn again. */
function keyed(name, element) {
  element.dataset.key = name;
  return element;
}

/** Count again with other choices; an open list of lines follows. */
async function choose(page, choices) {
  const done = await attempt(page, "Counting …", "choose", choices, "Counted.");
  if (done === null) draw(page);
}

/** What is read, and a field for another corpus. */
function corpusOf(page, state) {
  const path = keyed("corpus", h("input", { value: "", size: 24, placeholder: "a file or a folder" }));
  const form = h(
    "form",
    { class: "hx-inline" },
    h("span", {}, `${state.corpus}. `),
    field("Another corpus", path),
    h("button", { type: "submit" }, "Open"),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    closeReading(page);
    closeLines(page);
    await attempt(page, "Reading the corpus …", "open", { corpus: path.value });
  });
  return form;
}

/** One box a layer; the last one that is ticked stays so. */
function layersOf(page, chosen, offered) {
  const boxes = offered.layers.map(([layer, said]) => {
    const box = keyed(`layer-${layer}`, h("input", { type: "checkbox", checked: chosen.layers.includes(layer) }));
    box.addEventListener("change", () => {
      const wanted = offered.layers.map(([name]) => name);
      const layers = wanted.filter((name) => (name === layer ? box.checked : chosen.layers.includes(name)));
      if (layers.length) choose(page, { layers });
      else box.checked = true;
    });
    return h("label", {}, box, ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes" }, h("legend", {}, "Layers"), boxes);
}

/** Everybody, the narrator, everybody else, or some voices by name. */
function voicesOf(page, chosen, offered) {
  const groups = [["all", "all"], ["narrator", "the narrator"], ["attributed", "everybody but the narrator"]];
  const named = Array.isArray(chosen.voices) || !groups.some(([name]) => name === chosen.voices);
  const names = Array.isArray(chosen.voices) ? chosen.voices : [chosen.voices];
  const first = names.filter((name) => offered.voices.some(([voice]) => voice === name));
  const start = first.length ? first : offered.voices.slice(0, 1).map(([voice]) => voice);
  const pick = select([...groups, ["", "by name …"]], named ? "" : chosen.voices, (value) =>
    choose(page, { voices: value || start }),
  );
  const boxes = offered.voices.map(([voice, said]) => {
    const box = keyed(`voice-${voice}`, h("input", { type: "checkbox", checked: names.includes(voice) }));
    box.addEventListener("change", () => {
      const voices = box.checked ? [...names, voice] : names.filter((name) => name !== voice);
      if (voices.length) choose(page, { voices });
      else box.checked = true;
    });
    return h("label", { dir: "auto" }, box, ` ${said}`);
  });
  const list = named ? h("fieldset", { class: "hx-boxes hx-voices" }, h("legend", {}, "Voices by name"), boxes) : null;
  return [field("Voices", keyed("voices", pick)), list];
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
    decide: (ask, said) => decided(page, ask, said),
    more: () => openReading(page, { line, around: around * 4 }),
    close: () => closeReading(page, true),
  };
  fill(page.reading, readingOf(answer, page.model.get("state").offered, actions));
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
async function decided(page, ask, said) {
  const answer = await page.ask(ask, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
}

/** How many decisions there are, where they are kept, and the way back. */
function decisionsOf(page, decisions) {
  const file = keyed("keep", h("input", { value: decisions.file, size: 24, placeholder: "decisions.yaml" }));
  const form = h(
    "form",
    { class: "hx-inline" },
    h("b", { class: "hx-count" }, `Decisions: ${decisions.number.toLocaleString("en")}`),
    field("kept in", file),
    h("button", { type: "submit" }, "Use this file"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    attempt(page, "Reading decisions …", "keep", { path: file.value });
  });
  const undo = () => attempt(page, "Taking back …", "undo", {});
  return [form, keyed("undo", button("Undo the last decision", undo, { disabled: !decisions.undo }))];
}

/** Write the view as a study, and say by which command it is run. */
function freezing(page) {
  const name = h("input", { value: "my-view.yaml", size: 24 });
  const replace = h("input", { type: "checkbox" });
  const said = h("div", { class: "hx-frozen", role: "status" });
  const form = h(
    "form",
    { class: "hx-foot hx-inline" },
    h("b", {}, "Freeze this view"),
    field("as", name),
    h("label", {}, replace, " replace a file of that name"),
    h("button", { type: "submit" }, "Freeze"),
    said,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const frozen = await attempt(page, "Writing the study …", "freeze", { path: name.value, replace: replace.checked });
    if (frozen === null) return fill(said);
    const lines = [`${frozen.file} is written. Run it in its folder:`, h("code", {}, frozen.command)];
    return fill(said, ...lines, "or the notebook alone:", h("code", {}, frozen.papermill));
  });
  return form;
}

export default { render };
