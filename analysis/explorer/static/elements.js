// Building blocks of the page. Words of a corpus go in as text, never as HTML.

/**
 * An element with attributes and children. `on` holds listeners by event, false and null leave an attribute
 * out, and strings among the children become text.
 */
function h(tag, { on = {}, ...attributes } = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** An element of a drawing. */
function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** Set attributes by name; `value` and `checked` are set as properties, since pages change them. */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "value" || name === "checked") element[name] = value;
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
}

/** A field with its label before it. */
function field(said, input, attributes = {}) {
  return h("label", { class: "hx-field", ...attributes }, h("span", {}, said), input);
}

/** A list to choose one value from; `pairs` are [value, what it is called]. */
function select(pairs, current, change) {
  const options = pairs.map(([value, said]) => h("option", { value: String(value) }, String(said)));
  const element = h("select", { on: change ? { change: () => change(element.value) } : {} }, options);
  element.value = String(current);
  return element;
}

/** A button that does one thing. */
function button(said, act, attributes = {}) {
  return h("button", { type: "button", ...attributes, on: { click: act } }, said);
}

/**
 * A form that calls `submit` instead of sending itself. The Enter key in a line of text submits it;
 * JupyterLab keeps browsers from doing that themselves.
 */
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

/** Replace the children of an element. */
function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

/**
 * Questions to the kernel: `ask("lines", {page: 2})` is a promise of the answer, refused with the words of
 * what went wrong. Several views of one widget hear every answer; each knows its own by the id.
 */
function asker(model) {
  const waiting = new Map();
  const view = Math.random().toString(36).slice(2);
  let asked = 0;
  model.on("msg:custom", (reply) => {
    const promise = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (promise && reply.error !== undefined) promise.reject(new Error(reply.error));
    else if (promise) promise.resolve(reply.answer);
  });
  return (ask, given = {}) =>
    new Promise((resolve, reject) => {
      const id = `${view}-${++asked}`;
      waiting.set(id, { resolve, reject });
      model.send({ ask, with: given, id });
    });
}

/**
 * One stop of the Tab key for a whole list: the arrow keys, Home and End move within it. `selector` says
 * which elements inside are its members.
 */
function roving(list, selector) {
  const members = () => [...list.querySelectorAll(selector)];
  const settle = (current) => members().forEach((one) => (one.tabIndex = one === current ? 0 : -1));
  list.addEventListener("focusin", (event) => event.target.matches(selector) && settle(event.target));
  list.addEventListener("keydown", (event) => {
    const all = members();
    const next = moved(event.key, all.indexOf(event.target), all.length);
    if (next === null) return;
    event.preventDefault();
    all[next].focus();
  });
  settle(members()[0]);
}

/** The number of the member that a key leads to from member `at` of `size`; null for other keys. */
function moved(key, at, size) {
  if (at < 0 || size === 0) return null;
  if (key === "ArrowDown") return Math.min(at + 1, size - 1);
  if (key === "ArrowUp") return Math.max(at - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? size - 1 : null;
}

/** Do something when Escape is pressed inside an element. */
function onEscape(element, act) {
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    act();
  });
}
