// Lines with a word in the middle, one under the other (KWIC). Each line is a button, so keys work.

import { keepUp, make } from "./base.js";

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

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".kwic");
  root.setAttribute("aria-label", data.label);
  keepUp(root, component, data.lines, (send) => {
    root.replaceChildren(...data.lines.map((line) => makeLine(line, send)));
  });
}
