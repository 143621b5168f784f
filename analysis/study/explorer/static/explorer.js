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
function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
function onKeys(element, acts) {
  element.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea");
    const act = typing || !isPlain(event) ? void 0 : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
function onEscape(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  });
}

// src/lines.ts
function linesOf(answer, sorts, { turn, read, write, close }) {
  const title = h("h4", { tabindex: -1 }, headline(answer));
  const list = h(
    "ol",
    { class: "hx-lines", start: answer.first },
    answer.lines.map((line) => lineOf(line, read))
  );
  roving(list, ".hx-line");
  const sort = select(sorts, answer.sort, (value) => turn({ page: 0, sort: value }));
  const shown2 = h(
    "section",
    { class: "hx-part hx-lines-part", "aria-label": "Lines" },
    h(
      "div",
      { class: "hx-bar" },
      title,
      field("Sort by", sort),
      pages(answer, turn),
      button("Write as CSV", write, { disabled: !answer.total }),
      button("Close", close)
    ),
    answer.total ? list : h("p", {}, "There is no line.")
  );
  onEscape(shown2, close);
  return shown2;
}
function headline({ group, name, total, first, last, lines }) {
  const end = Math.min(first + lines.length - 1, total);
  const noun = total === 1 ? "line" : "lines";
  const part = last ? `, ${first.toLocaleString("en")} to ${end.toLocaleString("en")} shown` : "";
  return `${total.toLocaleString("en")} ${noun}: ${[group[0], name].join(", ")}${part}`;
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
function gap(right) {
  return /^[,.;:!?)\]}%”’…]/.test(right) ? "" : " ";
}
function placeOf({ document: document2, start, end }) {
  return `${document2} ${start}-${end}`;
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
        "data-place": placeOf(line),
        on: { click: () => read(line) }
      },
      h("span", { class: "hx-left" }, h("bdi", {}, line.left)),
      h(
        "span",
        { class: "hx-right" },
        h("b", {}, h("bdi", {}, line.mark)),
        gap(line.right),
        h("bdi", {}, line.right)
      ),
      h("span", { class: "hx-whose" }, h("bdi", {}, line.voice), ", ", h("bdi", {}, line.document))
    )
  );
}

