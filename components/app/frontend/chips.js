// What is selected at the moment: each a chip that a click or Delete takes away; Escape takes all.

import { make } from "./base.js";
import { guideFocus } from "./focus.js";
import { showGuide } from "./guide.js";
import { joinSteps } from "./steps.js";

guideFocus();
joinSteps();

let clicks = 0;
let clearAll = () => {};

// Escape closes what is open first: only with nothing open and nobody typing does it clear.
const isBusy = () =>
  document.querySelector('[role="dialog"], [data-testid="stPopoverBody"], [role="listbox"]') !== null ||
  document.activeElement?.matches("input, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !isBusy()) clearAll();
});

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips");
  const send = (clause) => setTriggerValue("event", { clause, n: ++clicks });
  const chips = data.chips.map(({ clause, name, value }) => {
    const chip = make(
      "button",
      { type: "button", class: "chip", "aria-label": `Clear ${name}: ${value}` },
      make("span", { class: "name" }, name),
      make("span", { class: "value" }, value),
      make("span", { class: "cross", "aria-hidden": "true" }, "×"),
    );
    chip.onclick = () => send(clause);
    chip.onkeydown = (event) => {
      if (event.key === "Delete" || event.key === "Backspace") send(clause);
    };
    return chip;
  });
  const all = make("button", { type: "button", class: "all" }, "Clear all");
  all.onclick = () => send("");
  const back = make("button", { type: "button", class: "all", title: "Undo the last selection" }, "Back");
  back.onclick = () => send("back");
  clearAll = () => { if (chips.length) send(""); };
  root.replaceChildren(
    make("span", { class: "lead" }, data.lead),
    data.guide.anew ? make("span", { class: "anew", role: "status" }, data.guide.anew) : "",
    ...chips,
    ...(chips.length > 1 ? [all] : []),
    ...(data.back ? [back] : []),
  );
  showGuide(root, data.guide, (event) => setTriggerValue("event", { ...event, n: ++clicks }));
}
