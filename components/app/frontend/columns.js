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
  const fitting = Math.min(count, Math.max(2, Math.floor(root.clientWidth / LEAST_WIDTH)));
  root.sets = listSets(root, count, fitting);
  root.set = Math.min(root.set, root.sets.length - 1);
  root.columns = root.sets[root.set] ?? [];
  const sides = root.querySelector(".sides");
  const isShown = (column) => root.columns.includes(column);
  [...sides.querySelectorAll(".side")].forEach((side, column) => (side.hidden = !isShown(column)));
  // A gutter belongs to the column on its right.
  [...sides.querySelectorAll(".gutter")].forEach((gutter, number) =>
    gutter.toggleAttribute("hidden", !isShown(number + 1) || root.columns[0] === number + 1),
  );
  if (count > 1) {
    const gutter = root.clientWidth > 900 ? 36 : 20;
    const tracks = root.columns.map(() => "minmax(0, 1fr)");
    sides.style.gridTemplateColumns = tracks.join(` ${gutter}px `);
  }
  fillSwitch(root, count);
};

// Of two columns those that are compared with each other, of more those side by side.
const listSets = (root, count, fitting) => {
  const all = Array.from({ length: count }, (_, column) => column);
  if (fitting >= count) return [all];
  if (fitting > 2) return all.slice(0, count - fitting + 1).map((from) => all.slice(from, from + fitting));
  const pairs = all.filter((column) => root.givers[column] !== null).map((column) => [root.givers[column], column]);
  return pairs.map((pair) => pair.sort((one, other) => one - other));
};

const fillSwitch = (root, count) => {
  const group = root.querySelector(".columns");
  if (!group) return;
  group.hidden = root.sets.length < 2;
  const buttons = root.sets.map((columns, number) => {
    const letters = columns.map((column) => "ABCD"[column]).join(" ");
    const button = make("button", { type: "button", "aria-pressed": String(number === root.set) }, letters);
    button.onclick = () => group.go(number);
    return button;
  });
  const focused = [...group.children].indexOf(root.getRootNode().activeElement);
  group.replaceChildren(...buttons);
  if (focused >= 0) buttons[focused]?.focus({ preventScroll: true });
};
