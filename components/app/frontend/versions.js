// The versions of a family as switches: those pressed stand on screen, a column each.

import { keepUp, make } from "./base.js";

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

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".versions");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.lead);
  keepUp(root, component, [data.lead, data.versions], (send) => {
    root.replaceChildren(make("span", { class: "lead" }, data.lead), ...data.versions.map((one) => makeVersion(one, send)));
  });
}
