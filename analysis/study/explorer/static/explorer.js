// Built from frontend/src by `npm run build` in frontend/; change it there.

// src/elements.ts
function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const [event, listener] of Object.entries(on)) {
    element.addEventListener(event, listener);
  }
  element.append(...present(children));
  return element;
}
function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...present(children));
  return element;
}
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "value" || name === "checked") Object.assign(element, { [name]: value });
    else if (value !== false && value !== null && value !== void 0) {
      element.setAttribute(name, String(value));
    }
  }
}
function present(children) {
  return children.flatMap((child) => {
    if (child === null || child === void 0) return [];
    return Array.isArray(child) ? present(child) : [child];
  });
}
function fill(element, ...children) {
  element.replaceChildren(...present(children));
}
function keyed(name, element) {
  element.dataset.key = name;
  return element;
}
function field(said, input) {
  return h("label", { class: "hx-field" }, h("span", {}, said), input);
}
function select(pairs, current, change = () => {
}) {
  const options = pairs.map(([value, said]) => h("option", { value: String(value) }, String(said)));
  const element = h("select", { on: { change: () => change(element.value) } }, options);
  element.value = String(current);
  return element;
}
function button(said, act, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: act } }, said);
}
function formFor(submit, attributes, ...children) {
  const form = h("form", attributes, ...children);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input:not([type])")) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return form;
}

// src/keyboard.ts
function roving(list, selector) {
  const members = () => [...list.querySelectorAll(selector)];
  const settle = (current) => {
    for (const one of members()) one.tabIndex = one === current ? 0 : -1;
  };
  list.addEventListener("focusin", (event) => {
    if (event.target.matches(selector)) settle(event.target);
  });
  list.addEventListener("keydown", (event) => {
    const all = members();
    const next = moved(event.key, all.indexOf(event.target), all.length);
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  });
  settle(members()[0]);
}
function moved(key, at, size) {
  if (at < 0 || size === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, size - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? size - 1 : null;
}
function onEscape(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  });
}

// src/lines.ts
function linesOf(answer, sorts, { turn, read, close }) {
  const title = h("h4", { tabindex: -1 }, headline(answer));
  const list = h(
    "ol",
    { class: "hx-lines", start: answer.first },
    answer.lines.map((line) => lineOf(line, read))
  );
  roving(list, ".hx-line");
  const sort = select(sorts, answer.sort, (value) => turn({ page: 0, sort: value }));
  const shown = h(
    "section",
    { class: "hx-part hx-lines-part", "aria-label": "Lines" },
    h("div", { class: "hx-bar" }, title, field("Sort by", sort), pages(answer, turn), button("Close", close)),
    answer.total ? list : h("p", {}, "No mark is counted here any more.")
  );
  onEscape(shown, close);
  return shown;
}
function headline({ group, total, first, last, lines }) {
  const end = Math.min(first + lines.length - 1, total);
  const noun = total === 1 ? "line" : "lines";
  const part = last ? `, ${first.toLocaleString("en")} to ${end.toLocaleString("en")} shown` : "";
  return `${total.toLocaleString("en")} ${noun}: ${group.join(", ")}${part}`;
}
function pages({ page, last, sort }, turn) {
  if (!last) return null;
  const to = (page2) => () => turn({ page: page2, sort });
  return h(
    "span",
    { class: "hx-pages" },
    button("Previous", to(page - 1), { disabled: page === 0 }),
    ` page ${page + 1} of ${last + 1} `,
    button("Next", to(page + 1), { disabled: page === last })
  );
}
function lineOf(line, read) {
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "hx-line",
        "data-place": `${line.start}-${line.end}`,
        on: { click: () => read(line) }
      },
      h("span", { class: "hx-left" }, h("bdi", {}, line.left)),
      h("span", { class: "hx-right" }, h("b", {}, h("bdi", {}, line.mark)), " ", h("bdi", {}, line.right)),
      h("span", { class: "hx-whose" }, h("bdi", {}, line.voice), ", ", h("bdi", {}, line.document))
    )
  );
}

