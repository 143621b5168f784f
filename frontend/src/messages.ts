/**
 * What kernel and page say to each other, by type. The kernel's side is analysis/study/explorer/session.py (state
 * and answers) and messages.py (questions); tests/test_frontend.py holds both sides together.
 */

/** A value that can be chosen, and what it is called. */
export type Pair = readonly [value: string | number, said: string];

/** A value that is a word, and what it is called. */
export type Named = readonly [value: string, said: string];

/** The state of the explorer: what its page is drawn from. */
export interface State {
  corpus: string;
  left_out: Named[];
  figure: Figure;
  chosen: Choices;
  offered: Offered;
  decisions: Decisions;
}

/** What is drawn: rates by group, a line along time, or two groups compared; `note` says what has no row. */
export interface Figure {
  title: string;
  kind: string;
  note: string;
  caption: string;
  by: string[];
  panels: Panel[];
}

/**
 * The rows of one layer; `least` and `limit` are the ends of its scale, `per` says what it measures, `note` what
 * is not shown. `line` is the line along time, if it is one.
 */
export interface Panel {
  layer: string;
  title: string;
  per: string;
  least: number;
  limit: number;
  note: string;
  rows: Row[];
  line: Point[];
}

/** A point of a line along time, with its band. */
export interface Point {
  at: number | null;
  rate: number | null;
  low: number | null;
  high: number | null;
}

/** One group with its count and its rate, which is null, with a note, where there is none. */
export interface Row {
  group: string[];
  name: string;
  n: number;
  rate: number | null;
  low: number | null;
  high: number | null;
  note: string;
  said: string;
}

/** What was chosen; voices are a group such as "all", or names. */
export interface Choices {
  voices: string | string[];
  layers: string[];
  lens: string;
  by: string[];
  per: string;
  top: number;
  /** Values of the metadata that texts must have, by field; of a field without values any will do. */
  filters: Record<string, string[]>;
  chart: string;
  /** Two groups that are compared: a field, a value, and another ("" for all others). */
  contrast: string[];
}

/** What can be chosen, and what can be said of a mark: labels, parts and nouns by layer. */
export interface Offered {
  voices: Named[];
  layers: Named[];
  lens: Named[];
  by: Named[];
  per: Pair[];
  top: Pair[];
  sort: Named[];
  chart: Named[];
  /** Fields of the metadata: their values, with how many texts have each. */
  fields: Record<string, [value: string, texts: number][]>;
  years: string[];
  labels: Record<string, Labels>;
  parts: Record<string, string[]>;
  needed: Record<string, string[]>;
  nouns: Record<string, string>;
}

/** The labels of a layer with their values; an empty list where any words will do. */
export type Labels = Record<string, string[]>;

/** Where decisions are kept, how many are in force, and whether one can be taken back. */
export interface Decisions {
  file: string;
  /** The whole path of the file. */
  place: string;
  number: number;
  undo: boolean;
}

/** One page of the lines that a group counts. */
export interface Lines {
  group: string[];
  /** What the group is called. */
  name: string;
  total: number;
  page: number;
  last: number;
  sort: string;
  first: number;
  lines: Line[];
}

/** A mark in its sentence. */
export interface Line {
  document: string;
  layer: string;
  start: number;
  end: number;
  voice: string;
  category: string;
  left: string;
  mark: string;
  right: string;
}

/** A text around a mark: HTML that is escaped, the offset at which it begins, and the marks inside. */
export interface Reading {
  document: string;
  start: number;
  end: number;
  around: number;
  html: string;
  at: number;
  whole: boolean;
  marks: Mark[];
}

export interface Mark {
  layer: string;
  start: number;
  end: number;
  surface: string;
  labels: Record<string, string>;
}

/** A word near what was looked for: how often, how often if it did not care, and its Log Ratio with interval. */
export interface Near {
  item: string;
  n: number;
  left: number;
  right: number;
  documents: number;
  expected: number | null;
  log_ratio: number | null;
  log_ratio_low: number | null;
  log_ratio_high: number | null;
  g2: number | null;
}

/** A file that lines were written to, and what to say of it. */
export interface Written {
  file: string;
  said: string;
}

/** A file that a view was written to, and the commands that run it. */
export interface Frozen {
  file: string;
  /** What the study does not draw. */
  note: string;
  command: string;
  papermill: string;
}

/** Words of a text, and where they were selected: [start, end], or nothing. */
export interface Picked {
  words: string;
  span: number[];
}

/** What is said with every decision. */
interface Said {
  document: string;
  layer: string;
  labels?: Record<string, string>;
  parts?: Record<string, Picked>;
  reason: string;
  annotator: string;
}

export type Verdict = "accept" | "reject" | "relabel";

/** What the page asks for by name, and what it gives with it. */
export interface Questions {
  open: { corpus: string };
  choose: Partial<Choices>;
  lines: { group: string[]; sort: string; page: number };
  search: { query: string; sort: string; page: number };
  near: { query: string; left: number; right: number; by: string };
  spread: { query: string; by: string };
  write: { path: string; group: string[] };
  read: { document: string; start: number; end: number; around: number };
  decide: Said & { verdict: Verdict; start: number; end: number };
  add: Said & { words: string; near: number; span: number[] };
  undo: Record<never, never>;
  keep: { path: string };
  freeze: { path: string; replace: boolean };
}

/** What the kernel answers; what was done as well is seen in the state. */
export interface Answers {
  open: null;
  choose: null;
  lines: Lines;
  search: Lines;
  near: Near[];
  spread: Row[];
  write: Written;
  read: Reading;
  decide: string;
  add: string;
  undo: string;
  keep: string;
  freeze: Frozen;
}
