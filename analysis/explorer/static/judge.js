/**
 * One place of a sample: what it is, the words, the question, buttons with keys.
 * All words of the corpus are set as text. Keys of the notebook are kept away while the widget has them.
 */

/** An element with properties and children; strings become text. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** A button that says its key. */
function keyed(label, key, act) {
  const button = make("button", { type: "button", className: "hr-key", onclick: act }, label, " ");
  button.append(make("kbd", {}, key));
  button.setAttribute("aria-keyshortcuts", key);
  return button;
}

/** The answers that the frame of a place knows: [label, key, judgement]. */
function answers(frame) {
  if (frame === "marks") {
    return [["Right", "y", "right"], ["Wrong", "n", "wrong"]];
  }
  return [["None missed", "0", "0"], ["One missed", "1", "1"], ["Two", "2", "2"], ["Three", "3", "3"]];
}

/** What is asked about a place. */
function question(place) {
  return place.frame === "marks"
    ? `Is the marked wording one of the ${place.layer} (${place.item}, ${place.category})?`
    : `Marks found stand in [brackets]. How many of the ${place.layer} were missed here?`;
}

/** The words of a place: a mark in its context, or a sentence. */
function wording(place) {
  const line = make("p", { className: "hr-words", dir: "auto" });
  if (place.frame === "marks") {
    line.append(place.left, " ", make("mark", {}, place.mark), " ", place.right);
  } else {
    line.append(place.mark);
  }
  return line;
}

/** What was said about a place already, in words. */
function saidBefore(place) {
  if (!place.judgement) return "Not judged yet.";
  const parts = [place.judgement, place.label, place.note].filter(Boolean);
  return `Judged: ${parts.join(", ")}.`;
}

/** A labelled field; `options` make a list of suggestions. */
function field(label, value, key, options = []) {
  const input = make("input", { type: "text", value });
  input.setAttribute("aria-keyshortcuts", key);
  const row = make("label", { className: "hr-field" }, `${label} `, make("kbd", {}, key), " ", input);
  if (options.length) {
    const list = make("datalist", { id: `hr-${Math.random().toString(36).slice(2)}` });
    list.append(...options.map((name) => make("option", { value: name })));
    input.setAttribute("list", list.id);
    row.append(list);
  }
  return { row, input };
}

function render({ model, el }) {
  const root = make("section", { className: "hr-judge", tabIndex: 0 });
  root.setAttribute("aria-label", "Judging a sample");
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  const head = make("p", { className: "hr-head" });
  const bar = make("progress", {});
  const body = make("div", {});
  const live = make("p", { className: "hr-live" });
  live.setAttribute("role", "status");
  root.append(head, bar, body, live);
  el.append(root);
  let label, note;

  const send = (message) => model.send(message);
  const judge = (judgement) =>
    send({ do: "judge", judgement, label: label.input.value, note: note.input.value });

  function draw() {
    const place = model.get("shown");
    const { judged, all } = model.get("progress");
    head.textContent = `Place ${place.place} of ${all} · ${place.doc_id} · ${place.voice} (${place.voice_kind})`;
    Object.assign(bar, { max: all, value: judged });
    bar.setAttribute("aria-label", `${judged} of ${all} judged`);
    const many = place.frame === "sentences";
    const inside = body.contains(document.activeElement);
    label = field(many ? "Their categories, with semicolons" : "Another category", place.label, "l",
      model.get("categories"));
    note = field("Note", place.note, "m");
    body.replaceChildren(
      make("p", { className: "hr-question" }, question(place)),
      wording(place),
      make("p", { className: "hr-said" }, saidBefore(place)),
      label.row, note.row,
      make("div", { className: "hr-keys", role: "group" },
        ...answers(place.frame).map(([name, key, value]) => keyed(name, key, () => judge(value))),
        keyed("Undo", "u", () => send({ do: "undo" })),
        keyed("Back", "←", () => send({ do: "go", by: -1 })),
        keyed("Skip", "→", () => send({ do: "go", by: 1 }))),
    );
    if (inside) root.focus(); // what had the focus is gone
    tell();
  }

  function tell() {
    const { judged, all } = model.get("progress");
    const so = model.get("estimates");
    live.textContent = [model.get("message"), `${judged} of ${all} judged.`, so.join("; ")].filter(Boolean).join(" ");
  }

  /** What a key does; null for a key that is not ours. */
  function deed(key) {
    const { frame } = model.get("shown");
    if (frame === "sentences" && /^[0-9]$/.test(key)) return () => judge(key);
    const answer = answers(frame).find(([, own]) => own === key);
    if (answer) return () => judge(answer[2]);
    return {
      u: () => send({ do: "undo" }),
      l: () => label.input.focus(),
      m: () => note.input.focus(),
      ArrowLeft: () => send({ do: "go", by: -1 }),
      ArrowRight: () => send({ do: "go", by: 1 }),
    }[key] ?? null;
  }

  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.target instanceof HTMLInputElement) {
      if (event.key === "Escape" || event.key === "Enter") root.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = deed(event.key);
    if (act) {
      event.preventDefault();
      act();
      root.focus();
    }
  });
  model.on("change:shown", draw);
  model.on("change:message change:progress change:estimates", tell);
  draw();
}

export default { render };