// src/kernel.ts
function asker(model) {
  const waiting = /* @__PURE__ */ new Map();
  const view = Math.random().toString(36).slice(2);
  let asked = 0;
  model.on("msg:custom", (reply) => {
    const promise = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error !== void 0) promise?.reject(new Error(reply.error));
    else promise?.resolve(reply.answer);
  });
  return (name, given) => new Promise((resolve, reject) => {
    const id = `${view}-${++asked}`;
    waiting.set(id, { resolve: (answer) => resolve(answer), reject });
    model.send({ ask: name, with: given, id });
  });
}
function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

// src/page.ts
var CHANGES = /* @__PURE__ */ new Set(["choose", "keep", "undo"]);
function emptyPage(model, ask, acts) {
  const attributes = { class: "hx", role: "region", "aria-label": "Explorer" };
  return {
    ask,
    model,
    // JupyterLab has keys of its own for cells; inside the explorer they are the explorer's
    root: h("div", { ...attributes, "data-lm-suppress-shortcuts": "true" }),
    choices: h("div", { class: "hx-choices" }),
    figure: h("div"),
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
    ...acts
  };
}
function wantedOf(page) {
  return { ...page.model.get("state").chosen, ...page.wanted };
}
async function attempt(page, doing, name, given, done = "") {
  fill(page.status, doing);
  try {
    const answer = await page.ask(name, given);
    if (CHANGES.has(name)) await page.followUp();
    fill(page.status, typeof answer === "string" ? answer : done);
    return answer;
  } catch (error) {
    fill(page.status, h("span", { class: "hx-wrong" }, wordsOf(error)));
    return void 0;
  }
}
function isNews(page, part, from) {
  const before = page.drawn[part];
  page.drawn[part] = JSON.stringify(from);
  return page.drawn[part] !== before;
}
function keepingFocus(page, drawing) {
  const element = document.activeElement;
  const inside = element instanceof HTMLElement && page.root.contains(element);
  const { group, key } = inside ? element.dataset : {};
  drawing();
  const again = group === void 0 ? namedBy(page.root, "key", key) : namedBy(page.figure, "group", group);
  again?.focus();
}
function namedBy(inside, kind, name) {
  const all = [...inside.querySelectorAll(`[data-${kind}]`)];
  return all.find((one) => one.dataset[kind] === name);
}

// src/picking.ts
var NOTHING = { words: "", span: [] };
function lastPicked(text, at) {
  let last = NOTHING;
  const notice = () => {
    const body = text.querySelector(".hr-text");
    if (!text.isConnected) document.removeEventListener("selectionchange", notice);
    else if (body) last = picked(body, at) ?? last;
  };
  document.addEventListener("selectionchange", notice);
  return () => last;
}
function picked(body, at) {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const start = at + lengthBefore(body, range.startContainer, range.startOffset);
  const inside = ownWords(range.cloneContents());
  return { words: inLine(inside), span: [start, start + [...inside].length] };
}
function lengthBefore(body, node, offset) {
  const range = document.createRange();
  range.setStart(body, 0);
  range.setEnd(node, offset);
  return [...ownWords(range.cloneContents())].length;
}
function ownWords(fragment) {
  for (const label of fragment.querySelectorAll(".hr-label")) label.remove();
  return fragment.textContent ?? "";
}
function inLine(words) {
  return words.split(/\s+/).filter(Boolean).join(" ");
}

