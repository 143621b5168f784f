// The choices above the figure: corpus, layers, voices, taxonomy, groups, denominator, number of rows.

import { type Child, field, fill, formFor, h, keyed, select } from "./elements.ts";
import type { Choices, Named, Offered, Pair, State } from "./messages.ts";
import { closeLines, closeReading } from "./opened.ts";
import { attempt, isNews, type Page, wantedOf } from "./page.ts";
import { textsOf } from "./texts.ts";

/** The voices that are chosen without a name. */
const GROUPS: readonly Named[] = [
  ["all", "all"],
  ["narrator", "the narrator"],
  ["attributed", "everybody but the narrator"],
];

/** The choices that the value of a list stands for. */
type Read = (value: string) => Partial<Choices>;

/** Draw the choices where they are not what they were. */
export function drawChoices(page: Page): void {
  const { voices } = wantedOf(page);
  page.byName ||= !GROUPS.some(([name]) => name === voices);
  if (isNews(page, "choices", choicesKey(page))) fill(page.choices, choicesOf(page));
}

/** What the choices are drawn from; boxes of voices are the same however the kernel says which are ticked. */
function choicesKey(page: Page): unknown {
  const { corpus, left_out, offered } = page.model.get("state");
  const wanted = wantedOf(page);
  const ticked = page.byName ? namesOf(wanted.voices, offered.voices).sort() : wanted.voices;
  return [corpus, left_out, offered, { ...wanted, voices: ticked }, page.byName];
}

/** The choices above the figure. */
function choicesOf(page: Page): Child[] {
  const state = page.model.get("state");
  const { offered } = state;
  const chosen = wantedOf(page);
  const by: Named[] = [["", "nothing"], ...offered.by];
  const pick = (said: string, key: string, pairs: Pair[], current: string | number, read: Read) => {
    const list = select(pairs, current, (value) => choose(page, read(value)));
    return field(said, keyed(key, list));
  };
  const grouped = (place: number) => (value: string) => {
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
    chosen.by.length && chosen.chart === "rates"
      ? pick("and by", "then", by, chosen.by[1] ?? "", grouped(1))
      : null,
    pick("Rates per", "per", offered.per, chosen.per, (per) => ({ per })),
    pick("Rows", "top", offered.top, chosen.top, (value) => ({ top: Number(value) })),
  ];
}

/** Another way to draw; two groups to compare are the first that there are, until others are chosen. */
function charted(chosen: Choices, offered: Offered, chart: string): Partial<Choices> {
  if (chart !== "difference" || chosen.contrast[0]) return { chart };
  const [name] = Object.keys(offered.fields);
  const first = name ? mostTexts(offered.fields[name] ?? []) : offered.voices[0]?.[0];
  return { chart, contrast: [name ?? "voice", first ?? "", ""] };
}

/** The value that most texts have. */
function mostTexts(values: [string, number][]): string | undefined {
  return [...values].sort((one, other) => other[1] - one[1])[0]?.[0];
}

/** The two groups that are compared: by what, one of them, and the other or all others. */
function contrastOf(page: Page, chosen: Choices, offered: Offered): Child[] {
  const [name = "", a = "", b = ""] = chosen.contrast;
  const fields: Named[] = Object.keys(offered.fields).map((one) => [one, one.replaceAll("_", " ")]);
  const values = (of: string): Named[] =>
    of === "voice"
      ? offered.voices
      : (offered.fields[of] ?? []).map(([value, texts]) => [value, `${value} (${texts})`]);
  const set = (...contrast: string[]) => choose(page, { contrast });
  const another = (of: string) =>
    set(of, (of === "voice" ? values(of)[0]?.[0] : mostTexts(offered.fields[of] ?? [])) ?? "", "");
  const others = values(name).filter(([value]) => value !== a);
  return [
    field("Compare by", keyed("contrast", select([...fields, ["voice", "voice"]], name, another))),
    field(
      "of",
      keyed(
        "contrast-a",
        select(values(name), a, (value) => set(name, value, value === b ? "" : b)),
      ),
    ),
    field(
      "against",
      keyed(
        "contrast-b",
        select([["", "all others"], ...others], b, (value) => set(name, a, value)),
      ),
    ),
  ];
}

