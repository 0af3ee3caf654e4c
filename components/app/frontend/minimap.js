// Where in the article the changes stand: a strip beside each text, each mark a way there.

import { heightIn, show } from "./level.js";
import { make } from "./base.js";

const CHANGED = ".sentence.edited, .sentence.moved, .sentence.dropped, .sentence.added";

export const makeStrip = () => make("div", { class: "strip", "aria-hidden": "true" });

export const fillStrips = (root) => {
  for (const side of root.querySelectorAll(".side")) {
    const [pane, strip] = [side.querySelector(".pane"), side.querySelector(".strip")];
    if (!strip) continue;
    const whole = Math.max(pane.scrollHeight, 1);
    strip.replaceChildren(...[...pane.querySelectorAll(CHANGED)].filter((s) => !s.hidden).map((sentence) => makeMark(root, pane, sentence, whole)));
  }
};

const makeMark = (root, pane, sentence, whole) => {
  const kind = ["edited", "moved", "dropped", "added"].find((name) => sentence.classList.contains(name));
  const mark = make("span", { class: `at ${kind}` });
  mark.style.top = `${(100 * heightIn(pane, sentence)) / whole}%`;
  mark.style.height = `max(3px, ${(100 * sentence.offsetHeight) / whole}%)`;
  mark.onclick = () => show(root, sentence);
  return mark;
};