// src/forms.ts
var remembered = { annotator: "" };
var VERDICTS = [
  ["reject", "reject: this is none"],
  ["relabel", "relabel: it is something else"],
  ["accept", "confirm: it stands as it is"]
];
function markForm(mark, element, desk) {
  const { answer, offered, decide, selected, put } = desk;
  const labels = labelFields(offered.labels[mark.layer], mark.labels);
  const parts = partFields(offered.parts[mark.layer], mark.labels, selected);
  const otherwise = h("div", {}, labels.element, parts.element);
  const verdicts = verdictField((verdict) => {
    otherwise.hidden = verdict !== "relabel";
  });
  return formOf(
    `${offered.nouns[mark.layer]} “${mark.surface}”`,
    [verdicts.element, otherwise],
    (said, file) => {
      const verdict = verdicts.verdict();
      const place = { document: answer.document, layer: mark.layer, start: mark.start, end: mark.end };
      const chosen = verdict === "relabel" ? { labels: labels.changed(), parts: parts.changed() } : {};
      return decide("decide", { ...place, verdict, ...chosen, ...said }, file);
    },
    desk.kept,
    () => {
      put(null);
      element.focus();
    }
  );
}
function verdictField(show) {
  const name = `hx-verdict-${Math.random()}`;
  let chosen = "reject";
  const choices = VERDICTS.map(([verdict, said]) => {
    const choose2 = () => {
      chosen = verdict;
      show(chosen);
    };
    const checked = verdict === chosen;
    const input = h("input", { type: "radio", name, value: verdict, checked, on: { change: choose2 } });
    return h("label", {}, input, ` ${said}`);
  });
  show(chosen);
  return { element: h("fieldset", {}, h("legend", {}, "Decide"), choices), verdict: () => chosen };
}
function addForm(opener, desk) {
  const { answer, offered, decide, selected, put } = desk;
  const selection = selected();
  const words = h("input", { value: selection.words, required: true, size: 28 });
  const fieldsOf = (layer2) => ({
    labels: labelFields(offered.labels[layer2], {}, offered.needed[layer2]),
    parts: partFields(offered.parts[layer2], {}, selected)
  });
  const holder = h("div");
  const show = () => {
    const shown = fieldsOf(layer.value);
    fill(holder, shown.labels.element, shown.parts.element);
    return shown;
  };
  const layer = select(Object.entries(offered.nouns), "hedges", () => {
    fields = show();
  });
  let fields = show();
  return formOf(
    "Add a mark",
    [field("Words", words), field("Kind of mark", layer), holder],
    (said, file) => {
      const place = { document: answer.document, layer: layer.value, words: words.value, near: answer.start };
      const span = words.value === selection.words ? selection.span : [];
      const chosen = { labels: fields.labels.changed(), parts: fields.parts.changed() };
      return decide("add", { ...place, span, ...chosen, ...said }, file);
    },
    desk.kept,
    () => {
      put(null);
      opener.focus();
    }
  );
}
function formOf(title, parts, send, kept, cancel) {
  const file = kept ? null : h("input", { value: "decisions.yaml", size: 18 });
  const reason = h("input", { size: 40, "aria-label": "Reason", placeholder: "why, in a few words" });
  const annotator = h("input", { size: 8, value: remembered.annotator });
  const save = h("button", { type: "submit" }, "Save the decision");
  const wrong = h("p", { class: "hx-wrong", role: "alert" });
  const submit = () => {
    remembered.annotator = annotator.value;
    save.disabled = true;
    send({ reason: reason.value, annotator: annotator.value }, file?.value).catch((error) => fill(wrong, wordsOf(error))).finally(() => {
      save.disabled = false;
    });
  };
  const form = formFor(
    submit,
    { class: "hx-form", "aria-label": title },
    h("b", {}, title),
    parts,
    field("Reason", reason),
    field("Your initials", annotator),
    file && field("Keep decisions in", file),
    h("span", { class: "hx-buttons" }, save, button("Cancel", cancel)),
    wrong
  );
  onEscape(form, cancel);
  return form;
}
function labelFields(labels = {}, current, needed = []) {
  const inputs = Object.entries(labels).map(([name, values]) => {
    const now = current[name] ?? "";
    const unsaid = needed.includes(name) ? [] : [[now, now || "–"]];
    const others = values.filter((value) => !unsaid.length || value !== now);
    const pairs = [...unsaid, ...others.map((value) => [value, value])];
    const input = values.length ? select(pairs, now || (pairs[0]?.[0] ?? "")) : h("input", { value: now, size: 18 });
    return { name, input, now: needed.includes(name) ? null : now };
  });
  const fields = inputs.map(({ name, input }) => field(name, input));
  return {
    element: h("div", { class: "hx-labels" }, fields),
    changed: () => Object.fromEntries(
      inputs.filter(({ input, now }) => input.value !== now).map(({ name, input }) => [name, input.value])
    )
  };
}
function partFields(names = [], current, selected) {
  const inputs = names.map((name) => {
    const now = inLine(current[name] ?? "");
    const placeholder = name === "apodosis" ? "none" : "";
    const input = h("input", { value: now, size: 40, dir: "auto", placeholder });
    let taken = NOTHING;
    const take = () => {
      if (!selected().words) return;
      taken = selected();
      input.value = taken.words;
    };
    const said = () => ({ words: input.value, span: input.value === taken.words ? taken.span : [] });
    const element = h(
      "div",
      { class: "hx-inline" },
      field(name, input),
      button("Take the selected words", take)
    );
    return { name, element, said, isChanged: () => input.value !== now };
  });
  return {
    element: h(
      "div",
      {},
      inputs.map((one) => one.element)
    ),
    changed: () => Object.fromEntries(inputs.filter((one) => one.isChanged()).map((one) => [one.name, one.said()]))
  };
}

