// Which texts are looked at: by values of their metadata, and from one year to another.

import { button, type Child, field, h, keyed, select } from "./elements.ts";
import type { Choices, Named, Offered } from "./messages.ts";

type Filters = Choices["filters"];

/** What is asked of texts, and the lists to ask more; `change` hears all filters anew. */
export function textsOf(chosen: Choices, offered: Offered, change: (filters: Filters) => void): Child {
  const fields = Object.keys(offered.fields).filter((name) => name !== "year" && name !== "date");
  if (!fields.length && offered.years.length < 2) return null;
  const { filters } = chosen;
  const set = (name: string, values: string[]) => change({ ...filters, [name]: values });
  return h(
    "fieldset",
    { class: "hx-boxes hx-texts" },
    h("legend", {}, "Texts"),
    fields.map((name) => fieldOf(name, offered.fields[name] ?? [], filters[name] ?? [], set)),
    yearsOf(offered.years, filters.year ?? [], set),
    Object.values(filters).some((values) => values.length)
      ? keyed(
          "all-texts",
          button("All texts", () => change({})),
        )
      : null,
  );
}

/** One field: a list to add a value from, and its chosen values, each a button that takes it out. */
function fieldOf(
  name: string,
  values: [string, number][],
  chosen: string[],
  set: (name: string, values: string[]) => void,
): Child {
  const said = name.replaceAll("_", " ");
  const others = values.filter(([value]) => !chosen.includes(value));
  const first: Named = ["", chosen.length ? "or …" : "any"];
  const pairs: Named[] = [first, ...others.map(([value, texts]) => [value, `${value} (${texts})`] as const)];
  const list = select(pairs, "", (value) => value && set(name, [...chosen, value]));
  const taken = chosen.map((value) => {
    const away = () =>
      set(
        name,
        chosen.filter((other) => other !== value),
      );
    return button(`${value} ×`, away, { class: "hx-tag", "aria-label": `${said} ${value}: take out` });
  });
  return [field(said, keyed(`texts-${name}`, list)), taken];
}

/** The first and the last year; together they stand for all years between them. */
function yearsOf(years: string[], chosen: string[], set: (name: string, values: string[]) => void): Child {
  if (years.length < 2) return null;
  const first = chosen[0] ?? years[0] ?? "";
  const last = chosen.at(-1) ?? years.at(-1) ?? "";
  const between = (one: string, other: string) => {
    const [from = "", to = ""] = [one, other].sort();
    const inside = years.filter((year) => year >= from && year <= to);
    set("year", inside.length === years.length ? [] : inside.length ? inside : [from]);
  };
  const pairs: Named[] = years.map((year) => [year, year]);
  return [
    field(
      "from",
      keyed(
        "texts-from",
        select(pairs, first, (year) => between(year, last)),
      ),
    ),
    field(
      "to",
      keyed(
        "texts-to",
        select(pairs, last, (year) => between(first, year)),
      ),
    ),
  ];
}
