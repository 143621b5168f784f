// A text around one mark, and the forms in which a reader decides about marks.

/** What readers type once and not again. */
const remembered = { annotator: "" };

/**
 * The text of a document. Its HTML comes escaped from the kernel. `decide(ask, said, file)` sends a
 * decision, `more()` asks for more of the text, `close()` puts it away; `kept` is the file of decisions.
 */
function readingOf(answer, offered, kept, { decide, more, close }) {
  const text = h("div", { class: "hx-text" });
  text.innerHTML = answer.html;
  const desk = h("div", { class: "hx-desk" });
  const marks = new Map(answer.marks.map((mark) => [key(mark), mark]));
  const selected = lastPicked(text, answer.at);
  const forms = { offered, kept, decide, selected, put: (form) => putForm(desk, form) };
  for (const element of text.querySelectorAll("[data-layer]")) {
    prepare(element, () => forms.put(markForm(marks.get(keyOf(element)), answer, element, forms)));
  }
  const adding = button("Add a mark…", () => forms.put(addForm(answer, adding, forms)));
  const shown = h(
    "section",
    { class: "hx-part hx-reading", "aria-label": "Text" },
    h(
      "div",
      { class: "hx-bar" },
      h("h4", { tabindex: -1 }, "In its text"),
      answer.whole ? null : button("Show more of the text", more),
      adding,
      button("Close", close),
    ),
    h("p", { class: "hx-soft" }, "Choose a mark to confirm, reject or relabel it. To add one, select its words first."),
    text,
    desk,
  );
  onEscape(shown, close);
  return shown;
}

/** Where a mark stands, as a key. */
function key(mark) {
  return `${mark.layer} ${mark.start} ${mark.end}`;
}

function keyOf(element) {
  return `${element.dataset.layer} ${element.dataset.start} ${element.dataset.end}`;
}

/** Make a mark of the text a button that opens its form; to select its words is no click. */
function prepare(element, open) {
  element.setAttribute("role", "button");
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (document.getSelection().isCollapsed) open();
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  });
}

/** Show a form below the text, or none. */
function putForm(desk, form) {
  fill(desk, form);
  form?.querySelector("input, select")?.focus();
  form?.scrollIntoView({ block: "nearest" });
}

/** Confirm, reject or relabel one mark. */
function markForm(mark, answer, element, { offered, kept, decide, selected, put }) {
  const name = `hx-verdict-${Math.random()}`;
  const choice = (verdict, said) => {
    const input = h("input", { type: "radio", name, value: verdict, checked: verdict === "reject" });
    input.addEventListener("change", show);
    return h("label", {}, input, ` ${said}`);
  };
  const labels = labelFields(offered.labels[mark.layer], mark.labels);
  const parts = partFields(offered.parts[mark.layer], mark.labels, selected);
  const otherwise = h("div", {}, labels.element, parts.element);
  const show = () => (otherwise.hidden = verdict() !== "relabel");
  const verdict = () => form.querySelector(`[name="${name}"]:checked`).value;
  const verdicts = h(
    "fieldset",
    {},
    h("legend", {}, "Decide"),
    choice("reject", "reject: this is none"),
    choice("relabel", "relabel: it is something else"),
    choice("accept", "confirm: it stands as it is"),
  );
  const form = formOf(
    `${offered.nouns[mark.layer]} “${mark.surface}”`,
    [verdicts, otherwise],
    (said, file) => {
      const place = { document: answer.document, layer: mark.layer, start: mark.start, end: mark.end };
      const chosen = verdict() === "relabel" ? { labels: labels.changed(), parts: parts.changed() } : {};
      return decide("decide", { ...place, verdict: verdict(), ...chosen, ...said }, file);
    },
    kept,
    () => { put(null); element.focus(); },
  );
  show();
  return form;
}

/** Add a mark on some words; those selected in the text are filled in. */
function addForm(answer, opener, { offered, kept, decide, selected, put }) {
  const selection = selected();
  const words = h("input", { value: selection.words, required: true, size: 28 });
  const holder = h("div", {});
  let labels, parts;
  const layer = select(Object.entries(offered.nouns), "hedges", () => show());
  const show = () => {
    labels = labelFields(offered.labels[layer.value], {}, offered.needed[layer.value]);
    parts = partFields(offered.parts[layer.value], {}, selected);
    fill(holder, labels.element, parts.element);
  };
  show();
  return formOf(
    "Add a mark",
    [field("Words", words), field("Kind of mark", layer), holder],
    (said, file) => {
      const place = { document: answer.document, layer: layer.value, words: words.value, near: answer.start };
      const span = words.value === selection.words ? selection.span : [];
      const chosen = { labels: labels.changed(), parts: parts.changed() };
      return decide("add", { ...place, span, ...chosen, ...said }, file);
    },
    kept,
    () => { put(null); opener.focus(); },
  );
}

