// One or more articles to read: aligned sentences light up together and are brought level.

import { loadFaces, make, makePieces } from "./base.js";
import { arrange, makeSwitch } from "./columns.js";
import { bringLevel, follow, indexSentences, light, noteShown, partners, show, stepChange } from "./level.js";
import { fillStrips, makeStrip } from "./minimap.js";
import { NOTING_HINT, keepPlace, listenForNotes, makeNotes, makeWordOffers } from "./noting.js";
import { drawRibbons, makeGutter } from "./ribbons.js";

const NAMES = { edited: "edited", moved: "moved", dropped: "only here", added: "only here" };
const VIEWS = [["sides", "Side by side"], ["inline", "Inline"], ["changes", "Changes only"]];

// A line that does not count can be put back, and one that was put back left out again.
const makeChoice = ({ place, reason, counts }) =>
  make(
    "button",
    { type: "button", class: "choice", "data-place": place, "data-counts": String(counts), title: `boilerplate: ${reason}` },
    counts ? "leave this out" : "count this",
  );

const makeUnit = (unit) => {
  const made = unit.state === "aside" ? make("span", { class: "apart" }, ...makePieces(unit.pieces)) : makeSentence(unit);
  return [made, ...(unit.lines ?? []).flatMap((line) => [" ", makeChoice(line)])];
};

const makeSentence = (sentence) => {
  const span = make(
    "span",
    {
      class: `sentence ${sentence.state}${sentence.ends ? " ends" : ""}`,
      id: sentence.id,
      "data-link": sentence.links.join(" ") || null,
      tabindex: -1,
    },
    ...makePieces(sentence.pieces),
  );
  const name = NAMES[sentence.state];
  if (name) span.prepend(make("span", { class: "spoken" }, `(${name}) `));
  if (sentence.ends) span.append(make("span", { class: "spoken" }, " (not in the next version)"));
  return span;
};

const makeText = (pane, state) =>
  pane.paragraphs.flatMap((sentences) => {
    const paragraph = make("p", {});
    sentences.forEach((sentence, i) => paragraph.append(...(i ? [" "] : []), ...makeUnit(sentence)));
    return [paragraph, ...makeNotes(sentences, state)];
  });

const makeMeta = ({ meta, metaPieces = [[meta, ""]] }) =>
  metaPieces.flatMap(([text, basis], i) => [...(i ? [" · "] : []), make("span", { title: basis || null }, text)]);

const makeFacts = ({ facts = [] }) =>
  facts.length
    ? make(
        "details",
        { class: "facts" },
        make("summary", {}, "What this rests on"),
        make(
          "dl",
          {},
          ...facts.flatMap(([name, value, basis]) => [
            make("dt", {}, name),
            make("dd", {}, value, basis ? make("span", { class: "basis" }, ` ${basis}`) : null),
          ]),
        ),
      )
    : null;

const makePane = (pane, name, several, state) => {
  const article = make(
    "article",
    { class: "pane", "data-side": name, lang: pane.language || null, dir: "auto", tabindex: 0, "aria-label": pane.title },
    ...makeText(pane, state),
  );
  const letter = several ? make("span", { class: "letter" }, pane.letter) : null;
  const title = make("h2", { id: several ? `${name}h` : null }, letter, ...makePieces(pane.titlePieces ?? [[pane.title, ""]]));
  const warning = pane.warning ? make("p", { class: "warning" }, pane.warning) : null;
  const against = pane.against ? make("p", { class: "against" }, pane.against) : null;
  const head = make("header", {}, title, warning, make("p", { class: "meta" }, ...makeMeta(pane)), against, makeFacts(pane));
  return make("section", { class: "side" }, head, make("div", { class: "body" }, several ? makeStrip() : null, article));
};

// Stands at the head of every printed page, and only there.
const makePrinted = (panes) =>
  make("div", { class: "printed", "aria-hidden": "true" },
    ...panes.map((pane) => make("span", {}, `${pane.letter} · ${[pane.title, pane.meta].filter(Boolean).join(" · ")}`)));

