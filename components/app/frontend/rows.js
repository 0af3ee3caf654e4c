// A list whose rows can be picked: pairs, mentions, edits. Each row is a button, so keys work.

import { applyTokens, loadFaces, make, makePieces } from "./base.js";

const lists = new WeakMap();

const makeRow = (row, send) => {
  const body = make(
    "button",
    { type: "button", class: "row", "aria-pressed": String(row.picked) },
    row.score === null ? null : makeScore(row.score, row.said),
    make("span", { class: "lines" }, ...row.lines.map((pieces) => make("span", { class: "line" }, ...makePieces(pieces)))),
  );
  body.onclick = () => send({ row: row.id, action: "pick" });
  const actions = row.actions.map(([name, label]) => {
    const button = make("button", { type: "button", class: "action" }, label);
    button.onclick = () => send({ row: row.id, action: name });
    return button;
  });
  return make("li", { class: row.picked ? "picked" : null }, body, ...actions);
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

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".rows");
  const list = lists.get(root) ?? { clicks: 0 };
  lists.set(root, list);
  loadFaces();
  applyTokens(root, data.tokens);
  root.setAttribute("aria-label", data.label);
  list.send = (event) => setTriggerValue("event", { ...event, n: ++list.clicks });
  // Rows that did not change stay: a list drawn anew between press and release would lose the click.
  const version = JSON.stringify(data.rows);
  if (list.version === version) return;
  list.version = version;
  const send = (event) => list.send(event);
  const focused = [...root.querySelectorAll("button")].indexOf(root.getRootNode().activeElement);
  root.replaceChildren(...data.rows.map((row) => makeRow(row, send)));
  root.style.maxHeight = data.height ? `${data.height}px` : "";
  keepInView(root, root.querySelector("li.picked"));
  if (focused >= 0) root.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
}