/**
 * A form with a reason and the reader's name at its end; where no file for decisions is `kept`, it asks for
 * one. `send(said, file)` is a promise.
 */
function formOf(title, parts, send, kept, cancel) {
  const file = kept ? null : h("input", { value: "decisions.yaml", size: 18 });
  const reason = h("input", { size: 40, "aria-label": "Reason", placeholder: "why, in a few words" });
  const annotator = h("input", { size: 8, value: remembered.annotator });
  const save = h("button", { type: "submit" }, "Save the decision");
  const wrong = h("p", { class: "hx-wrong", role: "alert" });
  const submit = () => {
    remembered.annotator = annotator.value;
    save.disabled = true;
    send({ reason: reason.value, annotator: annotator.value }, file?.value)
      .catch((error) => fill(wrong, error.message))
      .finally(() => (save.disabled = false));
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
    wrong,
  );
  onEscape(form, cancel);
  return form;
}

/**
 * One field for each label of a layer: a list where the values are closed, else a line to type in.
 * `changed()` gives those that differ from `current`.
 */
function labelFields(labels, current, needed = []) {
  const inputs = Object.entries(labels).map(([name, values]) => {
    const now = current[name] ?? "";
    const pairs = [...(needed.includes(name) ? [] : [[now, now || "–"]]), ...values.map((value) => [value, value])];
    const unique = pairs.filter(([value], at) => pairs.findIndex(([other]) => other === value) === at);
    const input = values.length ? select(unique, now || unique[0][0]) : h("input", { value: now, size: 18 });
    return [name, input, needed.includes(name) ? null : now];
  });
  return {
    element: h("div", { class: "hx-labels" }, inputs.map(([name, input]) => field(name, input))),
    changed: () =>
      Object.fromEntries(inputs.filter(([, input, now]) => input.value !== now).map(([name, input]) => [name, input.value])),
  };
}

/**
 * One field for each part of a conditional, with its words; `selected()` are those selected last in the text.
 * `changed()` gives the parts whose words differ from `current`.
 */
function partFields(names, current, selected) {
  const inputs = names.map((name) => {
    const now = (current[name] ?? "").split(/\s+/).filter(Boolean).join(" ");
    const input = h("input", { value: now, size: 40, dir: "auto", placeholder: name === "apodosis" ? "none" : "" });
    let taken = { words: "", span: [] };
    const take = () => {
      if (!selected().words) return;
      taken = selected();
      input.value = taken.words;
    };
    const said = () => ({ words: input.value, span: input.value === taken.words ? taken.span : [] });
    const element = h("div", { class: "hx-inline" }, field(name, input), button("Take the selected words", take));
    return { name, element, said, isChanged: () => input.value !== now };
  });
  return {
    element: h("div", {}, inputs.map((one) => one.element)),
    changed: () => Object.fromEntries(inputs.filter((one) => one.isChanged()).map((one) => [one.name, one.said()])),
  };
}

/** Gives the words that were selected last inside a text: the way to a button may end a selection. */
function lastPicked(text, at) {
  let last = { words: "", span: [] };
  const notice = () => {
    if (!text.isConnected) document.removeEventListener("selectionchange", notice);
    else last = picked(text.querySelector(".hr-text"), at) ?? last;
  };
  document.addEventListener("selectionchange", notice);
  return () => last;
}

/** The words that are selected in the body of a text, and their place in it in code points; null if none are. */
function picked(body, at) {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!body.contains(range.startContainer) || !body.contains(range.endContainer)) return null;
  const start = at + lengthBefore(body, range.startContainer, range.startOffset);
  const inside = wordsOf(range.cloneContents());
  return { words: inside.split(/\s+/).filter(Boolean).join(" "), span: [start, start + [...inside].length] };
}

/** How many code points of the text itself, without our labels, stand before a place in the page. */
function lengthBefore(body, node, offset) {
  const range = document.createRange();
  range.setStart(body, 0);
  range.setEnd(node, offset);
  return [...wordsOf(range.cloneContents())].length;
}

/** The words of the text in a piece of the page: what carries the class hr-label is ours. */
function wordsOf(fragment) {
  for (const label of fragment.querySelectorAll(".hr-label")) label.remove();
  return fragment.textContent;
}
