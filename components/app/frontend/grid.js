// A table of cells that lead somewhere: sentences by version, names by source, quotations by article.

import { applyTokens, loadFaces, make } from "./base.js";

const grids = new WeakMap();

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

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".grid");
  const grid = grids.get(root) ?? { clicks: 0 };
  grids.set(root, grid);
  loadFaces();
  applyTokens(root, data.tokens);
  grid.send = (event) => setTriggerValue("event", { ...event, n: ++grid.clicks });
  const version = JSON.stringify([data.corner, data.heads, data.rows]);
  if (grid.version === version) return;
  grid.version = version;
  const head = make(
    "tr",
    {},
    make("th", { scope: "col" }, data.corner),
    ...data.heads.map((name) => make("th", { scope: "col", title: data.dense ? name : null }, make("span", {}, name))),
  );
  const rows = data.rows.map((row) => makeRow(row, data, (event) => grid.send(event)));
  root.classList.toggle("dense", Boolean(data.dense));
  const focused = [...root.querySelectorAll("button")].indexOf(root.getRootNode().activeElement);
  root.replaceChildren(
    make("table", { "aria-label": data.label }, make("thead", {}, head), make("tbody", {}, ...rows)),
  );
  if (focused >= 0) root.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
}