// src/reading.ts
function readingOf(answer, offered, kept, { decide, more, close }) {
  const text = h("div", { class: "hx-text" });
  text.innerHTML = answer.html;
  const below = h("div", { class: "hx-desk" });
  const selected = lastPicked(text, answer.at);
  const desk = {
    answer,
    offered,
    kept,
    decide,
    selected,
    put: (form) => putForm(below, form)
  };
  prepareMarks(text, desk);
  const adding = button("Add a mark…", () => desk.put(addForm(adding, desk)));
  const shown = h(
    "section",
    { class: "hx-part hx-reading", "aria-label": "Text" },
    h(
      "div",
      { class: "hx-bar" },
      h("h4", { tabindex: -1 }, "In its text"),
      answer.whole ? null : button("Show more of the text", more),
      adding,
      button("Close", close)
    ),
    h(
      "p",
      { class: "hx-soft" },
      "Choose a mark to confirm, reject or relabel it. To add one, select its words first."
    ),
    text,
    below
  );
  onEscape(shown, close);
  return shown;
}
function prepareMarks(text, desk) {
  const marks = new Map(desk.answer.marks.map((mark) => [`${mark.layer} ${mark.start} ${mark.end}`, mark]));
  for (const element of text.querySelectorAll("[data-layer]")) {
    const { layer, start, end } = element.dataset;
    const mark = marks.get(`${layer} ${start} ${end}`);
    if (mark) prepare(element, () => desk.put(markForm(mark, element, desk)));
  }
}
function prepare(element, open) {
  element.setAttribute("role", "button");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (document.getSelection()?.isCollapsed ?? true) open();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  });
}
function putForm(below, form) {
  fill(below, form);
  form?.querySelector("input, select")?.focus();
  form?.scrollIntoView({ block: "nearest" });
}

