// One or two articles to read: aligned sentences light up together and are brought level.

import { applyTokens, loadFaces, make, makePieces } from "./base.js";

const NAMES = { edited: "edited", moved: "moved", dropped: "only here", added: "only here" };
const CHANGED = ".sentence.edited, .sentence.moved, .sentence.dropped, .sentence.added";

const makeSentence = (sentence) => {
  const span = make(
    "span",
    { class: `sentence ${sentence.state}`, id: sentence.id, "data-link": sentence.link, tabindex: -1 },
    ...makePieces(sentence.pieces),
  );
  const name = NAMES[sentence.state];
  if (name) span.prepend(make("span", { class: "spoken" }, `(${name}) `));
  return span;
};

const makeText = (pane) =>
  pane.paragraphs.map((sentences) => {
    const paragraph = make("p", {});
    sentences.forEach((sentence, i) => paragraph.append(...(i ? [" "] : []), makeSentence(sentence)));
    return paragraph;
  });

const makePane = (pane, index) => {
  const article = make(
    "article",
    { class: "pane", "data-side": "ab"[index], lang: pane.language || null, dir: "auto", tabindex: 0, "aria-label": pane.title },
    ...makeText(pane),
  );
  const head = make(
    "header",
    {},
    make("h2", {}, pane.title),
    make("p", { class: "meta" }, pane.meta),
  );
  return make("section", { class: "side" }, head, article);
};

const build = (root, data) => {
  const bar = make("div", { class: "bar" });
  const sides = make("div", { class: "sides" }, ...data.panes.map(makePane));
  sides.classList.toggle("two", data.panes.length > 1);
  root.replaceChildren(...(data.panes.length > 1 ? [bar] : []), sides);
  if (data.panes.length > 1) fillBar(root, bar);
};

const fillBar = (root, bar) => {
  const step = (label, by) => {
    const button = make("button", { type: "button" }, label);
    button.onclick = () => stepChange(root, by);
    return button;
  };
  const level = make("input", { type: "checkbox", class: "level", checked: "" });
  bar.append(
    step("Previous change", -1),
    step("Next change", 1),
    make("span", { class: "where", "aria-live": "polite" }),
    make("label", {}, level, " keep matching sentences level"),
    ...legend(),
  );
};

const legend = () => {
  const item = (kind, text) => make("span", { class: `key ${kind}` }, text);
  return [make("span", { class: "legend" }, item("edited", "edited"), item("moved", "moved"), item("dropped", "only in the first"), item("added", "only in the second"))];
};

const partners = (root, sentence) => {
  const link = sentence.dataset.link;
  if (link === undefined) return [];
  return [...root.querySelectorAll(`.sentence[data-link="${CSS.escape(link)}"]`)];
};

const light = (root, sentence, kind) => {
  root.querySelectorAll(`.${kind}`).forEach((element) => element.classList.remove(kind));
  if (!sentence) return;
  [sentence, ...partners(root, sentence)].forEach((element) => element.classList.add(kind));
};

const heightIn = (pane, element) =>
  element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

// The partner stands beside its sentence, not merely on screen.
const bringLevel = (root, sentence) => {
  const pane = sentence.closest(".pane");
  const other = partners(root, sentence).find((element) => element.closest(".pane") !== pane);
  if (!other) return;
  const opposite = other.closest(".pane");
  const offset = heightIn(pane, sentence) - pane.scrollTop;
  hold(opposite);
  opposite.scrollTop = heightIn(opposite, other) - offset;
};

// A pane that was scrolled by us must not scroll the one that led.
const hold = (pane) => {
  pane.held = (pane.held ?? 0) + 1;
  setTimeout(() => (pane.held -= 1), 120);
};

const show = (root, sentence) => {
  const pane = sentence.closest(".pane");
  hold(pane);
  pane.scrollTop = heightIn(pane, sentence) - pane.clientHeight / 3;
  light(root, sentence, "on");
  bringLevel(root, sentence);
};

// Changes in the order in which a reader of the first text meets them, each link once.
const changes = (root) => {
  const seen = new Set();
  return [...root.querySelectorAll(CHANGED)].filter((element) => {
    const link = element.dataset.link;
    if (link === undefined) return true;
    if (seen.has(link)) return false;
    seen.add(link);
    return true;
  });
};

const stepChange = (root, by) => {
  const all = changes(root);
  if (!all.length) return;
  const at = all.indexOf(root.current);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  root.current = all[next];
  show(root, root.current);
  root.querySelector(".where").textContent = `change ${next + 1} of ${all.length}`;
};

// Landmarks: the linked sentence nearest the top third of the pane that is scrolled leads.
const follow = (root, pane) => {
  if (pane.held || !root.querySelector(".level")?.checked) return;
  const line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
  let nearest = null;
  let least = Infinity;
  for (const sentence of pane.querySelectorAll(".sentence[data-link]")) {
    const distance = Math.abs(sentence.getBoundingClientRect().top - line);
    if (distance < least) [nearest, least] = [sentence, distance];
  }
  if (nearest) bringLevel(root, nearest);
};

const listen = (root, state) => {
  root.addEventListener("click", (event) => {
    const sentence = event.target.closest(".sentence");
    if (!sentence) return;
    root.current = sentence;
    light(root, sentence, "on");
    bringLevel(root, sentence);
    state.send({ kind: "sentence", id: sentence.id });
  });
  root.addEventListener("mouseover", (event) => light(root, event.target.closest(".sentence"), "over"));
  root.addEventListener("mouseleave", () => light(root, null, "over"));
  root.addEventListener("keydown", (event) => {
    if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") stepChange(root, 1);
    else if (event.key === "p") stepChange(root, -1);
    else if (event.key === "Escape") light(root, null, "on");
  });
  root.addEventListener("scroll", (event) => {
    const pane = event.target;
    if (!pane.classList?.contains("pane") || state.frame) return;
    state.frame = requestAnimationFrame(() => {
      state.frame = null;
      follow(root, pane);
    });
  }, { capture: true, passive: true });
};

const roots = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".panes");
  let state = roots.get(root);
  if (!state) {
    state = { clicks: 0, version: null };
    roots.set(root, state);
    listen(root, state);
  }
  state.send = (event) => setTriggerValue("event", { ...event, n: ++state.clicks });
  loadFaces();
  applyTokens(root, data.tokens);
  if (state.version !== data.version) {
    state.version = data.version;
    root.current = null;
    build(root, data);
  }
  if (data.focus && state.focus !== data.focus) {
    state.focus = data.focus;
    const sentence = root.querySelector(`#${CSS.escape(data.focus)}`);
    if (sentence) requestAnimationFrame(() => show(root, sentence));
  }
}
