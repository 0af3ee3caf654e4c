// Lines with a word in the middle, one under the other (KWIC). Each line is a button, so keys work.

import { applyTokens, loadFaces, make } from "./base.js";

const lists = new WeakMap();

const makeLine = (line, send) => {
  const button = make(
    "button",
    { type: "button", class: "line" },
    make("span", { class: "before" }, make("bdi", {}, line.before)),
    make("span", { class: "after" }, make("mark", { class: "hit" }, line.hit), make("bdi", {}, line.after)),
    make("span", { class: "label" }, line.label),
  );
  button.onclick = () => send({ row: line.id });
  return make("li", {}, button);
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".kwic");
  const list = lists.get(root) ?? { clicks: 0 };
  lists.set(root, list);
  loadFaces();
  applyTokens(root, data.tokens);
  root.setAttribute("aria-label", data.label);
  list.send = (event) => setTriggerValue("event", { ...event, n: ++list.clicks });
  // Lines that did not change stay: drawn anew between press and release they would lose the click.
  const version = JSON.stringify(data.lines);
  if (list.version === version) return;
  list.version = version;
  root.replaceChildren(...data.lines.map((line) => makeLine(line, (event) => list.send(event))));
}