/**
 * Count again with other choices; an open list of lines follows. A second choice may be made before the
 * first is counted: what is wanted stays so until every count has come back.
 */
async function choose(page: Page, choices: Partial<Choices>): Promise<void> {
  Object.assign(page.wanted, choices);
  page.counting += 1;
  delete page.drawn.choices; // one that comes to nothing, such as the same group twice, is shown as it is
  page.draw();
  await attempt(page, "Counting …", "choose", choices, "Counted.");
  page.counting -= 1;
  if (page.counting) return;
  page.wanted = {};
  page.draw();
}

/** What is read, and a field for another corpus. */
function corpusOf(page: Page, state: State): HTMLElement {
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
    h("button", { type: "submit" }, "Open"),
  );
}

/** The texts and files of the corpus that are in no count, each with the reason; nothing where all are in. */
function leftOutOf(leftOut: Named[]): Child {
  if (!leftOut.length) return null;
  const named = leftOut.map(([name, why]) => h("li", {}, `${name}: ${why}`));
  return h("details", {}, h("summary", {}, "What is left out"), h("ul", {}, named));
}

/** One box a layer. */
function layersOf(page: Page, chosen: Choices, offered: Offered): HTMLElement {
  const boxes = offered.layers.map(([layer, said]) => {
    const change = (ticked: string[]) => {
      const inOrder = offered.layers.map(([name]) => name).filter((name) => ticked.includes(name));
      choose(page, { layers: inOrder });
    };
    return h("label", {}, boxOf("layer", layer, chosen.layers, change), ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes" }, h("legend", {}, "Layers"), boxes);
}

/** Everybody, the narrator, everybody else, or some voices by name. */
function voicesOf(page: Page, chosen: Choices, offered: Offered): Child[] {
  const ticked = namesOf(chosen.voices, offered.voices);
  const pick = select([...GROUPS, ["", "by name …"]], page.byName ? "" : String(chosen.voices), (value) => {
    page.byName = !value;
    choose(page, {
      voices: value || (ticked.length ? ticked : offered.voices.slice(0, 1).map(([name]) => name)),
    });
  });
  const list = page.byName ? voicesByName(page, offered.voices, ticked) : null;
  return [field("Voices", keyed("voices", pick)), list];
}

/** The names that a choice of voices stands for; none for everybody. */
function namesOf(chosen: string | string[], voices: Named[]): string[] {
  if (Array.isArray(chosen)) return [...chosen];
  const names = voices.map(([voice]) => voice);
  if (chosen === "narrator") return names.filter((name) => name === "narrator");
  return chosen === "attributed" ? names.filter((name) => name !== "narrator") : [];
}

/** One box a voice. */
function voicesByName(page: Page, voices: Named[], ticked: string[]): HTMLElement {
  const boxes = voices.map(([voice, said]) => {
    const box = boxOf("voice", voice, ticked, (names) => choose(page, { voices: names }));
    return h("label", { dir: "auto" }, box, ` ${said}`);
  });
  return h("fieldset", { class: "hx-boxes hx-voices" }, h("legend", {}, "Voices by name"), boxes);
}

/** A box for one of several names; the last one that is ticked stays so. */
function boxOf(
  kind: string,
  name: string,
  ticked: string[],
  change: (ticked: string[]) => void,
): HTMLElement {
  const box = h("input", { type: "checkbox", checked: ticked.includes(name) });
  box.addEventListener("change", () => {
    const others = ticked.filter((other) => other !== name);
    const now = box.checked ? [...others, name] : others;
    if (now.length) change(now);
    else box.checked = true;
  });
  return keyed(`${kind}-${name}`, box);
}
