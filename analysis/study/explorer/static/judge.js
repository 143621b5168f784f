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

// src/judge.ts
function answersOf(frame) {
  if (frame === "marks") {
    return [
      ["Right", "y", "right"],
      ["Wrong", "n", "wrong"]
    ];
  }
  return [
    ["None missed", "0", "0"],
    ["One missed", "1", "1"],
    ["Two", "2", "2"],
    ["Three", "3", "3"]
  ];
}
function question(place) {
  return place.frame === "marks" ? `Is the marked wording one of the ${place.layer} (${place.item}, ${place.category})?` : `Marks found stand in [brackets]. How many of the ${place.layer} were missed here?`;
}
function wording({ frame, left, mark, right }) {
  const words = frame === "marks" ? [left, " ", h("mark", {}, mark), " ", right] : mark;
  return h("p", { class: "hr-words", dir: "auto" }, words);
}
function saidBefore({ judgement, label, note }) {
  if (!judgement) return "Not judged yet.";
  return `Judged: ${[judgement, label, note].filter(Boolean).join(", ")}.`;
}
function keyButton(said, key, act) {
  const attributes = { type: "button", class: "hr-key", "aria-keyshortcuts": key, on: { click: act } };
  return h("button", attributes, said, " ", h("kbd", {}, key));
}
function keyField(said, value, key, options = []) {
  const id = options.length ? `hr-${Math.random().toString(36).slice(2)}` : null;
  const input = h("input", { type: "text", value, "aria-keyshortcuts": key, list: id });
  const suggested = options.map((name) => h("option", { value: name }));
  const list = id ? h("datalist", { id }, suggested) : null;
  return { row: h("label", { class: "hr-field" }, `${said} `, h("kbd", {}, key), " ", input, list), input };
}
function render({ model, el }) {
  const page = {
    model,
    root: h("section", {
      class: "hr-judge",
      tabindex: 0,
      "aria-label": "Judging a sample",
      "data-lm-suppress-shortcuts": "true"
    }),
    head: h("p", { class: "hr-head" }),
    bar: h("progress"),
    body: h("div"),
    live: h("p", { class: "hr-live", role: "status" }),
    label: h("input"),
    note: h("input")
  };
  page.root.append(page.head, page.bar, page.body, page.live);
  page.root.addEventListener("keydown", (event) => pressed(page, event));
  el.append(page.root);
  model.on("change:shown", () => draw(page));
  model.on("change:message change:progress change:estimates", () => tell(page));
  draw(page);
}
function draw(page) {
  const { model, root, head, bar, body } = page;
  const place = model.get("shown");
  const { judged, all } = model.get("progress");
  head.textContent = `Place ${place.place} of ${all} · ${place.doc_id} · ${place.voice} (${place.voice_kind})`;
  Object.assign(bar, { max: all, value: judged });
  bar.setAttribute("aria-label", `${judged} of ${all} judged`);
  const inside = body.contains(document.activeElement);
  const asked = place.frame === "sentences" ? "Their categories, with semicolons" : "Another category";
  const label = keyField(asked, place.label, "l", model.get("categories"));
  const note = keyField("Note", place.note, "m");
  page.label = label.input;
  page.note = note.input;
  fill(
    body,
    h("p", { class: "hr-question" }, question(place)),
    wording(place),
    h("p", { class: "hr-said" }, saidBefore(place)),
    label.row,
    note.row,
    h("div", { class: "hr-keys", role: "group" }, keyButtons(page, place))
  );
  if (inside) root.focus();
  tell(page);
}
function tell({ model, live }) {
  const { judged, all } = model.get("progress");
  const so = model.get("estimates").join("; ");
  live.textContent = [model.get("message"), `${judged} of ${all} judged.`, so].filter(Boolean).join(" ");
}
function keyButtons(page, { frame }) {
  return [
    ...answersOf(frame).map(([said, key, judgement]) => keyButton(said, key, () => judge(page, judgement))),
    keyButton("Undo", "u", () => send(page, { do: "undo" })),
    keyButton("Back", "←", () => send(page, { do: "go", by: -1 })),
    keyButton("Skip", "→", () => send(page, { do: "go", by: 1 }))
  ];
}
function send({ model }, deed) {
  model.send(deed);
}
function judge(page, judgement) {
  send(page, { do: "judge", judgement, label: page.label.value, note: page.note.value });
}
function pressed(page, event) {
  event.stopPropagation();
  if (event.target instanceof HTMLInputElement) {
    if (event.key === "Escape" || event.key === "Enter") page.root.focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = deedOf(page, event.key);
  if (!act) return;
  event.preventDefault();
  act();
  if (!(document.activeElement instanceof HTMLInputElement)) page.root.focus();
}
function deedOf(page, key) {
  const { frame } = page.model.get("shown");
  if (frame === "sentences" && /^[0-9]$/.test(key)) return () => judge(page, key);
  const answer = answersOf(frame).find(([, own]) => own === key);
  if (answer) return () => judge(page, answer[2]);
  const deeds = {
    u: () => send(page, { do: "undo" }),
    l: () => page.label.focus(),
    m: () => page.note.focus(),
    ArrowLeft: () => send(page, { do: "go", by: -1 }),
    ArrowRight: () => send(page, { do: "go", by: 1 })
  };
  return Object.hasOwn(deeds, key) ? deeds[key] ?? null : null;
}
var judge_default = { render };
export {
  judge_default as default,
  render
};
