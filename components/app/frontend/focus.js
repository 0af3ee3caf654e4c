// Streamlit draws what a menu opens at the end of the page and leaves the focus on its button, so a
// reader with a keyboard would have to pass the whole page to get there. This takes them in and back.

const BODY = "[data-testid='stPopoverBody']";
const BUTTON = "[data-testid='stPopoverButton']";

// What was pressed here goes away when it was done; the reader is taken to what came of it: the first
// of these places that there is.
const OUTCOME = ".st-key-card-understood";
const ENDINGS = [
  ["[class*='st-key-read-again-'], .st-key-undo-reading", [OUTCOME]],
  [".st-key-done", [".st-key-done button", "[data-testid='stMain'] h1"]],
  [".st-key-bin-copies, .st-key-undo-bin-copies", [".st-key-copies-moved button", ".st-key-bin-copies button"]],
];
let awaited = [];

const showOutcome = () => {
  if (!awaited.length || (document.activeElement ?? document.body) !== document.body) return;
  const outcome = awaited.map((place) => document.querySelector(place)).find(Boolean);
  if (!outcome) return;
  if (!outcome.matches("button")) {
    outcome.tabIndex = -1;
    outcome.style.outline = "none";
  }
  outcome.focus({ preventScroll: true });
};

// What is clicked in the first is answered in the second, which may lie below the screen,
// and beside a long list above it.
const ANSWERS = [
  [".st-key-outcome", OUTCOME],
  [".st-key-card-Families", ".st-key-card-Who-took-it-from-whom"],
  [".st-key-card-Who-took-it-from-whom", ".st-key-card-step"],
  [".st-key-card-Named-most, .st-key-card-Who-names-whom, .st-key-card-Perhaps-the-same", ".st-key-entity-answer"],
  [".st-key-card-Who-is-quoted", ".st-key-card-What-they-say"],
];
// A long answer that begins in the upper part of the screen is left where it is.
const UPPER = 0.6;
let answer = null;
// Milliseconds after which what changes is no answer to the selection.
const PATIENCE = 15000;
// Pixels of the bar of pages.
const BAR = 72;
let selectedAt = -PATIENCE;
// The list in it grows within its own tree, where no change of the page tells of it.
let watched = null;
const growth = new ResizeObserver(() => scrollToOutcome());

const scrollToOutcome = () => {
  if (performance.now() - selectedAt > PATIENCE) return;
  const outcome = answer && document.querySelector(answer);
  if (!outcome) return;
  if (outcome !== watched) {
    growth.disconnect();
    growth.observe(outcome);
    watched = outcome;
  }
  const { top, bottom, height } = outcome.getBoundingClientRect();
  const isLong = height > window.innerHeight - BAR - 16;
  if (bottom <= window.innerHeight && top >= BAR) return;
  if (answer === OUTCOME ? isLong && top <= BAR : top < UPPER * window.innerHeight) return;
  outcome.style.scrollMargin = `${BAR}px 0 16px`;
  outcome.scrollIntoView({ block: isLong ? "start" : "nearest" });
};

// A mark, a row or a cell, and not a menu of the card.
const isOfOurs = (event) => event.composedPath().some((one) => one instanceof ShadowRoot || one.matches?.(".parallax-chart"));

const enter = (body) => {
  const button = document.activeElement?.closest(BUTTON);
  if (!button?.matches(":focus-visible")) return;
  body.tabIndex = -1;
  body.style.outline = "none";
  body.focus({ preventScroll: true });
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    // What is open takes Escape for itself; the selection stays.
    event.stopPropagation();
    button.focus();
    button.click();
  });
};

// A dialog that closes leaves the focus nowhere, for what opened it may stand in a tree of its own or
// be drawn anew. The reader goes back to where they were: the button, or the one in its place.
const DIALOG = "[role='dialog']";
let before = null;

const noteOutside = (event) => {
  const [one] = event.composedPath();
  if (!(one instanceof Element) || document.querySelector(DIALOG)) return;
  const root = one.getRootNode();
  before = { one, root, place: [...root.querySelectorAll("button")].indexOf(one) };
};

const giveBack = () => {
  if (!before || document.querySelector(DIALOG)) return;
  const { one, root, place } = before;
  before = null;
  if ((document.activeElement ?? document.body) !== document.body) return;
  const there = one.isConnected ? one : root.querySelectorAll("button")[place];
  there?.focus({ preventScroll: true });
};

export const guideFocus = () => {
  if (window.parallaxFocus) return;
  window.parallaxFocus = new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes } of changes) {
      for (const node of removedNodes)
        if (node.nodeType === Node.ELEMENT_NODE && (node.matches(DIALOG) || node.querySelector(DIALOG))) giveBack();
      for (const node of addedNodes) {
        const body = node.nodeType === Node.ELEMENT_NODE && (node.matches(BODY) ? node : node.querySelector(BODY));
        if (body) enter(body);
      }
    }
    showOutcome();
    scrollToOutcome();
  });
  document.addEventListener(
    "click",
    (event) => {
      const { target } = event;
      awaited = ENDINGS.find(([pressed]) => target.closest?.(pressed))?.[1] ?? [];
      answer = isOfOurs(event) ? (ANSWERS.find(([asked]) => target.closest?.(asked))?.[1] ?? null) : null;
      selectedAt = answer ? performance.now() : -PATIENCE;
    },
    true,
  );
  document.addEventListener("focusin", noteOutside);
  // Who scrolls is left alone.
  document.addEventListener("wheel", () => (selectedAt = -PATIENCE), { passive: true });
  window.parallaxFocus.observe(document.body, { childList: true, subtree: true });
};
