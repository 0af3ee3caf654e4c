// A list whose rows can be selected: pairs, mentions, edits. Each row is a button, so keys work.

import { keepUp, make, makePieces } from "./base.js";

const makeRow = (row, send) => {
  const body = make(
    "button",
    { type: "button", class: "row", "aria-pressed": String(row.selected), "data-key": `${row.id}|pick` },
    row.score === null ? null : makeScore(row.score, row.said),
    make("span", { class: "lines" }, ...row.lines.map((pieces) => make("span", { class: "line" }, ...makePieces(pieces)))),
  );
  body.onclick = () => send({ row: row.id, action: "pick" });
  const actions = row.actions.map(([name, label, pressed]) => {
    const known = { "aria-pressed": pressed === undefined ? null : String(pressed), "data-key": `${row.id}|${name}` };
    const button = make("button", { type: "button", class: "action", ...known }, label);
    button.onclick = () => send({ row: row.id, action: name });
    return button;
  });
  return make("li", { class: row.selected ? "selected" : null }, body, ...actions);
};

const makeScore = (score, said) => {
  const bar = make("span", { class: "bar" });
  bar.style.width = `${Math.round(score * 100)}%`;
  return make("span", { class: "score" }, make("span", { class: "number" }, said), make("span", { class: "track" }, bar));
};

// The list alone is scrolled, never the page.
const keepInView = (root, row) => {
  if (!row || root.scrollHeight <= root.clientHeight) return;
  const [list, own] = [root.getBoundingClientRect(), row.getBoundingClientRect()];
  if (own.top < list.top) root.scrollTop += own.top - list.top;
  else if (own.bottom > list.bottom) root.scrollTop += own.bottom - list.bottom;
};

// Tab comes to one row and its buttons, then leaves the list; arrow keys go from row to row.
const rove = (root, at) => {
  [...root.children].forEach((item, i) => {
    for (const button of item.children) button.tabIndex = i === at ? 0 : -1;
  });
};

const WAYS = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity };

const goByKeys = (root) => {
  root.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    if (!item || !(event.key in WAYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const [items, place] = [[...root.children], [...item.children].indexOf(event.target)];
    const to = items[Math.min(Math.max(items.indexOf(item) + WAYS[event.key], 0), items.length - 1)];
    (to.children[place] ?? to.children[0]).focus();
  });
  root.addEventListener("focusin", (event) => rove(root, [...root.children].indexOf(event.target.closest("li"))));
};

// Below a list that is cut off by its height: how many rows follow.
const showRest = (root) => {
  const end = root.getBoundingClientRect().bottom;
  const rest = root.scrollHeight - root.clientHeight - root.scrollTop < 2 ? 0 : [...root.children].filter((item) => item.getBoundingClientRect().bottom > end + 2).length;
  root.classList.toggle("cut", rest > 0);
  root.nextElementSibling.hidden = root.scrollHeight - root.clientHeight < 2;
  root.nextElementSibling.textContent = rest ? `↓ ${rest} more` : "";
};

const watchRest = (root) => {
  const sign = make("div", { class: "rest", "aria-hidden": "true" });
  root.after(sign);
  root.addEventListener("scroll", () => showRest(root), { passive: true });
  new ResizeObserver(() => showRest(root)).observe(root);
};

const guided = new WeakSet();

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".rows");
  if (!guided.has(root)) {
    guided.add(root);
    goByKeys(root);
    watchRest(root);
  }
  root.setAttribute("aria-label", data.label);
  keepUp(root, component, [data.rows, data.height], (send) => {
    root.replaceChildren(...data.rows.map((row) => makeRow(row, send)));
    root.style.maxHeight = typeof data.height === "number" ? `${data.height}px` : data.height ?? "";
    const selected = root.querySelector("li.selected");
    keepInView(root, selected);
    rove(root, Math.max([...root.children].indexOf(selected), 0));
    showRest(root);
  });
}
