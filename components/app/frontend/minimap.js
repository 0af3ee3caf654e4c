// Where in the article the changes stand: a strip beside each text, each mark a way there, and on it
// a frame around what is on screen.

import { heightIn, show } from "./level.js";
import { make } from "./base.js";

const KINDS = ["edited", "moved", "dropped", "added", "ends"];

export const makeStrip = () =>
  make("div", { class: "strip", "aria-hidden": "true", title: "The whole text: a mark for each change" });

export const fillStrips = (root) => {
  for (const pane of root.panes) {
    const strip = pane.closest(".side").querySelector(".strip");
    if (!strip || !pane.clientWidth) continue;
    const whole = Math.max(pane.scrollHeight, 1);
    const marks = pane.shown.map((sentence) => makeMark(root, pane, sentence, whole));
    strip.replaceChildren(...marks.filter(Boolean), make("span", { class: "seen" }));
    frame(pane);
    if (!pane.framed) pane.addEventListener("scroll", () => frame(pane), { passive: true });
    pane.framed = true;
  }
};

const frame = (pane) => {
  const seen = pane.closest(".side")?.querySelector(".seen");
  if (!seen) return;
  const whole = Math.max(pane.scrollHeight, 1);
  seen.hidden = whole - pane.clientHeight < 2;
  seen.style.top = `${(100 * pane.scrollTop) / whole}%`;
  seen.style.height = `${(100 * pane.clientHeight) / whole}%`;
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