// src/opened.ts
async function followUp(page) {
  if (page.open) putLines(page, await page.ask("lines", { group: page.open.row.group, ...page.open.asked }));
  if (page.text) putReading(page, page.text, await page.ask("read", asRead(page.text)));
}
async function openLines(page, row) {
  closeReading(page);
  const asked = { page: 0, sort: "" };
  page.open = { row, asked };
  await turnTo(page, row, asked);
}
async function turnTo(page, row, asked) {
  const given = { group: row.group, ...asked };
  const answer = await attempt(page, "Looking up the lines …", "lines", given);
  if (answer === void 0 || page.open?.row !== row) return;
  page.open.asked = asked;
  putLines(page, answer);
  page.lines.querySelector("h4")?.focus();
  fill(page.status, `${answer.total.toLocaleString("en")} lines are listed below the figure.`);
}
function putLines(page, answer) {
  const acts = {
    turn: (asked) => {
      if (page.open) turnTo(page, page.open.row, asked);
    },
    read: (line) => openReading(page, { line, around: 10 }),
    close: () => {
      closeReading(page);
      closeLines(page, true);
    }
  };
  fill(page.lines, linesOf(answer, page.model.get("state").offered.sort, acts));
  press(page, answer.group);
}
function press(page, group) {
  for (const row of page.figure.querySelectorAll(".hx-row")) {
    row.setAttribute("aria-pressed", String(row.dataset.group === JSON.stringify(group)));
  }
}
function closeLines(page, back = false) {
  const row = page.open?.row;
  page.open = null;
  fill(page.lines);
  press(page, null);
  if (back && row) namedBy(page.figure, "group", JSON.stringify(row.group))?.focus();
}
async function openReading(page, asked) {
  page.reading.setAttribute("aria-busy", "true");
  const answer = await attempt(page, "Opening the text …", "read", asRead(asked));
  page.reading.removeAttribute("aria-busy");
  if (answer === void 0) return;
  page.text = asked;
  putReading(page, asked, answer);
  goToMark(page);
}
function asRead({ line, around }) {
  return { document: line.document, start: line.start, end: line.end, around };
}
function putReading(page, { line, around }, answer) {
  const { offered, decisions } = page.model.get("state");
  const acts = {
    decide: (name, said, file) => decided(page, name, said, file),
    more: () => openReading(page, { line, around: around * 4 }),
    close: () => closeReading(page, true)
  };
  fill(page.reading, readingOf(answer, offered, decisions.file, acts));
}
function goToMark(page) {
  if (!page.text) return;
  const { layer, start, end } = page.text.line;
  const place = `[data-layer="${layer}"][data-start="${start}"][data-end="${end}"]`;
  const mark = page.reading.querySelector(place) ?? page.reading.querySelector("h4");
  mark?.scrollIntoView({ block: "nearest" });
  mark?.focus();
}
function closeReading(page, back = false) {
  const line = page.text?.line;
  page.text = null;
  fill(page.reading);
  if (back && line) namedBy(page.lines, "place", `${line.start}-${line.end}`)?.focus();
}
async function decided(page, name, said, file = "") {
  if (file) await page.ask("keep", { path: file });
  const answer = await page.ask(name, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
}

// src/choices.ts
var GROUPS = [
  ["all", "all"],
  ["narrator", "the narrator"],
  ["attributed", "everybody but the narrator"]
];
function drawChoices(page) {
  const { voices } = wantedOf(page);
  page.byName ||= !GROUPS.some(([name]) => name === voices);
  if (isNews(page, "choices", choicesKey(page))) fill(page.choices, choicesOf(page));
}
function choicesKey(page) {
  const { corpus, left_out, offered } = page.model.get("state");
  const wanted = wantedOf(page);
  const ticked = page.byName ? namesOf(wanted.voices, offered.voices).sort() : wanted.voices;
  return [corpus, left_out, offered, { ...wanted, voices: ticked }, page.byName];
}
function choicesOf(page) {
  const state = page.model.get("state");
  const { offered } = state;
  const chosen = wantedOf(page);
  const by = [["", "nothing"], ...offered.by];
  const pick = (said, key, pairs, current, read) => {
    const list = select(pairs, current, (value) => choose(page, read(value)));
    return field(said, keyed(key, list));
  };
  const grouped = (place) => (value) => {
    const groups = [...wantedOf(page).by];
    groups[place] = value;
    return { by: [...new Set(groups.filter(Boolean))] };
  };
  return [
    corpusOf(page, state),
    layersOf(page, chosen, offered),
    voicesOf(page, chosen, offered),
    pick("Taxonomy", "lens", offered.lens, chosen.lens, (lens) => ({ lens })),
    pick("Group by", "by", by, chosen.by[0] ?? "", grouped(0)),
    chosen.by.length ? pick("and by", "then", by, chosen.by[1] ?? "", grouped(1)) : null,
    pick("Rates per", "per", offered.per, chosen.per, (per) => ({ per })),
    pick("Rows", "top", offered.top, chosen.top, (value) => ({ top: Number(value) }))
  ];
}
async function choose(page, choices) {
  Object.assign(page.wanted, choices);
  page.counting += 1;
  delete page.drawn.choices;
  page.draw();
  await attempt(page, "Counting …", "choose", choices, "Counted.");
  page.counting -= 1;
  if (page.counting) return;
  page.wanted = {};
  page.draw();
}
function corpusOf(page, state) {
  const path = keyed("corpus", h("input", { value: "", size: 24, placeholder: "a file or a folder" }));
  const open = () => {
    closeReading(page);
    closeLines(page);
    attempt(page, "Reading the corpus …", "open", { corpus: path.value });
  };
  return formFor(
    open,
    { class: "hx-inline" },
    h("span", {}, `${state.corpus}. `),
    leftOutOf(state.left_out),
    field("Another corpus", path),
    h("button", { type: "submit" }, "Open")
  );
}
function leftOutOf(leftOut) {
  if (!leftOut.length) return null;
  const named = leftOut.map(([name, why]) => h("li", {}, `${name}: ${why}`));
  return h("details", {}, h("summary", {}, "What is left out"), h("ul", {}, named));
}
function layersOf(page, chosen, offered) {
  const boxes = offered.layers.map(([layer, said]) => {
    const change = (ticked) => {
      const inOrder = offered.layers.map(([name]) => name).filter((name) => ticked.includes(name));
      choose(page, { layers: inOrder });
    };
    return h("label", {}, boxOf("layer", layer, chosen.layers, change), ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes" }, h("legend", {}, "Layers"), boxes);
}
function voicesOf(page, chosen, offered) {
  const ticked = namesOf(chosen.voices, offered.voices);
  const pick = select([...GROUPS, ["", "by name …"]], page.byName ? "" : String(chosen.voices), (value) => {
    page.byName = !value;
    choose(page, {
      voices: value || (ticked.length ? ticked : offered.voices.slice(0, 1).map(([name]) => name))
    });
  });
  const list = page.byName ? voicesByName(page, offered.voices, ticked) : null;
  return [field("Voices", keyed("voices", pick)), list];
}
function namesOf(chosen, voices) {
  if (Array.isArray(chosen)) return [...chosen];
  const names = voices.map(([voice]) => voice);
  if (chosen === "narrator") return names.filter((name) => name === "narrator");
  return chosen === "attributed" ? names.filter((name) => name !== "narrator") : [];
}
function voicesByName(page, voices, ticked) {
  const boxes = voices.map(([voice, said]) => {
    const box = boxOf("voice", voice, ticked, (names) => choose(page, { voices: names }));
    return h("label", { dir: "auto" }, box, ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes hx-voices" }, h("legend", {}, "Voices by name"), boxes);
}
function boxOf(kind, name, ticked, change) {
  const box = h("input", { type: "checkbox", checked: ticked.includes(name) });
  box.addEventListener("change", () => {
    const others = ticked.filter((other) => other !== name);
    const now = box.checked ? [...others, name] : others;
    if (now.length) change(now);
    else box.checked = true;
  });
  return keyed(`${kind}-${name}`, box);
}

// src/figure.ts
function figureOf(state, opened, open) {
  const panels = state.panels.map((panel) => panelOf(panel, opened, open));
  return h(
    "figure",
    { class: "hx-figure" },
    h("figcaption", {}, h("b", {}, `${state.title}.`), ` ${state.caption}`),
    h("div", { class: "hx-panels" }, panels)
  );
}
function panelOf(panel, opened, open) {
  const limit = panel.limit * 1.04;
  const scale = { limit, steps: ticks(limit) };
  const rows = h(
    "div",
    { class: "hx-rows", role: "group", "aria-label": `${panel.title}, rates per ${panel.per}` },
    panel.rows.map((row) => rowOf(row, scale, String(opened) === String(row.group), open))
  );
  if (!panel.rows.length) rows.append(h("p", { class: "hx-soft" }, "None were found."));
  else roving(rows, ".hx-row");
  return h(
    "section",
    { class: "hx-panel" },
    h("div", { class: "hx-head" }, h("h4", {}, panel.title), h("span", { class: "hx-n" }, "n")),
    rows,
    panel.rows.some((row) => row.rate !== null) ? axis(panel, scale) : null
  );
}
function rowOf(row, scale, pressed, open) {
  return h(
    "button",
    {
      type: "button",
      class: "hx-row",
      "data-group": JSON.stringify(row.group),
      "aria-pressed": String(pressed),
      "aria-label": `${row.said}. Show the lines.`,
      title: row.said,
      on: { click: () => open(row) }
    },
    h("span", { class: "hx-name", dir: "auto" }, row.name),
    row.rate === null ? h("span", { class: "hx-soft" }, row.note) : scaled(row, row.rate, scale),
    h("span", { class: "hx-n" }, row.n.toLocaleString("en"))
  );
}
function scaled({ low, high }, rate, { limit, steps }) {
  const at = (value) => `${100 * value / limit}%`;
  const across = { y1: "50%", y2: "50%" };
  return drawn(
    "svg",
    { class: "hx-scale", "aria-hidden": "true" },
    steps.map((step) => drawn("line", { class: "hx-grid", x1: at(step), x2: at(step), y1: 0, y2: "100%" })),
    low === null || high === null ? null : drawn("line", { class: "hx-interval", x1: at(low), x2: at(high), ...across }),
    drawn("circle", { class: "hx-point", cx: at(rate), cy: "50%", r: 4 })
  );
}
function axis(panel, { limit, steps }) {
  const marks = steps.map((step) => {
    const place = { x: `${100 * step / limit}%`, y: 12, "text-anchor": step ? "middle" : "start" };
    return drawn("text", place, String(step));
  });
  return h(
    "div",
    { class: "hx-axis", "aria-hidden": "true" },
    h("span"),
    drawn("svg", { class: "hx-scale" }, marks),
    h("span"),
    h("span"),
    h("span", { class: "hx-per" }, `rate per ${panel.per}`)
  );
}
function ticks(limit) {
  const rough = limit / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.floor(limit / step);
  return Array.from({ length: count + 1 }, (_, number) => Number((number * step).toPrecision(6)));
}

// src/foot.ts
function drawDecisions(page) {
  const { decisions } = page.model.get("state");
  if (isNews(page, "decisions", decisions)) fill(page.decisions, decisionsOf(page, decisions));
}
function decisionsOf(page, decisions) {
  const file = keyed("keep", h("input", { value: decisions.file, size: 24, placeholder: "decisions.yaml" }));
  const form = formFor(
    () => attempt(page, "Reading decisions …", "keep", { path: file.value }),
    { class: "hx-inline" },
    h("b", { class: "hx-count" }, `Decisions: ${decisions.number.toLocaleString("en")}`),
    field("kept in", file),
    h("button", { type: "submit" }, "Use this file")
  );
  const undo = () => attempt(page, "Taking back …", "undo", {});
  return [form, keyed("undo", button("Undo the last decision", undo, { disabled: !decisions.undo }))];
}
function freezing(page) {
  const name = h("input", { value: "my-view.yaml", size: 24 });
  const replace = h("input", { type: "checkbox" });
  const said = h("div", { class: "hx-frozen", role: "status" });
  const freeze = async () => {
    const given = { path: name.value, replace: replace.checked };
    const frozen = await attempt(page, "Writing the study …", "freeze", given, "The view is frozen.");
    if (frozen === void 0) return fill(said);
    const run = [`${frozen.file} is written. Run it in its folder:`, h("code", {}, frozen.command)];
    return fill(said, run, "or the notebook alone:", h("code", {}, frozen.papermill));
  };
  return formFor(
    freeze,
    { class: "hx-foot hx-inline" },
    h("b", {}, "Freeze this view"),
    field("as", name),
    h("label", {}, replace, " replace a file of that name"),
    h("button", { type: "submit" }, "Freeze"),
    said
  );
}

// src/explorer.ts
function render({ model, el }) {
  const redraw = () => draw(page);
  const page = emptyPage(model, asker(model), { draw: redraw, followUp: () => followUp(page) });
  const { status, figure, lines, reading, decisions } = page;
  const body = h("div", { class: "hx-body" }, status, figure, lines, reading, decisions, freezing(page));
  page.root.append(page.choices, body);
  el.append(page.root);
  redraw();
  model.on("change:state", redraw);
  return () => model.off("change:state", redraw);
}
function draw(page) {
  keepingFocus(page, () => {
    drawChoices(page);
    drawFigure(page);
    drawDecisions(page);
  });
}
function drawFigure(page) {
  const { figure } = page.model.get("state");
  if (!isNews(page, "figure", figure)) return;
  fill(
    page.figure,
    figureOf(figure, page.open?.row.group, (row) => openLines(page, row))
  );
}
var explorer_default = { render };
export {
  explorer_default as default,
  render
};
