// What our components share: the typeface, clicks, and text that can only ever be text.

const faces = [
  ["latin-wght-normal", "normal", "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2190-2193"],
  ["latin-wght-italic", "italic", "U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122"],
  ["latin-ext-wght-normal", "normal", "U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20C0"],
  ["cyrillic-wght-normal", "normal", "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116"],
];

export const loadFaces = () => {
  if (window.parallaxFaces) return;
  window.parallaxFaces = true;
  for (const [name, style, unicodeRange] of faces) {
    const url = new URL(`./fonts/source-serif-4-${name}.woff2`, import.meta.url).href;
    document.fonts.add(
      new FontFace("Source Serif 4", `url(${url})`, { style, unicodeRange, weight: "200 900", display: "swap" }),
    );
  }
};

// The one way in which text of articles reaches the page: as text nodes, never as markup.
export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

export const makeButton = (label, act) => {
  const button = make("button", { type: "button" }, label);
  button.onclick = act;
  return button;
};

const elementOf = { added: "ins", dropped: "del", edited: "mark", hit: "mark", strong: "strong" };

export const makePieces = (pieces) =>
  pieces.map(([text, kind]) =>
    kind ? make(elementOf[kind.split(" ").find((one) => elementOf[one])] ?? "span", { class: kind }, text) : document.createTextNode(text),
  );

// What each component keeps between two drawings: its clicks, and what it shows.
const kept = new WeakMap();

// Note while a pointer is pressed on a component, until after its click; then do what had to wait.
const notePresses = (root, own) => {
  root.addEventListener("pointerdown", () => {
    own.pressed = true;
    const over = new AbortController();
    const release = () => {
      over.abort();
      setTimeout(() => {
        own.pressed = false;
        own.waiting?.();
      });
    };
    for (const kind of ["pointerup", "pointercancel"]) window.addEventListener(kind, release, { signal: over.signal });
  });
};

// Bring a component up to date; `draw` gets the way to send. What did not change is not drawn anew,
// and nothing between press and release: the button would be gone, and the click lost.
export const keepUp = (root, { setTriggerValue }, shown, draw) => {
  const own = kept.get(root) ?? { clicks: 0, pressed: false };
  if (!kept.has(root)) notePresses(root, own);
  kept.set(root, own);
  loadFaces();
  // Equal clicks must differ, or the second one would not be seen.
  own.send = (event) => setTriggerValue("event", { ...event, n: ++own.clicks });
  const version = JSON.stringify(shown);
  own.waiting = null;
  if (own.version === version) return;
  const renew = () => {
    own.version = version;
    own.waiting = null;
    const had = root.getRootNode().activeElement;
    const focused = [...root.querySelectorAll("button")].indexOf(had);
    draw((event) => own.send(event));
    if (focused < 0) return;
    // Buttons may come and go before it, so one that has a key is looked for by it.
    const same = had.dataset.key && [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === had.dataset.key);
    (same || root.querySelectorAll("button")[focused])?.focus({ preventScroll: true });
  };
  if (own.pressed) own.waiting = renew;
  else renew();
};
