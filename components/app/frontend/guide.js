// The side sheet: the tour of the open page, or the keyboard shortcuts. It lies over the page.

import { make, makeButton } from "./base.js";

// Milliseconds between g and the letter of a page.
const TOGETHER = 1500;

let open = "";
let isOver = false;
// What this session asked for when the sheet was last drawn.
let met = null;
let leading = 0;
let guide = null;
let send = () => {};
let host = null;
let before = null;

const focused = () => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  return one;
};

const isTyping = () =>
  focused()?.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable=true], [role=combobox]");

const isCovered = () => document.querySelector('[role="dialog"], [data-testid="stPopoverBody"], [role="listbox"]') !== null;

const turn = (to) => {
  if (to && !open) before = focused();
  const had = host?.querySelector(".sheet")?.contains(host.getRootNode().activeElement);
  open = to;
  draw();
  if (to) host?.querySelector(".sheet")?.focus({ preventScroll: true });
  else if (had || focused() === document.body) (before?.isConnected ? before : host?.querySelector(".tour"))?.focus({ preventScroll: true });
};

const dismiss = () => {
  isOver = true;
  document.cookie = `${guide.cookie}=over; path=/; max-age=31536000; samesite=strict`;
  turn("");
};

const makeTour = () => [
  make("p", { class: "place" }, `A short tour, ${guide.where}`),
  make("h2", {}, guide.page),
  make("p", { class: "question" }, guide.question),
  ...guide.words.map((words) => make("p", {}, words)),
  make(
    "p",
    { class: "steps" },
    ...guide.next.map(([path, name]) => makeButton(`Next: ${name}`, () => send({ clause: "page", path }))),
    makeButton("Done", dismiss),
  ),
  make("p", { class: "quiet" }, "The tour follows the page you are on. Press ? for the keyboard shortcuts; both are also under You."),
];

const makeKeys = () => [
  make("h2", {}, "Keyboard shortcuts"),
  ...guide.shortcuts.flatMap(([where, keys]) => [
    make("h3", {}, where),
    make("dl", {}, ...keys.flatMap(([key, words]) => [make("dt", {}, ...key.split(" ").flatMap((one, i) => [...(i ? [" "] : []), make("kbd", {}, one)])), make("dd", {}, words)])),
  ]),
];

const makeSheet = () => {
  const close = makeButton("×", () => turn(""));
  close.className = "close";
  close.setAttribute("aria-label", "Close");
  const tour = open === "tour";
  return make(
    "section",
    { class: tour && guide.low ? "sheet low" : "sheet", role: "dialog", "aria-modal": "false", "aria-label": tour ? "A short tour" : "Keyboard shortcuts", tabindex: -1 },
    close,
    ...(tour ? makeTour() : makeKeys()),
  );
};

const makeInvitation = () => {
  const tour = makeButton("A short tour", () => turn(open === "tour" ? "" : "tour"));
  tour.className = "all tour";
  const not = makeButton("No, thanks", dismiss);
  not.className = "all no";
  return make("span", { class: "invitation" }, "New here? ", tour, " ", not);
};

const draw = () => {
  if (!host?.isConnected) return;
  host.querySelector(".invitation")?.remove();
  host.querySelector(".sheet")?.remove();
  if (guide.offered && !isOver) host.append(makeInvitation());
  if (open) host.append(makeSheet());
};

// The chips component draws it at its end, each time it is drawn.
export const showGuide = (root, own, report) => {
  guide = own;
  host = root;
  send = report;
  const asked = `${own.asked} ${own.keys}`;
  const [tour, keys] = (met ?? asked).split(" ");
  if (String(own.asked) !== tour) open = "tour";
  else if (String(own.keys) !== keys) open = "keys";
  const isNew = met !== null && met !== asked;
  met = asked;
  const had = Boolean(root.querySelector(".sheet"));
  draw();
  if (isNew || (open && had)) root.querySelector(".sheet")?.focus({ preventScroll: true });
};

const searchBox = () => document.querySelector("input[aria-label='Search the articles']");

const WAYS = {
  "?": () => turn(open === "keys" ? "" : "keys"),
  "/": () => { searchBox()?.focus(); searchBox()?.select(); },
};

const STEPS = { n: 1, p: -1 };

document.addEventListener(
  "keydown",
  (event) => {
    if (!guide || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && open && !document.querySelector('[data-testid="stPopoverBody"], [role="listbox"]')) {
      event.preventDefault();
      event.stopPropagation();
      return turn("");
    }
    if (isTyping() || isCovered()) return;
    const path = performance.now() - leading < TOGETHER && guide.letters[event.key];
    leading = event.key === "g" ? performance.now() : -TOGETHER;
    if (path) send({ clause: "page", path });
    else if (WAYS[event.key]) WAYS[event.key]();
    else if (!(event.key in STEPS && window.parallaxStepChange?.(STEPS[event.key]))) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);
