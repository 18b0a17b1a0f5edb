// A table that on a narrow screen becomes a list of cards, each cell under its own heading.

import { h } from "./dom.js";
import { wide } from "./page.js";

// `rows`: lists of cells, the first names the row; a cell is what stands in it, or [class, what stands in it].
export function table(caption, headings, rows, kind = "") {
  const body = rows.map((cells) => h("tr", {}, cells.map((cell, index) => {
    const [style, content] = Array.isArray(cell) && typeof cell[0] === "string" && cell.length === 2 ? cell : ["", cell];
    return index === 0 ? h("th", { scope: "row", class: style || null }, content) : h("td", { class: style || null, "data-heading": headings[index] }, content);
  })));
  return wide(caption, h("table", { class: `list ${kind}` }, h("caption", { class: "heard" }, caption),
    h("thead", {}, h("tr", {}, headings.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, body)));
}
