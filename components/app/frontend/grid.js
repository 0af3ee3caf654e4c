// A table of cells that lead somewhere: sentences by version, names by source, quotations by article.

import { keepUp, make } from "./base.js";

// In a dense table a sign stands for the word, which is told to those who ask and to screen readers.
const makeCell = (cell, name, dense, send) => {
  const [text, told] = dense ? [cell.sign, `${cell.text}, ${name}`] : [cell.text, null];
  if (!cell.place) return make("td", { class: cell.state }, make("span", {}, text));
  const button = make("button", { type: "button", title: told, "aria-label": told }, text);
  button.onclick = () => send({ place: cell.place });
  return make("td", { class: cell.state }, button);
};

const makeRow = (row, data, send) =>
  make(
    "tr",
    {},
    make("th", { scope: "row", class: "words" }, row.words),
    ...row.cells.map((cell, i) => makeCell(cell, data.heads[i], data.dense, send)),
  );

const makeHead = (data) =>
  make(
    "tr",
    {},
    make("th", { scope: "col" }, data.corner),
    ...data.heads.map((name) => make("th", { scope: "col", title: data.dense ? name : null }, make("span", {}, name))),
  );

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".grid");
  keepUp(root, component, [data.corner, data.heads, data.rows, data.dense, data.label], (send) => {
    root.classList.toggle("dense", Boolean(data.dense));
    const rows = data.rows.map((row) => makeRow(row, data, send));
    root.replaceChildren(
      make("table", { "aria-label": data.label }, make("thead", {}, makeHead(data)), make("tbody", {}, ...rows)),
    );
  });
}
