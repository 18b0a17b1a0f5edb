// Makes elements. What is put into them is always text or an element, never markup.

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") for (const [property, to] of Object.entries(value)) element.style.setProperty(property, to);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  add(element, children);
  return element;
}

export function add(element, ...children) {
  for (const child of children.flat(Infinity))
    if (child !== undefined && child !== null && child !== false) element.append(child);
  return element;
}

export const h = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

export function replace(element, ...children) {
  element.replaceChildren();
  return add(element, ...children);
}

// For those who hear the page; not shown.
export const heard = (text) => h("span", { class: "heard" }, text);
// For those who see it; not read out.
export const seen = (...children) => h("span", { "aria-hidden": "true" }, ...children);

let last = 0;
export const fresh = (prefix) => `${prefix}-${++last}`;
