// Notes on marked words: with the pointer by selecting them, with the keyboard sentence by sentence.

import { make } from "./base.js";

// Python counts code points where the browser counts UTF-16.
const count = (text) => [...text].length;

const selectedRange = (root) => {
  const shadow = root.getRootNode();
  const selection = shadow.getSelection?.() ?? document.getSelection();
  if (!selection) return null;
  const composed = shadow.getSelection ? null : selection.getComposedRanges?.({ shadowRoots: [shadow] })[0];
  const from = composed ?? (selection.rangeCount ? selection.getRangeAt(0) : null);
  if (!from) return null;
  const range = document.createRange();
  range.setStart(from.startContainer, from.startOffset);
  range.setEnd(from.endContainer, from.endOffset);
  return range.collapsed || !root.contains(range.commonAncestorContainer) ? null : range;
};

const wordsBefore = (sentence, node, offset) => {
  const before = document.createRange();
  before.selectNodeContents(sentence);
  before.setEnd(node, offset);
  return count(before.toString());
};

const describe = (range, sentences) => {
  const inside = sentences.filter((sentence) => range.intersectsNode(sentence));
  if (!inside.length) return null;
  const first = inside[0];
  const last = inside.at(-1);
  return {
    from: first.id,
    start: first.contains(range.startContainer) ? wordsBefore(first, range.startContainer, range.startOffset) : 0,
    to: last.id,
    end: last.contains(range.endContainer) ? wordsBefore(last, range.endContainer, range.endOffset) : count(last.textContent),
  };
};

const sentencesOf = (root) => [...root.querySelectorAll(".pane .sentence")];

const showButton = (root, state) => {
  const range = selectedRange(root);
  const words = range && describe(range, sentencesOf(root));
  state.words = words;
  const offers = root.querySelector(".on-words");
  if (!offers) return;
  offers.hidden = !words;
  if (!words) return;
  const box = range.getBoundingClientRect();
  const home = root.getBoundingClientRect();
  offers.style.top = `${box.bottom - home.top + 6}px`;
  offers.style.left = `${Math.max(0, Math.min(box.left - home.left, home.width - offers.offsetWidth))}px`;
};

const step = (root, by) => {
  const all = sentencesOf(root);
  const at = all.indexOf(root.getRootNode().activeElement);
  const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + by))];
  next?.focus();
};

// Draw texts anew: who is at a sentence with the keyboard stays there, if it is the same one.
export const keepPlace = (root, draw) => {
  const had = root.getRootNode().activeElement;
  const pane = [...root.querySelectorAll(".pane")].indexOf(had);
  const isSentence = root.contains(had) && had.matches(".sentence");
  draw();
  const now = isSentence ? root.querySelector(`#${CSS.escape(had.id)}`) : root.querySelectorAll(".pane")[pane];
  if (now && (!isSentence || now.textContent === had.textContent)) now.focus({ preventScroll: !isSentence });
};

export const listenForNotes = (root, state) => {
  document.addEventListener("selectionchange", () => state.noting && root.isConnected && showButton(root, state));
  root.addEventListener("keydown", (event) => {
    if (!state.noting || event.ctrlKey || event.metaKey || event.altKey) return;
    const inText = event.target.matches(".pane, .sentence");
    if (!inText) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      step(root, event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Enter" && event.target.matches(".sentence")) {
      const { id, textContent } = event.target;
      state.send({ kind: event.shiftKey ? "leave-out" : "note", ...(state.words ?? { from: id, start: 0, to: id, end: count(textContent) }) });
    }
  });
};

// What can be done with the words that are selected.
export const makeWordOffers = (state) => {
  const offer = (label, kind) => {
    const button = make("button", { type: "button" }, label);
    // The selection must outlive the press.
    button.onpointerdown = (event) => event.preventDefault();
    button.onclick = () => state.words && state.send({ kind, ...state.words });
    return button;
  };
  return make("div", { class: "on-words", hidden: "" }, offer("Note on these words", "note"), offer("Leave out as boilerplate", "leave-out"));
};

export const makeNotes = (sentences, state) =>
  sentences.flatMap(({ notes = [] }) => notes).map(({ id, text, meta, colour, meaning }) => {
    const act = (label, kind) => {
      const button = make("button", { type: "button" }, label);
      button.onclick = () => state.send({ kind, note: id });
      return button;
    };
    return make(
      "aside",
      { class: `note ${colour ?? ""}`.trim(), "aria-label": `Note, ${[meaning, meta].filter(Boolean).join(", ")}` },
      make("p", {}, text),
      make("div", { class: "foot" }, meaning ? make("span", { class: `chip ${colour}` }, meaning) : null, make("span", {}, meta), act("Edit", "edit-note"), act("Remove", "remove-note")),
    );
  });

export const NOTING_HINT =
  "To write a note or to leave out boilerplate, select words and press the button below them; or move through the sentences with ← and →, and press Enter for a note, Shift+Enter to leave the sentence out.";
