// A table of cells that lead somewhere: sentences by version, names by source, quotations by article,
// families. One with `sorts` has headings that sort, and is one stop for Tab: arrow keys go on.

import { keepUp, make } from "./base.js";

const makeButton = (text, told, act) => {
  const button = make("button", { type: "button", title: told, "aria-label": told }, text);
  button.onclick = act;
  return button;
};

// In a dense table a sign stands for the word, which is told to those who ask and to screen readers.
const makeCell = (cell, name, dense, send) => {
  const [text, told] = dense ? [cell.sign, `${cell.text}, ${name}`] : [cell.text, null];
  if (!cell.place) return make("td", { class: cell.state }, make("span", {}, text));
  return make("td", { class: cell.state }, makeButton(text, told, () => send({ place: cell.place })));
};

const makeRow = (row, data, send) =>
  make(
    "tr",
    { class: row.selected ? "selected" : null, "aria-current": row.selected ? "true" : null },
    make(
      "th",
      { scope: "row", class: "words" },
      row.place ? makeButton(row.words, null, () => send({ place: row.place })) : row.words,
    ),
    ...row.cells.map((cell, i) => makeCell(cell, data.heads[i], data.dense, send)),
  );

const makeSort = (name, key, { by, down, counts }, send) => {
  const state = { class: counts.includes(key) ? "count" : null };
  if (key !== by) return make("th", { scope: "col", ...state }, makeButton(name, null, () => send({ sort: key })));
  const button = makeButton(`${name}\u00a0${down ? "▾" : "▴"}`, null, () => send({ sort: key }));
  return make("th", { scope: "col", "aria-sort": down ? "descending" : "ascending", ...state }, button);
};

const makeHead = (data, send) =>
  make(
    "tr",
    {},
    ...(data.sorts
      ? [data.corner, ...data.heads].map((name, i) => makeSort(name, data.sorts.names[i], data.sorts, send))
      : [
          make("th", { scope: "col" }, data.corner),
          ...data.heads.map((name) => make("th", { scope: "col", title: data.dense ? name : null }, make("span", {}, name))),
        ]),
  );

const WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const rove = (root, at) => {
  for (const button of root.querySelectorAll("button")) button.tabIndex = button === at ? 0 : -1;
};

const goByKeys = (root) => {
  root.addEventListener("focusin", (event) => root.classList.contains("sorted") && rove(root, event.target));
  root.addEventListener("keydown", (event) => {
    if (!root.classList.contains("sorted") || !(event.key in WAYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    const table = [...root.querySelectorAll("tr")].map((line) => [...line.querySelectorAll("button")]);
    const row = table.findIndex((line) => line.includes(event.target));
    if (row < 0) return;
    event.preventDefault();
    const [down, right] = WAYS[event.key];
    const line = table[Math.min(Math.max(row + down, 0), table.length - 1)];
    const column = table[row].indexOf(event.target) + right;
    line[Math.min(Math.max(column, 0), line.length - 1)].focus();
  });
};

// Beside a table that is wider than its place: how many columns follow.
const showRest = (root) => {
  const end = root.getBoundingClientRect().right;
  const out = root.scrollWidth - root.clientWidth - root.scrollLeft < 2 ? [] : [...root.querySelectorAll("thead th")].filter((head) => head.getBoundingClientRect().right > end + 2);
  root.nextElementSibling.hidden = root.scrollWidth - root.clientWidth < 2;
  root.nextElementSibling.textContent = out.length ? `${out.length} more →` : "";
};

const watchRest = (root) => {
  root.after(make("div", { class: "rest", "aria-hidden": "true" }));
  root.addEventListener("scroll", () => showRest(root), { passive: true });
  new ResizeObserver(() => showRest(root)).observe(root);
};

const guided = new WeakSet();

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".grid");
  const { corner, heads, rows, dense, label, sorts } = data;
  if (!guided.has(root)) {
    guided.add(root);
    goByKeys(root);
    watchRest(root);
  }
  keepUp(root, component, [corner, heads, rows, dense, label, sorts], (send) => {
    root.classList.toggle("dense", Boolean(dense));
    root.classList.toggle("sorted", Boolean(sorts));
    const made = rows.map((row) => makeRow(row, data, send));
    root.replaceChildren(
      make("table", { "aria-label": label }, make("thead", {}, makeHead(data, send)), make("tbody", {}, ...made)),
    );
    showRest(root);
    if (sorts) rove(root, root.querySelector("tr.selected button") ?? root.querySelector("button"));
  });
}
