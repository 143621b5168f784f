// The choices above the figure: corpus, layers, voices, taxonomy, groups, denominator, number of rows.

/** The choices as the reader wants them: those that were counted, and over them those that are on their way. */
function wantedOf(page) {
  return { ...page.model.get("state").chosen, ...page.wanted };
}

/** The choices above the figure. */
function choicesOf(page, state) {
  const { offered } = state;
  const chosen = wantedOf(page);
  const by = [["", "nothing"], ...offered.by];
  const pick = (name, pairs, current, read) => keyed(name, select(pairs, current, (value) => choose(page, read(value))));
  const one = (name) => (value) => ({ [name]: value });
  const grouped = (place) => (value) => {
    const groups = [...wantedOf(page).by];
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

/**
 * Count again with other choices; an open list of lines follows. A second choice may be made before the
 * first is counted: what is wanted stays so until every count has come back.
 */
async function choose(page, choices) {
  Object.assign(page.wanted, choices);
  page.counting += 1;
  page.drawn.choices = null; // one that comes to nothing, such as the same group twice, is shown as it is
  draw(page);
  await attempt(page, "Counting …", "choose", choices, "Counted.");
  page.counting -= 1;
  if (page.counting) return;
  page.wanted = {};
  draw(page);
}

/** What is read, and a field for another corpus. */
function corpusOf(page, state) {
  const path = keyed("corpus", h("input", { value: "", size: 24, placeholder: "a file or a folder" }));
  const open = async () => {
    closeReading(page);
    closeLines(page);
    await attempt(page, "Reading the corpus …", "open", { corpus: path.value });
  };
  return formFor(
    open,
    { class: "hx-inline" },
    h("span", {}, `${state.corpus}. `),
    leftOutOf(state.left_out),
    field("Another corpus", path),
    h("button", { type: "submit" }, "Open"),
  );
}

/** The texts and files of the corpus that are in no count, each with the reason; nothing where all are in. */
function leftOutOf(leftOut) {
  if (!leftOut.length) return [];
  const named = leftOut.map(([name, why]) => h("li", {}, `${name}: ${why}`));
  return h("details", {}, h("summary", {}, "What is left out"), h("ul", {}, named));
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
  const isGroup = groups.some(([name]) => name === chosen.voices);
  page.byName = page.byName || !isGroup;
  const ticked = namedBy(chosen.voices, offered.voices);
  const pick = select([...groups, ["", "by name …"]], page.byName ? "" : chosen.voices, (value) => {
    page.byName = !value;
    choose(page, { voices: value || (ticked.length ? ticked : [offered.voices[0][0]]) });
  });
  const list = page.byName ? voicesByName(page, offered.voices, ticked) : null;
  return [field("Voices", keyed("voices", pick)), list];
}

/** The names that a choice of voices stands for; none for everybody. */
function namedBy(chosen, voices) {
  if (Array.isArray(chosen)) return chosen;
  const names = voices.map(([voice]) => voice);
  if (chosen === "narrator") return names.filter((name) => name === "narrator");
  return chosen === "attributed" ? names.filter((name) => name !== "narrator") : [];
}

/** One box a voice; the last one that is ticked stays so. */
function voicesByName(page, voices, ticked) {
  const boxes = voices.map(([voice, said]) => {
    const box = keyed(`voice-${voice}`, h("input", { type: "checkbox", checked: ticked.includes(voice) }));
    box.addEventListener("change", () => {
      const others = ticked.filter((name) => name !== voice);
      if (!box.checked && !others.length) {
        box.checked = true;
        return;
      }
      choose(page, { voices: box.checked ? [...others, voice] : others });
    });
    return h("label", { dir: "auto" }, box, ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes hx-voices" }, h("legend", {}, "Voices by name"), boxes);
}
