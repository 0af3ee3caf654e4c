// The versions of a family as switches: those pressed stand on screen, a column each.

import { applyTokens, make } from "./base.js";

const switches = new WeakMap();

const makeVersion = (version, send) => {
  const button = make(
    "button",
    { type: "button", class: "version", "aria-pressed": String(Boolean(version.letter)), title: version.title, disabled: version.locked ? "" : null },
    version.letter ? make("span", { class: "letter" }, version.letter) : null,
    version.name,
  );
  button.onclick = () => send({ id: version.id });
  return button;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".versions");
  const state = switches.get(root) ?? { clicks: 0 };
  switches.set(root, state);
  applyTokens(root, data.tokens);
  const send = (event) => setTriggerValue("event", { ...event, n: ++state.clicks });
  const focused = [...root.querySelectorAll("button")].indexOf(root.getRootNode().activeElement);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.lead);
  root.replaceChildren(make("span", { class: "lead" }, data.lead), ...data.versions.map((one) => makeVersion(one, send)));
  if (focused >= 0) root.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
}
