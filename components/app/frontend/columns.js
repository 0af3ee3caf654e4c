// Which of the columns stand on screen: as many as can be read, and a switch to the others.

import { make } from "./base.js";

const LEAST_WIDTH = 280;

export const makeSwitch = (count, go) => {
  const group = make("span", { class: "columns", role: "group", "aria-label": "Columns", hidden: "" });
  group.go = go;
  return count > 2 ? group : null;
};

// Two columns always, more where each is wide enough to read.
export const arrange = (root) => {
  const count = root.panes.length;
  root.fitting = Math.min(count, Math.max(2, Math.floor(root.clientWidth / LEAST_WIDTH)));
  root.from = Math.max(0, Math.min(root.from, count - root.fitting));
  const sides = root.querySelector(".sides");
  const isShown = (column) => column >= root.from && column < root.from + root.fitting;
  [...sides.querySelectorAll(".side")].forEach((side, column) => (side.hidden = !isShown(column)));
  [...sides.querySelectorAll(".gutter")].forEach((gutter, column) =>
    gutter.toggleAttribute("hidden", !(isShown(column) && isShown(column + 1))),
  );
  if (count > 1) {
    const gutter = root.clientWidth > 900 ? 36 : 20;
    const tracks = Array.from({ length: Math.min(count, root.fitting) }, () => "minmax(0, 1fr)");
    sides.style.gridTemplateColumns = tracks.join(` ${gutter}px `);
  }
  fillSwitch(root, count);
};

const fillSwitch = (root, count) => {
  const group = root.querySelector(".columns");
  if (!group) return;
  group.hidden = root.fitting >= count;
  const letters = "ABCD".slice(0, count);
  const buttons = Array.from({ length: count - root.fitting + 1 }, (_, from) => {
    const button = make(
      "button",
      { type: "button", "aria-pressed": String(from === root.from) },
      [...letters.slice(from, from + root.fitting)].join(" "),
    );
    button.onclick = () => group.go(from);
    return button;
  });
  const focused = [...group.children].indexOf(root.getRootNode().activeElement);
  group.replaceChildren(...buttons);
  if (focused >= 0) buttons[focused]?.focus({ preventScroll: true });
};
