// A base text: beside each sentence how many versions changed it, below a chosen one all its forms.

import { loadFaces, make, makeButton, makePieces } from "./base.js";

const WAYS = { ArrowUp: -1, ArrowDown: 1, p: -1, n: 1 };

const makeRow = (unit) => {
  const words = make("span", { class: "words", dir: "auto" }, ...makePieces(unit.pieces));
  if (unit.state === "aside") return make("div", { class: "line aside" }, make("span", { class: "told" }, "does not count"), words);
  const told = make("span", { class: "told" }, unit.told);
  return make(
    "div",
    {
      class: `line level-${unit.level}${unit.id === "headline" ? " headline" : ""}${unit.changes ? " changes" : ""}`,
      role: "button",
      tabindex: -1,
      "aria-expanded": "false",
      "data-sentence": unit.id === "headline" ? unit.id : String(Number(unit.id.slice(1)) + 1),
    },
    told,
    words,
  );
};

const makeLegend = () =>
  make(
    "p",
    { class: "legend" },
    "Changed or dropped by ",
    ...["none", "up to a quarter", "up to half", "up to three quarters", "more of the versions"].map((words, level) =>
      make("span", { class: `key level-${level}` }, words),
    ),
  );

const build = (root, data) => {
  const rows = data.paragraphs.map((units) => make("div", { class: "paragraph" }, ...units.map(makeRow)));
  const text = make("div", { class: "text", lang: data.language || null, role: "group", "aria-label": data.label });
  text.append(...(data.headline ? [makeRow(data.headline)] : []), ...rows);
  root.replaceChildren(makeLegend(), text);
};

const rowsOf = (root) => [...root.querySelectorAll(".line[data-sentence]")];

// Tab comes to one sentence and what is open below it; arrow keys go on from there.
const rove = (root, row) => {
  for (const one of rowsOf(root)) one.tabIndex = one === row ? 0 : -1;
};

const makeForm = (form, sentence, send) => {
  const head = make("p", { class: `what ${form.state}` }, make("span", { class: "sign", "aria-hidden": "true" }, form.sign), ` ${form.words}`);
  const text = form.pieces.length ? make("p", { class: "said", dir: "auto" }, ...makePieces(form.pieces)) : null;
  const versions = form.versions.map((version) => {
    const compare = makeButton("Compare", () => send({ kind: "compare", version: version.id, sentence }));
    const read = makeButton("Read", () => send({ kind: "read", place: version.place }));
    compare.setAttribute("aria-label", `Compare with ${version.name} at this sentence`);
    read.setAttribute("aria-label", `Read ${version.name}`);
    return make("li", {}, make("span", { class: "name" }, version.name), compare, read);
  });
  return make("section", { class: "form" }, head, text, make("ul", {}, ...versions));
};

const showForms = (root, data, state) => {
  root.querySelector(".forms")?.remove();
  for (const row of rowsOf(root)) row.setAttribute("aria-expanded", String(row.dataset.sentence === data.opened));
  const row = rowsOf(root).find((one) => one.dataset.sentence === data.opened);
  rove(root, row ?? rowsOf(root).find((one) => one.classList.contains("changes")) ?? rowsOf(root)[0]);
  if (!row) return;
  const forms = make("div", { class: "forms", role: "region", "aria-label": "All forms of this sentence" });
  forms.append(...data.forms.map((form) => makeForm(form, data.opened, state.send)));
  row.after(forms);
  keepInView(root.querySelector(".text"), row, forms);
};

// As much of the forms as there is room for, and the sentence always.
const keepInView = (text, row, forms) => {
  const [frame, first, last] = [text, row, forms].map((one) => one.getBoundingClientRect());
  const below = Math.max(0, last.bottom - frame.bottom);
  const above = first.top - frame.top;
  if (above < 0) text.scrollTop += above;
  else text.scrollTop += Math.min(below, above);
};

const open = (root, state, row) => {
  const isOpen = row.getAttribute("aria-expanded") === "true";
  root.querySelector(".forms")?.remove();
  for (const one of rowsOf(root)) one.setAttribute("aria-expanded", String(one === row && !isOpen));
  rove(root, row);
  row.focus({ preventScroll: true });
  state.opened = isOpen ? "" : row.dataset.sentence;
  state.forms = null;
  state.send({ kind: "open", sentence: state.opened });
};

const step = (root, row, by) => {
  const rows = rowsOf(root);
  const from = rows.indexOf(row);
  const on = by > 0 ? rows.slice(from + 1) : rows.slice(0, Math.max(from, 0)).reverse();
  const next = on.find((one) => one.classList.contains("changes"));
  if (!next) return;
  rove(root, next);
  next.focus();
};

const listen = (root, state) => {
  root.addEventListener("click", (event) => {
    const row = event.target.closest(".line[data-sentence]");
    if (row && root.getRootNode().getSelection?.()?.isCollapsed !== false) open(root, state, row);
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const forms = event.target.closest(".forms");
    const row = forms ? forms.previousElementSibling : event.target.closest(".line[data-sentence]");
    if (!row) return;
    if (event.key === "Escape" && row.getAttribute("aria-expanded") === "true") open(root, state, row);
    else if (event.key in WAYS) step(root, row, WAYS[event.key]);
    else if (!forms && (event.key === "Enter" || event.key === " ")) open(root, state, row);
    else return;
    event.preventDefault();
  });
};

const states = new WeakMap();
// The same arrival is seen again by whoever comes back to the page, and is over then.
let arrived = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".base");
  let state = states.get(root);
  if (!state) {
    state = { clicks: 0 };
    states.set(root, state);
    listen(root, state);
  }
  state.send = (event) => setTriggerValue("event", { ...event, n: ++state.clicks });
  loadFaces();
  const version = JSON.stringify([data.label, data.headline, data.paragraphs]);
  const forms = JSON.stringify([data.opened, data.forms]);
  const isNew = state.version !== version;
  if (isNew) build(root, data);
  // Of a sentence that was left meanwhile nothing is shown.
  const isMeant = state.opened === undefined || isNew || state.opened === data.opened;
  if (isNew || (isMeant && state.forms !== forms)) {
    showForms(root, data, state);
    state.forms = forms;
    state.opened = data.opened;
  }
  state.version = version;
  if (data.arrival > arrived) {
    arrived = data.arrival;
    requestAnimationFrame(() => root.scrollIntoView({ block: "start" }));
  }
}
