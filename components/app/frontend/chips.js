// What is selected at the moment: each a chip that a click or Delete takes away; Escape takes all.

import { keepUp, make, makeButton } from "./base.js";
import { guideFocus } from "./focus.js";
import { showGuide } from "./guide.js";
import "./recover.js";
import { joinSteps } from "./steps.js";

guideFocus();
joinSteps();

let clearAll = () => {};

// Escape closes what is open first: only with nothing open and nobody typing does it clear.
const isBusy = () =>
  document.querySelector('[role="dialog"], [data-testid="stPopoverBody"], [role="listbox"]') !== null ||
  document.activeElement?.matches("input, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && !isBusy()) clearAll();
});

const makeChip = ({ clause, name, value }, send) => {
  const chip = make(
    "button",
    { type: "button", class: "chip", "aria-label": `Clear ${name}: ${value}` },
    make("span", { class: "name" }, name),
    make("span", { class: "value" }, value),
    make("span", { class: "cross", "aria-hidden": "true" }, "×"),
  );
  chip.onclick = () => send({ clause });
  chip.onkeydown = (event) => {
    if (event.key === "Delete" || event.key === "Backspace") send({ clause });
  };
  return chip;
};

const makeAction = (label, act) => {
  const button = makeButton(label, act);
  button.className = "all";
  return button;
};

const makeBack = (send) => {
  const back = makeAction("Back", () => send({ clause: "back" }));
  back.title = "Undo the last selection";
  return back;
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".chips");
  keepUp(root, component, data, (send) => {
    clearAll = () => { if (data.chips.length) send({ clause: "" }); };
    root.replaceChildren(
      make("span", { class: "lead" }, data.lead),
      data.guide.anew ? make("span", { class: "anew", role: "status" }, data.guide.anew) : "",
      ...data.chips.map((chip) => makeChip(chip, send)),
      ...(data.chips.length > 1 ? [makeAction("Clear all", () => send({ clause: "" }))] : []),
      ...(data.back ? [makeBack(send)] : []),
    );
    showGuide(root, data.guide, send);
  });
}