const build = (root, data, state) => {
  const several = data.panes.length > 1;
  const sides = make("div", { class: "sides" });
  data.panes.forEach((pane, i) => {
    if (i) sides.append(makeGutter());
    sides.append(makePane(pane, "abcd"[i], several, state));
  });
  sides.classList.toggle("two", several);
  state.inline = data.inline;
  state.waiting = false;
  root.replaceChildren(...(several ? [makePrinted(data.panes), makeBar(root, data, state)] : []), sides);
  for (const key of root.querySelectorAll(".key")) key.hidden = !sides.querySelector(`.${key.dataset.kind}`);
  indexSentences(root, data.panes.map((pane) => pane.giver ?? null));
  root.set = 0;
  arrange(root);
  root.reveal = (column) => reveal(root, column);
  // The keys n and p work wherever the focus is, while the texts are there.
  window.parallaxStepChange = (by) => {
    if (!several || !root.isConnected) return false;
    stepChange(root, by);
    drawRibbons(root);
    return true;
  };
  if (several) chooseView(root, state, data.view === "inline" && !data.inline ? "sides" : data.view);
  if (data.noting) root.append(make("p", { class: "hint" }, NOTING_HINT), makeWordOffers(state));
};

// On a narrow screen the changes stand below the texts, and both are to be seen at once.
const NARROW = 1000;
const LEAST_HEIGHT = 300;
const BELOW = 20;

// Texts side by side end where the window does, so that nothing but them is scrolled.
const fitHeight = (root) => {
  const pane = root.panes.length > 1 && [...root.querySelectorAll(".pane")].find((one) => one.clientHeight);
  if (!pane) return;
  const scrolled = document.querySelector("[data-testid='stMain']")?.scrollTop ?? 0;
  const above = pane.getBoundingClientRect().top + scrolled;
  const room = window.innerWidth <= NARROW ? 0.38 * window.innerHeight : window.innerHeight - above - BELOW;
  root.style.setProperty("--pane-height", `${Math.max(LEAST_HEIGHT, Math.round(room))}px`);
};

const redraw = (root) => {
  arrange(root);
  fitHeight(root);
  fillStrips(root);
  drawRibbons(root);
};

// A sentence in a column that a narrow screen has no room for brings its column there.
const reveal = (root, column) => {
  if (column === undefined || root.panes.length < 2 || root.columns.includes(column)) return;
  root.set = Math.max(0, root.sets.findIndex((columns) => columns.includes(column)));
  redraw(root);
};

const makeBar = (root, data, state) => {
  const step = (label, by) => {
    const button = make("button", { type: "button" }, label);
    button.onclick = () => { stepChange(root, by); drawRibbons(root); };
    return button;
  };
  const level = make("input", { type: "checkbox", class: "level", checked: "" });
  const columns = makeSwitch(data.panes.length, (number) => { root.set = number; redraw(root); });
  return make(
    "div",
    { class: "bar" },
    makeViews(root, state, data),
    columns,
    step("Previous change", -1),
    step("Next change", 1),
    make("span", { class: "where", "aria-live": "polite" }),
    make("label", { class: "leveling" }, level, " keep aligned sentences level"),
    make("span", { class: "legend" }, ...Object.entries(data.legend).map(([kind, text]) => make("span", { class: `key ${kind}`, "data-kind": kind }, text))),
  );
};

const makeViews = (root, state, data) => {
  const group = make("span", { class: "views", role: "radiogroup", "aria-label": "View" });
  VIEWS.filter(([name]) => name !== "inline" || data.panes.length === 2).forEach(([name, label]) => {
    const button = make("button", { type: "button", role: "radio", "data-view": name }, label);
    button.onclick = () => {
      // The texts in one column come from the server when they are asked for.
      if (name === "inline" && !state.inline) state.waiting = true;
      else chooseView(root, state, name);
      state.send({ kind: "view", view: name });
    };
    group.append(button);
  });
  return group;
};

const chooseView = (root, state, view) => {
  state.view = view;
  root.querySelectorAll("[data-view]").forEach((b) => b.setAttribute("aria-checked", String(b.dataset.view === view)));
  if (view === "inline" && !root.querySelector(".inline"))
    root.append(make("div", { class: "inline" }, makePane(state.inline, "inline", false, state)));
  const inline = root.querySelector(".inline");
  if (inline) inline.hidden = view !== "inline";
  root.querySelector(".sides").hidden = view === "inline";
  hideUnchanged(root, view === "changes");
  noteShown(root);
  root.current = null;
  root.querySelector(".where").textContent = "";
  requestAnimationFrame(() => redraw(root));
};

