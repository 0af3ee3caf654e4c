// Values that articles can be narrowed by, with how many have each: a click shows one alone, the
// button beside it leaves it out; arrow keys go from value to value.

import { keepUp, make } from "./base.js";

const FIRST = 6;
const FINDABLE = 15;
// The groups whose every value is shown, and the words typed above it, by the root.
const opened = new WeakMap();

const makeValue = (group, one, send) => {
  const out = one.state === "out";
  const body = make(
    "button",
    { type: "button", class: "value", "aria-pressed": String(one.state === "in"), title: one.text },
    make("span", { class: "text" }, one.text),
    out ? make("span", { class: "said" }, "left out") : null,
    make("span", { class: "count" }, one.count),
  );
  body.style.setProperty("--share", one.share);
  body.onclick = () => send({ kind: group.kind, value: one.value, out });
  const not = make(
    "button",
    { type: "button", class: "not", "aria-pressed": String(out), "aria-label": `Leave out ${one.text}`, title: out ? "No longer leave out" : "Leave out" },
    "−",
  );
  not.onclick = () => send({ kind: group.kind, value: one.value, out: true });
  return make("li", { class: one.state || null, "data-value": one.value }, body, not);
};

const makeFinder = (own, list) => {
  const finder = make("input", { type: "search", "aria-label": "Find a value", placeholder: "Find" });
  finder.value = own.words;
  const find = () => {
    own.words = finder.value;
    const wanted = finder.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.firstChild.title.toLowerCase().includes(wanted);
  };
  finder.oninput = find;
  find();
  return finder;
};

const makeGroup = (group, own, send, redraw) => {
  const chosen = group.values.filter((one) => one.state);
  const few = [...group.values.slice(0, FIRST), ...chosen.filter((one) => group.values.indexOf(one) >= FIRST)];
  const shown = own.open ? group.values : few;
  const list = make("ul", { "aria-label": group.title }, ...shown.map((one) => makeValue(group, one, send)));
  const hidden = group.values.length - few.length;
  const more = make("button", { type: "button", class: "more", "aria-expanded": String(own.open) }, own.open ? "Fewer" : `All ${group.values.length}`);
  more.onclick = () => {
    own.open = !own.open;
    own.words = "";
    redraw();
  };
  return make(
    "section",
    {},
    make("h4", {}, group.title),
    own.open && group.values.length > FINDABLE ? makeFinder(own, list) : null,
    list,
    hidden > 0 ? more : null,
    own.open && group.more ? make("p", {}, `and ${group.more} more: name one in the search`) : null,
  );
};

const WAYS = { ArrowUp: -1, ArrowDown: 1 };

const goByKeys = (root) => {
  root.addEventListener("keydown", (event) => {
    const item = event.target.closest("li");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (["-", "Delete"].includes(event.key)) {
      event.preventDefault();
      item.lastChild.click();
    }
    if (event.key in WAYS) {
      event.preventDefault();
      const items = [...root.querySelectorAll("li:not([hidden])")];
      const next = items[Math.min(Math.max(items.indexOf(item) + WAYS[event.key], 0), items.length - 1)];
      next.children[event.target.classList.contains("not") ? 1 : 0].focus();
    }
  });
};

export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".facets");
  if (!opened.has(root)) {
    opened.set(root, {});
    goByKeys(root);
  }
  const groups = opened.get(root);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", data.label);
  keepUp(root, component, [data.groups, data.label], (send) => {
    // On a narrow screen they stand above the list, which they must not push off it.
    const open = root.querySelector("details")?.open ?? window.matchMedia("(min-width: 1001px)").matches;
    const redraw = () => {
      const sections = data.groups.map((group) =>
        makeGroup(group, (groups[group.kind] ??= { open: false, words: "" }), send, redraw),
      );
      root.querySelector(".groups").replaceChildren(...sections);
    };
    root.replaceChildren(
      make("details", open ? { open: "" } : {}, make("summary", {}, data.label), make("div", { class: "groups" })),
    );
    redraw();
  });
}
