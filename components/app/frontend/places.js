// The parts of an article as a bar: each says how many changes of which kind it has, and narrows to them.

import { keepUp, make } from "./base.js";

const makePart = (part, send) => {
  const signs = part.counts.map(([text, kind]) => make("span", { class: `count ${kind}` }, text));
  const button = make(
    "button",
    { type: "button", class: part.total ? "part" : "part none", "aria-pressed": String(part.selected), "aria-label": part.said, title: part.said },
    make("span", { class: "name" }, part.part),
    make("span", { class: "counts" }, ...(signs.length ? signs : ["\u2013"])),
  );
  // A longer part is wider, but a short one must hold its numbers, too.
  button.style.flexGrow = part.part === "headline" ? 0.5 : Math.sqrt(part.size);
  button.onclick = () => send({ part: part.part });
  return button;
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".places");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.label);
  keepUp(root, component, [data.label, data.places], (send) => {
    root.replaceChildren(make("span", { class: "lead" }, data.label), make("span", { class: "bar" }, ...data.places.map((one) => makePart(one, send))));
  });
}