// A change is read with the sentence before it and the one after it.
const hideUnchanged = (root, hide) => {
  for (const pane of root.panes) {
    const changed = pane.sentences.map((one) => !one.classList.contains("same") || one.classList.contains("ends"));
    pane.sentences.forEach((sentence, i) => {
      sentence.hidden = hide && !(changed[i - 1] || changed[i] || changed[i + 1]);
    });
    pane.querySelectorAll("p").forEach((paragraph) => {
      const sentences = [...paragraph.querySelectorAll(".sentence")];
      paragraph.hidden = hide && sentences.every((sentence) => sentence.hidden);
      paragraph.classList.toggle("cut", sentences.some((sentence) => sentence.hidden));
    });
  }
};

const listen = (root, state) => {
  const draw = () => (state.frame ??= requestAnimationFrame(() => { state.frame = null; drawRibbons(root); }));
  root.addEventListener("click", (event) => {
    const choice = event.target.closest(".choice");
    if (choice) return state.send({ kind: "line", place: choice.dataset.place, counts: choice.dataset.counts === "false" });
    const sentence = event.target.closest(".sentence");
    if (!sentence) return;
    root.current = sentence;
    light(root, sentence, "on");
    bringLevel(root, sentence);
    draw();
  });
  listenForNotes(root, state);
  root.addEventListener("mouseover", (event) => light(root, event.target.closest(".sentence"), "over"));
  root.addEventListener("mouseleave", () => light(root, null, "over"));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    light(root, null, "on");
    draw();
  });
  root.addEventListener("scroll", (event) => {
    const pane = event.target;
    if (!pane.classList?.contains("pane")) return;
    follow(root, pane);
    draw();
  }, { capture: true, passive: true });
  new ResizeObserver(() => redraw(root)).observe(root);
  // What comes above the texts moves them.
  const page = document.querySelector("[data-testid='stMainBlockContainer']");
  if (page) new ResizeObserver(() => root.isConnected && root.panes && fitHeight(root)).observe(page);
  window.addEventListener("resize", () => root.isConnected && redraw(root));
};

const goTo = (root, state, id) => {
  const found = root.querySelector(`#${CSS.escape(id)}`);
  if (!found) return;
  if (found.matches("h2")) return showTitle(root, found);
  const sentence = state.view === "inline" ? inlineOf(root, found) : found;
  if (sentence.hidden || sentence.closest("[hidden]")) chooseView(root, state, "sides");
  const bring = () => { show(root, sentence); drawRibbons(root); };
  requestAnimationFrame(() => {
    bring();
    // The first time the typeface comes later than the text, and moves it.
    if (document.fonts.status === "loading") document.fonts.ready.then(() => requestAnimationFrame(bring));
  });
};

const showTitle = (root, title) => {
  light(root, title, "on");
  title.scrollIntoView({ block: "nearest" });
};

// The same sentence in the text of one column: that of the second, or one which only the first has.
const inlineOf = (root, sentence) => {
  const second = [sentence, ...partners(root, sentence)].find((one) => one.column === 1);
  const id = second ? `i${second.id.slice(1)}` : `id${sentence.id.slice(1)}`;
  return root.querySelector(`.inline #${id}`) ?? sentence;
};

const roots = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".panes");
  let state = roots.get(root);
  if (!state) {
    state = { clicks: 0, version: null, frame: null };
    roots.set(root, state);
    listen(root, state);
  }
  state.noting = data.noting;
  state.send = (event) => setTriggerValue("event", { ...event, n: ++state.clicks });
  loadFaces();
  if (state.version !== data.version) {
    state.version = data.version;
    state.focus = null;
    root.current = null;
    keepPlace(root, () => build(root, data, state));
  }
  if (state.waiting && data.inline) {
    state.waiting = false;
    state.inline = data.inline;
    chooseView(root, state, "inline");
  }
  if (data.focus && state.focus !== data.focus) {
    state.focus = data.focus;
    goTo(root, state, data.focus.split("@")[0]);
  }
}
