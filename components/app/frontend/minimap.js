// Where in the article the changes stand: a strip beside each text, each mark a way there.

import { heightIn, show } from "./level.js";
import { make } from "./base.js";

const KINDS = ["edited", "moved", "dropped", "added", "ends"];

export const makeStrip = () => make("div", { class: "strip", "aria-hidden": "true" });

export const fillStrips = (root) => {
  for (const pane of root.panes) {
    const strip = pane.closest(".side").querySelector(".strip");
    if (!strip || !pane.clientWidth) continue;
    const whole = Math.max(pane.scrollHeight, 1);
    const marks = pane.shown.map((sentence) => makeMark(root, pane, sentence, whole));
    strip.replaceChildren(...marks.filter(Boolean));
  }
};

const makeMark = (root, pane, sentence, whole) => {
  const kind = KINDS.find((name) => sentence.classList.contains(name));
  if (!kind) return null;
  const mark = make("span", { class: `at ${kind}` });
  mark.style.top = `${(100 * heightIn(pane, sentence)) / whole}%`;
  mark.style.height = `max(3px, ${(100 * sentence.offsetHeight) / whole}%)`;
  mark.onclick = () => show(root, sentence);
  return mark;
};
