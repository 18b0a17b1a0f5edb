// A table that on a narrow screen becomes a list of cards, each cell under its own heading.

import { h } from "./dom.js";
import { wide } from "./page.js";

class Cell {
  constructor(kind, content) {
    Object.assign(this, { kind, content });
  }
}
// What stands in a cell of its own look.
export const cell = (kind, content) => new Cell(kind, content);

// `rows`: lists of what stands in the cells; the first names the row.
export function table(caption, headings, rows, kind = "") {
  const body = rows.map((cells) =>
    h(
      "tr",
      {},
      cells.map((given, index) => {
        const { kind: look, content } = given instanceof Cell ? given : { kind: null, content: given };
        return index === 0
          ? h("th", { scope: "row", class: look }, content)
          : h("td", { class: look, "data-heading": headings[index] }, content);
      }),
    ),
  );
  return wide(
    caption,
    h(
      "table",
      { class: `list ${headings.length > 5 ? "many" : ""} ${kind}` },
      h("caption", { class: "heard" }, caption),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          headings.map((text) => h("th", { scope: "col" }, text)),
        ),
      ),
      h("tbody", {}, body),
    ),
  );
}