// src/kernel.ts
function asker(model, tell = () => {
}) {
  const waiting = /* @__PURE__ */ new Map();
  const view = Math.random().toString(36).slice(2);
  let asked = 0;
  model.on("msg:custom", (reply) => {
    if (reply.progress !== void 0) return tell(reply.progress);
    const promise = waiting.get(reply.id ?? "");
    waiting.delete(reply.id ?? "");
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
    const closed = CHANGES.has(name) ? await page.followUp() : "";
    fill(page.status, typeof answer === "string" ? answer : [done, closed].filter(Boolean).join(" "));
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
function selectPlace(body, at, [start, end]) {
  const first = pointAt(body, start - at);
  const last = pointAt(body, end - at);
  if (!first || !last) return null;
  document.getSelection()?.setBaseAndExtent(first.node, first.offset, last.node, last.offset);
  return first.node.parentElement;
}
function pointAt(body, points) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let left = points;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest(".hr-label")) continue;
    const letters = [...node.data];
    if (left <= letters.length) return { node, offset: letters.slice(0, left).join("").length };
    left -= letters.length;
  }
  return null;
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
function markForm(mark, element, desk, decided2) {
  const { answer, offered, decide, selected, put } = desk;
  const labels = labelFields(offered.labels[mark.layer], mark.labels);
  const parts = partFields(offered.parts[mark.layer], mark.labels, selected);
  const otherwise = h("div", {}, labels.element, parts.element);
  const verdicts = verdictField((verdict) => {
    otherwise.hidden = verdict !== "relabel";
  }, decided2);
  const form = formOf(
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
  if (decided2) (form.querySelector("[aria-label=Reason]") ?? form).dataset.first = "";
  return form;
}
function verdictField(show, first = "reject") {
  const name = `hx-verdict-${Math.random()}`;
  let chosen = first;
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
    const shown2 = fieldsOf(layer.value);
    fill(holder, shown2.labels.element, shown2.parts.element);
    return shown2;
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
    const pairs = [...unsaid, ...others.map((value) => [value, value.replaceAll("-", " ")])];
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
var VERDICTS2 = { c: "accept", x: "reject", r: "relabel" };
function readingOf(answer, offered, kept, { decide, more, close, step: step2, undo: undo2 }) {
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
  const shown2 = h(
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
      "Choose a mark to confirm, reject or relabel it. To add one, select its words first. Keys: c confirm, x reject, r relabel, a add, j next line, k line before, u undo."
    ),
    h("p", { class: "hx-done", role: "status" }),
    text,
    below
  );
  onEscape(shown2, close);
  onKeys(shown2, { j: () => step2(1), k: () => step2(-1), u: undo2, a: () => adding.click() });
  return shown2;
}
function prepareMarks(text, desk) {
  const marks = new Map(desk.answer.marks.map((mark) => [`${mark.layer} ${mark.start} ${mark.end}`, mark]));
  for (const element of text.querySelectorAll("[data-layer]")) {
    const { layer, start, end } = element.dataset;
    const mark = marks.get(`${layer} ${start} ${end}`);
    if (mark) prepare(element, (verdict) => desk.put(markForm(mark, element, desk, verdict)));
  }
}
function prepare(element, open) {
  element.setAttribute("role", "button");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (document.getSelection()?.isCollapsed ?? true) open();
  });
  element.addEventListener("keydown", (event) => {
    const verdict = isPlain(event) ? VERDICTS2[event.key] : void 0;
    if (!verdict && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    open(verdict);
  });
}
function putForm(below, form) {
  fill(below, form);
  const first = form?.querySelector("[data-first]") ?? form?.querySelector("input, select");
  first?.focus();
  form?.scrollIntoView({ block: "nearest" });
}

// src/opened.ts
var SEARCH_SORTS = [
  ["order of the texts", "order of the texts"],
  ["words before", "words before"],
  ["words after", "words after"],
  ["words found", "words found"],
  ["voice", "voice"]
];
async function followUp(page, closing = false) {
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
function isSearch(row) {
  return row.group[0] === "search";
}
function shownRow(page) {
  const group = String(page.open?.row.group);
  const { panels } = page.model.get("state").figure;
  return panels.flatMap((panel) => panel.rows).find((row) => String(row.group) === group);
}
function askLines(page, row, asked) {
  if (isSearch(row)) return page.ask("search", { query: row.group[1] ?? "", ...asked });
  return page.ask("lines", { group: row.group, ...asked });
}
async function openLines(page, row) {
  closeReading(page);
  const asked = { page: 0, sort: "" };
  page.open = { row, asked };
  return turnTo(page, row, asked);
}
async function turnTo(page, row, asked) {
  const doing = "Looking up the lines …";
  const answer = isSearch(row) ? await attempt(page, doing, "search", { query: row.group[1] ?? "", ...asked }) : await attempt(page, doing, "lines", { group: row.group, ...asked });
  if (answer === void 0 || page.open?.row !== row) return false;
  page.open.asked = asked;
  putLines(page, answer);
  page.lines.querySelector("h4")?.focus();
  fill(page.status, `${answer.total.toLocaleString("en")} lines are listed below the figure.`);
  return true;
}
async function writeLines(page, row) {
  const name = row.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const path = `lines-${name || "found"}.csv`;
  const answer = await attempt(page, "Writing the lines …", "write", { path, group: row.group });
  if (answer) fill(page.status, `${answer.said}.`);
}
function putLines(page, answer) {
  const acts = {
    turn: (asked) => {
      if (page.open) turnTo(page, page.open.row, asked);
    },
    write: () => {
      if (page.open) writeLines(page, page.open.row);
    },
    read: (line) => openReading(page, { line, around: 10 }),
    close: () => {
      closeReading(page);
      closeLines(page, true);
    }
  };
  const { sort } = page.model.get("state").offered;
  const sorts = page.open && isSearch(page.open.row) ? SEARCH_SORTS : sort;
  fill(page.lines, linesOf(answer, sorts, acts));
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
    close: () => closeReading(page, true),
    step: (by) => step(page, by),
    undo: () => undo(page)
  };
  page.text = { line, around, at: answer.at };
  fill(page.reading, readingOf(answer, offered, decisions.file, acts));
}
function goToMark(page) {
  if (!page.text) return;
  const { layer, start, end } = page.text.line;
  const body = page.reading.querySelector(".hr-text");
  const place = `[data-layer="${layer}"][data-start="${start}"][data-end="${end}"]`;
  const mark = page.reading.querySelector(place) ?? page.reading.querySelector("h4");
  mark?.focus({ preventScroll: true });
  const words = mark?.matches("[data-layer]") ? mark : body && selectPlace(body, page.text.at ?? 0, [start, end]);
  (words ?? mark)?.scrollIntoView({ block: "center" });
}
function step(page, by) {
  const lines = [...page.lines.querySelectorAll(".hx-line")];
  const at = lines.findIndex((line) => page.text && line.dataset.place === placeOf(page.text.line));
  const next = lines[at < 0 ? 0 : at + by];
  if (next) next.click();
  else fill(page.status, "There is no further line on this page.");
}
function closeReading(page, back = false) {
  const line = page.text?.line;
  page.text = null;
  fill(page.reading);
  if (back && line) namedBy(page.lines, "place", placeOf(line))?.focus();
}
async function decided(page, name, said, file = "") {
  if (file) await page.ask("keep", { path: file });
  const before = page.open?.row;
  const answer = await page.ask(name, said);
  await followUp(page);
  goToMark(page);
  fill(page.status, answer);
  sayDone(page, answer, before);
}
async function undo(page) {
  const before = page.open?.row;
  const answer = await attempt(page, "Taking back …", "undo", {});
  if (answer === void 0) return;
  goToMark(page);
  sayDone(page, answer, before);
}
function sayDone(page, answer, before) {
  const note = page.reading.querySelector(".hx-done");
  if (!note) return;
  const now = shownRow(page);
  if (page.open && now) page.open.row = now;
  const changed = before && now && before.said !== now.said ? ` Before: ${before.said}. Now: ${now.said}.` : "";
  const gone = before && !isSearch(before) && !now ? ` “${before.name}” has no row any more.` : "";
  const back = page.model.get("state").decisions.undo ? button("Undo", () => undo(page)) : null;
  fill(note, h("b", {}, answer), `${changed}${gone} `, back);
}

// src/texts.ts
function textsOf(chosen, offered, change) {
  const fields = Object.keys(offered.fields).filter((name) => name !== "year" && name !== "date");
  if (!fields.length && offered.years.length < 2) return null;
  const { filters } = chosen;
  const set = (name, values) => change({ ...filters, [name]: values });
  return h(
    "fieldset",
    { class: "hx-boxes hx-texts" },
    h("legend", {}, "Texts"),
    fields.map((name) => fieldOf(name, offered.fields[name] ?? [], filters[name] ?? [], set)),
    yearsOf(offered.years, filters.year ?? [], set),
    Object.values(filters).some((values) => values.length) ? keyed(
      "all-texts",
      button("All texts", () => change({}))
    ) : null
  );
}
function fieldOf(name, values, chosen, set) {
  const said = name.replaceAll("_", " ");
  const others = values.filter(([value]) => !chosen.includes(value));
  const first = ["", chosen.length ? "or …" : "any"];
  const pairs = [first, ...others.map(([value, texts]) => [value, `${value} (${texts})`])];
  const list = select(pairs, "", (value) => value && set(name, [...chosen, value]));
  const taken = chosen.map((value) => {
    const away = () => set(
      name,
      chosen.filter((other) => other !== value)
    );
    return button(`${value} ×`, away, { class: "hx-tag", "aria-label": `${said} ${value}: take out` });
  });
  return [field(said, keyed(`texts-${name}`, list)), taken];
}
function yearsOf(years, chosen, set) {
  if (years.length < 2) return null;
  const first = chosen[0] ?? years[0] ?? "";
  const last = chosen.at(-1) ?? years.at(-1) ?? "";
  const between = (one, other) => {
    const [from = "", to = ""] = [one, other].sort();
    const inside = years.filter((year) => year >= from && year <= to);
    set("year", inside.length === years.length ? [] : inside.length ? inside : [from]);
  };
  const pairs = years.map((year) => [year, year]);
  return [
    field(
      "from",
      keyed(
        "texts-from",
        select(pairs, first, (year) => between(year, last))
      )
    ),
    field(
      "to",
      keyed(
        "texts-to",
        select(pairs, last, (year) => between(first, year))
      )
    )
  ];
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
    textsOf(chosen, offered, (filters) => choose(page, { filters })),
    layersOf(page, chosen, offered),
    pick("Show", "chart", offered.chart, chosen.chart, (chart) => charted(chosen, offered, chart)),
    chosen.chart === "difference" ? contrastOf(page, chosen, offered) : null,
    voicesOf(page, chosen, offered),
    pick("Taxonomy", "lens", offered.lens, chosen.lens, (lens) => ({ lens })),
    chosen.chart === "timeline" ? null : pick("Group by", "by", by, chosen.by[0] ?? "", grouped(0)),
    chosen.by.length && chosen.chart === "rates" ? pick("and by", "then", by, chosen.by[1] ?? "", grouped(1)) : null,
    pick("Rates per", "per", offered.per, chosen.per, (per) => ({ per })),
    pick("Rows", "top", offered.top, chosen.top, (value) => ({ top: Number(value) }))
  ];
}
function charted(chosen, offered, chart) {
  if (chart !== "difference" || chosen.contrast[0]) return { chart };
  const [name] = Object.keys(offered.fields);
  const first = name ? mostTexts(offered.fields[name] ?? []) : offered.voices[0]?.[0];
  return { chart, contrast: [name ?? "voice", first ?? "", ""] };
}
function mostTexts(values) {
  return [...values].sort((one, other) => other[1] - one[1])[0]?.[0];
}
function contrastOf(page, chosen, offered) {
  const [name = "", a = "", b = ""] = chosen.contrast;
  const fields = Object.keys(offered.fields).map((one) => [one, one.replaceAll("_", " ")]);
  const values = (of) => of === "voice" ? offered.voices : (offered.fields[of] ?? []).map(([value, texts]) => [value, `${value} (${texts})`]);
  const set = (...contrast) => choose(page, { contrast });
  const another = (of) => set(of, (of === "voice" ? values(of)[0]?.[0] : mostTexts(offered.fields[of] ?? [])) ?? "", "");
  const others = values(name).filter(([value]) => value !== a);
  return [
    field("Compare by", keyed("contrast", select([...fields, ["voice", "voice"]], name, another))),
    field(
      "of",
      keyed(
        "contrast-a",
        select(values(name), a, (value) => set(name, value, value === b ? "" : b))
      )
    ),
    field(
      "against",
      keyed(
        "contrast-b",
        select([["", "all others"], ...others], b, (value) => set(name, a, value))
      )
    )
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
    h(
      "figcaption",
      {},
      h("b", {}, `${state.title}.`),
      ` ${state.caption} `,
      state.note ? h("em", {}, state.note) : null
    ),
    h("div", { class: "hx-panels" }, panels)
  );
}
function panelOf(panel, opened, open) {
  const scale = scaleOf(panel);
  const rows = h(
    "div",
    { class: "hx-rows", role: "group", "aria-label": `${panel.title}, ${panel.per}` },
    panel.rows.map((row) => rowOf(row, scale, String(opened) === String(row.group), open))
  );
  if (!panel.rows.length) rows.append(h("p", { class: "hx-soft" }, panel.note || "None were found."));
  else roving(rows, ".hx-row");
  return h(
    "section",
    { class: "hx-panel" },
    h("div", { class: "hx-head" }, h("h4", {}, panel.title), h("span", { class: "hx-n" }, "n")),
    panel.line.length ? lineOf2(panel) : null,
    rows,
    panel.rows.some((row) => row.rate !== null) ? axis(panel, scale) : null,
    panel.rows.length && panel.note ? h("p", { class: "hx-soft hx-note" }, panel.note) : null
  );
}
function scaleOf(panel) {
  const room = 0.04 * (panel.limit - panel.least);
  const least = panel.least < 0 ? panel.least - room : 0;
  const limit = panel.limit + room;
  return { least, limit, steps: ticks(limit, least) };
}
function lineOf2(panel) {
  const points = panel.line.filter((point) => point.at !== null && point.rate !== null);
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 1;
  const top = Math.max(...points.map((point) => point.high ?? point.rate ?? 0)) * 1.04 || 1;
  const x = (at) => 100 * (at - first) / (last - first || 1);
  const y = (rate) => 100 - 100 * rate / top;
  const path = (name) => points.map((point) => `${x(point.at ?? 0).toFixed(2)},${y(point[name] ?? point.rate ?? 0).toFixed(2)}`);
  const band = [...path("high"), ...path("low").reverse()].join(" ");
  const stretched = { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" };
  const drawing = drawn(
    "svg",
    { class: "hx-line-chart", ...stretched },
    drawn("polygon", { class: "hx-band", points: band }),
    drawn("polyline", { class: "hx-curve", points: path("rate").join(" ") })
  );
  const ends = [
    h("span", {}, String(Math.round(first))),
    h("span", {}, `0 to ${Number(top.toPrecision(2))} ${panel.per}`),
    h("span", {}, String(Math.round(last)))
  ];
  return h(
    "div",
    { class: "hx-along" },
    drawing,
    h("div", { class: "hx-ends", "aria-hidden": "true" }, ends)
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
function scaled({ low, high }, rate, { least, limit, steps }) {
  const at = (value) => `${100 * (value - least) / (limit - least)}%`;
  const across = { y1: "50%", y2: "50%" };
  return drawn(
    "svg",
    { class: "hx-scale", "aria-hidden": "true" },
    steps.map(
      (step2) => drawn("line", {
        class: step2 || !least ? "hx-grid" : "hx-grid hx-zero",
        x1: at(step2),
        x2: at(step2),
        y1: 0,
        y2: "100%"
      })
    ),
    low === null || high === null ? null : drawn("line", { class: "hx-interval", x1: at(low), x2: at(high), ...across }),
    drawn("circle", { class: "hx-point", cx: at(rate), cy: "50%", r: 4 })
  );
}
function axis(panel, { least, limit, steps }) {
  const marks = steps.map((step2) => {
    const x = `${100 * (step2 - least) / (limit - least)}%`;
    const place = { x, y: 12, "text-anchor": step2 || least ? "middle" : "start" };
    return drawn("text", place, String(step2));
  });
  return h(
    "div",
    { class: "hx-axis", "aria-hidden": "true" },
    h("span"),
    drawn("svg", { class: "hx-scale" }, marks),
    h("span"),
    h("span"),
    h("span", { class: "hx-per" }, panel.per)
  );
}
function ticks(limit, least = 0) {
  const rough = (limit - least) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step2 = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(least / step2) || 0;
  const count = Math.floor(limit / step2) - first;
  return Array.from({ length: count + 1 }, (_, number) => Number(((first + number) * step2).toPrecision(6)));
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
    decisions.place ? h("span", { class: "hx-place" }, decisions.place) : null,
    h("button", { type: "submit" }, "Use this file")
  );
  const undo2 = () => attempt(page, "Taking back …", "undo", {});
  return [form, keyed("undo", button("Undo the last decision", undo2, { disabled: !decisions.undo }))];
}
function freezing(page) {
  const name = h("input", { value: "my-view.yaml", size: 24 });
  const replace = h("input", { type: "checkbox" });
  const said = h("div", { class: "hx-frozen", role: "status" });
  const freeze = async () => {
    const given = { path: name.value, replace: replace.checked };
    const frozen = await attempt(page, "Writing the study …", "freeze", given, "The view is frozen.");
    if (frozen === void 0) return fill(said);
    const run = [
      `${[`${frozen.file} is written.`, frozen.note].filter(Boolean).join(" ")} Run it in its folder:`,
      h("code", {}, frozen.command)
    ];
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

// src/search.ts
var HELP = 'words, threat*, may|might, lemma:go, tag:VB*, /regular expression/, or CQL such as [lemma="go"] []{0,2} "to"';
function searching(page) {
  const words = keyed(
    "query",
    h("input", { value: "", size: 32, placeholder: "any words", title: HELP, "aria-label": "Search" })
  );
  const submit = () => search(page, words.value.trim());
  const help = h("details", { class: "hx-help" }, h("summary", {}, "How to search"), h("p", {}, `${HELP}.`));
  return formFor(
    submit,
    { class: "hx-inline hx-search", role: "search" },
    field("Search", words),
    h("button", { type: "submit" }, "Find"),
    help
  );
}
async function search(page, query) {
  const group = ["search", query];
  const row = { group, name: query, n: 0, rate: null, low: null, high: null, note: "", said: query };
  closeReading(page);
  fill(page.found);
  if (await openLines(page, row)) fill(page.found, askingOf(page, query));
}
function askingOf(page, query) {
  const answer = h("div", { class: "hx-answer" });
  const { offered } = page.model.get("state");
  const groups = offered.by.filter(
    ([name]) => name === "voice" || name === "voice_kind" || name in offered.fields
  );
  const time = offered.years.length > 1 ? [["along time", "along time"]] : [];
  const pairs = [["-", "…"], ["", "all texts"], ...time, ...groups, ["item", "words found"]];
  const spread = select(pairs, "-", (by) => by !== "-" && spreadOf(page, query, by, answer));
  const shown2 = h(
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
      })
    ),
    answer
  );
  return shown2;
}
function nearForm(page, query, into) {
  const sizes = ["0", "1", "2", "3", "4", "5", "10"].map((size) => [size, size]);
  const left = select(sizes, "5");
  const right = select(sizes, "5");
  const kinds = [
    ["word", "words"],
    ["lemma", "lemmas"]
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
    button("Words near it", show)
  );
}
function nearTable(rows) {
  if (!rows.length) return h("p", { class: "hx-soft" }, "No word stands near it three times or more.");
  const head = ["word", "n", "before", "after", "texts", "Log Ratio", "95% interval", "G2"];
  const cells = rows.map((row) => [
    row.item,
    ...[row.n, row.left, row.right, row.documents].map((value) => value.toLocaleString("en")),
    shown(row.log_ratio),
    row.log_ratio_low === null && row.log_ratio_high === null ? "–" : `${shown(row.log_ratio_low)} to ${shown(row.log_ratio_high)}`,
    shown(row.g2, 1)
  ]);
  return table("Words near it", head, cells);
}
async function spreadOf(page, query, by, into) {
  const rows = await attempt(page, "Counting …", "spread", { query, by }, "Counted.");
  if (!rows) return;
  const per = page.model.get("state").chosen.per;
  const cells = rows.map((row) => [
    row.name,
    row.n.toLocaleString("en"),
    shown(row.rate),
    row.low === null && row.high === null ? row.note : `${shown(row.low)} to ${shown(row.high)}`
  ]);
  fill(into, table("How often", ["", "n", `per ${per}`, "95% interval"], cells));
}
function table(name, head, rows) {
  const line = (cells) => h(
    "tr",
    {},
    cells.map((cell, place) => h("td", { class: place ? "hx-n" : "", dir: place ? false : "auto" }, cell))
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
          head.map((said) => h("th", {}, said))
        )
      ),
      h("tbody", {}, rows.map(line))
    )
  );
}
function shown(value, places = 2) {
  return value === null ? "–" : value.toFixed(places);
}

// src/explorer.ts
function render({ model, el }) {
  const redraw = () => draw(page);
  const ask = asker(model, (progress) => fill(page.status, progress));
  const page = emptyPage(model, ask, { draw: redraw, followUp: () => followUp(page, true) });
  const { status, figure, found, lines, reading, decisions } = page;
  const shown2 = [status, searching(page), figure, found, lines, reading, decisions, freezing(page)];
  const body = h("div", { class: "hx-body" }, shown2);
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
    figureOf(figure, page.open?.row.group, (row) => {
      fill(page.found);
      openLines(page, row);
    })
  );
}
var explorer_default = { render };
export {
  explorer_default as default,
  render
};
