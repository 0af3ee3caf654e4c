// What is picked at the moment: each a chip that a click or Delete takes away.

import { applyTokens, make } from "./base.js";

let clicks = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chips");
  applyTokens(root, data.tokens);
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
  root.replaceChildren(make("span", { class: "lead" }, data.lead), ...chips, ...(chips.length > 1 ? [all] : []));
}
