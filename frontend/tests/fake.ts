// A kernel that answers what a test tells it to, and what it would say of a small corpus.

import type { Model } from "../src/kernel.ts";
import type { Answers, Line, Lines, Questions, Reading, Row, State } from "../src/messages.ts";
import { settled } from "./dom.ts";

interface Sent {
  ask: keyof Questions;
  with: Record<string, unknown>;
  id: string;
}

/** A model with values that a test sets, and messages that it reads. */
export class FakeModel<Values, Message = Sent> implements Model<Values> {
  readonly sent: Message[] = [];
  private readonly hearing = new Map<string, Set<(message: never) => void>>();
  private readonly values: Values;

  constructor(values: Values) {
    this.values = values;
  }

  get<Name extends keyof Values & string>(name: Name): Values[Name] {
    return this.values[name];
  }

  on(events: string, hear: (message: never) => void): void {
    for (const event of events.split(" ")) {
      this.hearing.set(event, (this.hearing.get(event) ?? new Set()).add(hear));
    }
  }

  off(events: string, hear: (message: never) => void): void {
    for (const event of events.split(" ")) this.hearing.get(event)?.delete(hear);
  }

  send(message: unknown): void {
    this.sent.push(message as Message);
  }

  /** Let everybody hear an event. */
  say(event: string, message?: unknown): void {
    for (const hear of this.hearing.get(event) ?? []) hear(message as never);
  }

  /** Change some values, as the kernel does. */
  set(values: Partial<Values>): void {
    Object.assign(this.values as object, values);
    for (const name of Object.keys(values)) this.say(`change:${name}`);
  }
}

/** The model of an explorer, and answers to what its page asks. */
export class Kernel extends FakeModel<{ state: State }> {
  /** The questions that are not answered yet, by name. */
  get asked(): (keyof Questions)[] {
    return this.sent.map((one) => one.ask);
  }

  /** Answer the oldest open question; its name must be this one. Gives back what was given with it. */
  async answer<Name extends keyof Questions>(name: Name, answer: Answers[Name]): Promise<unknown> {
    return this.reply(name, { answer });
  }

  /** Say what is wrong with the oldest open question. */
  async refuse(name: keyof Questions, error: string): Promise<unknown> {
    return this.reply(name, { error });
  }

  private async reply(name: string, reply: object): Promise<unknown> {
    const question = this.sent.shift();
    if (question?.ask !== name) throw new Error(`the page asked ${question?.ask ?? "nothing"}, not ${name}`);
    this.say("msg:custom", { id: question.id, ...reply });
    await settled();
    return question.with;
  }
}

export function row(word: string, n = 2): Row {
  const said = `${word}: ${n} hedges in 100 words (20.0 per 1,000 words)`;
  return { group: ["hedges", word], name: word, n, rate: 20, low: 10, high: 30, note: "", said };
}

/** The state of an explorer of two rows; `chosen` are choices other than the first ones. */
export function stateOf(chosen: Partial<State["chosen"]> = {}, more: Partial<State> = {}): State {
  return {
    corpus: "talks: all voices",
    left_out: [],
    figure: {
      title: "Hedges by marker",
      kind: "rates",
      note: "",
      caption: "n = 4.",
      by: ["marker"],
      panels: [
        {
          layer: "hedges",
          title: "Hedges",
          per: "rate per 1,000 words",
          least: 0,
          limit: 30,
          note: "",
          rows: [row("perhaps"), row("sort of")],
          line: [],
        },
      ],
    },
    chosen: {
      voices: "all",
      layers: ["hedges"],
      lens: "",
      by: ["item"],
      per: "1,000 words",
      top: 12,
      filters: {},
      chart: "rates",
      contrast: ["", "", ""],
      ...chosen,
    },
    offered: {
      voices: [
        ["narrator", "narrator (80 words)"],
        ["Ann Lee", "Ann Lee (20 words)"],
      ],
      layers: [
        ["hedges", "Hedges"],
        ["conditionals", "Conditionals"],
      ],
      lens: [["", "the suite's own"]],
      by: [
        ["item", "marker"],
        ["voice", "voice"],
      ],
      per: [["1,000 words", "1,000 words"]],
      top: [
        [12, "12"],
        [24, "24"],
      ],
      sort: [
        ["order of the texts", "order of the texts"],
        ["voice", "voice"],
      ],
      chart: [
        ["rates", "rates by group"],
        ["timeline", "a line along time"],
        ["difference", "two groups compared"],
      ],
      fields: {
        party: [
          ["Left", 2],
          ["Right", 5],
        ],
      },
      years: ["1901", "1902", "1903"],
      labels: { hedges: { category: ["adaptor", "shield"], note: [] }, conditionals: { kind: [] } },
      parts: { hedges: [], conditionals: ["protasis", "apodosis"] },
      needed: { hedges: ["category"], conditionals: [] },
      nouns: { hedges: "hedge", conditionals: "conditional" },
    },
    decisions: { file: "", place: "", number: 0, undo: false },
    ...more,
  };
}

function line(start: number, left: string): Line {
  const place = { document: "talk.txt", layer: "hedges", start, end: start + 7 };
  return { ...place, voice: "Ann Lee", category: "shield", left, mark: "perhaps", right: "it rains." };
}

/** A page of two lines. */
export function linesOf(more: Partial<Lines> = {}): Lines {
  const lines = [line(4, "So"), line(40, "<img src=x onerror=alert(1)>")];
  const place = { page: 0, last: 0, sort: "order of the texts", first: 1 };
  return { group: ["hedges", "perhaps"], name: "perhaps", total: 2, ...place, lines, ...more };
}

/** A text that begins at offset 100 with a letter of two code units, and a label of ours before its mark. */
export function readingOf(more: Partial<Reading> = {}): Reading {
  const mark = '<span data-layer="hedges" data-start="4" data-end="11" tabindex="0">perhaps</span>';
  const html = `<div class="hr-text">𝐒o <span class="hr-label">shield </span>${mark} it  rains. We stay.</div>`;
  const known = { layer: "hedges", start: 4, end: 11, surface: "perhaps", labels: { category: "shield" } };
  const place = { document: "talk.txt", start: 4, end: 11, around: 10, at: 100, whole: false };
  return { ...place, html, marks: [known], ...more };
}
