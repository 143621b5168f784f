// Building blocks of a page. Words of a corpus go in as text, never as HTML.

import type { Pair } from "./messages.ts";

type Value = string | number | boolean | null | undefined;

type Listeners = {
  [Type in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[Type]) => void;
};

/** Attributes by name, and listeners by event; a name that is not listed here is a slip of the pen. */
type Attributes = { on?: Listeners } & {
  [Name in
    | ("class" | "dir" | "id" | "list" | "name" | "placeholder" | "role" | "size" | "start" | "tabindex")
    | ("checked" | "disabled" | "required" | "title" | "type" | "value")
    | `aria-${string}`
    | `data-${string}`]?: Value;
};

/** What an element can hold: strings become text, and null is left out. */
export type Child = Node | string | null | undefined | readonly Child[];

/** An element with attributes and children. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { on = {}, ...attributes }: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const [event, listener] of Object.entries(on)) {
    element.addEventListener(event, listener as EventListener);
  }
  element.append(...present(children));
  return element;
}

/** An element of a drawing. */
export function drawn(tag: string, attributes: Record<string, Value> = {}, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag) as SVGElement;
  setAttributes(element, attributes);
  element.append(...present(children));
  return element;
}

/**
 * Set attributes by name; false and null leave one out. `value` and `checked` are set as properties, since
 * pages change them.
 */
function setAttributes(element: Element, attributes: Record<string, Value>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "value" || name === "checked") Object.assign(element, { [name]: value });
    else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, String(value));
    }
  }
}

function present(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined) return [];
    return Array.isArray(child) ? present(child) : [child as Node | string];
  });
}

/** Replace the children of an element. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...present(children));
}

/** Give a control a name by which it is found when it is drawn again. */
export function keyed<Kind extends HTMLElement>(name: string, element: Kind): Kind {
  element.dataset.key = name;
  return element;
}

/** A field with its label before it. */
export function field(said: string, input: HTMLElement): HTMLLabelElement {
  return h("label", { class: "hx-field" }, h("span", {}, said), input);
}

/** A list to choose one value from. */
export function select(
  pairs: readonly Pair[],
  current: string | number,
  change: (value: string) => void = () => {},
): HTMLSelectElement {
  const options = pairs.map(([value, said]) => h("option", { value: String(value) }, String(said)));
  const element = h("select", { on: { change: () => change(element.value) } }, options);
  element.value = String(current);
  return element;
}

/** A button that does one thing. */
export function button(said: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", ...attributes, on: { click: act } }, said);
}

/**
 * A form that calls `submit` instead of sending itself. The Enter key in a line of text submits it;
 * JupyterLab keeps browsers from doing that themselves.
 */
export function formFor(submit: () => void, attributes: Attributes, ...children: Child[]): HTMLFormElement {
  const form = h("form", attributes, ...children);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target as Element).matches("input:not([type])")) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return form;
}
