// Which sentences answer to each other across the columns, and how they are lit and brought level.

const CHANGED = ["edited", "moved", "dropped", "added", "ends"];

// What the scripts of the panes know of the sentences on screen, made anew with them.
// `givers` has for each column the one it is compared with, null for the first of all.
export const indexSentences = (root, givers) => {
  const panes = [...root.querySelectorAll(".sides .pane")];
  root.panes = panes;
  root.givers = givers;
  root.bands = new Map();
  panes.forEach((pane, column) => {
    pane.column = column;
    pane.sentences = [...pane.querySelectorAll(".sentence")];
    for (const sentence of pane.sentences) {
      sentence.column = column;
      sentence.bands = sentence.dataset.link?.split(" ") ?? [];
      for (const band of sentence.bands) {
        const ends = root.bands.get(band) ?? [];
        ends.push(sentence);
        root.bands.set(band, ends);
      }
    }
  });
  noteShown(root);
};

// After anything was hidden or put back.
export const noteShown = (root) => {
  for (const pane of root.panes) {
    pane.shown = pane.sentences.filter((sentence) => !sentence.hidden);
    pane.landmarks = pane.shown.filter((sentence) => sentence.bands.length && !sentence.classList.contains("moved"));
  }
};

const answersIn = (root, sentence, column) =>
  sentence.bands.flatMap((band) => root.bands.get(band)).filter((end) => end.column === column);

// The sentences that answer to this one, from column to column as they are compared.
export const partners = (root, sentence) => {
  const found = new Set();
  const columns = new Set([sentence.column]);
  let ends = sentence.bands ? [sentence] : [];
  while (ends.length) {
    const next = ends.flatMap((end) => end.bands.flatMap((band) => root.bands.get(band)));
    ends = [...new Set(next)].filter((end) => !columns.has(end.column));
    for (const end of ends) {
      found.add(end);
      columns.add(end.column);
    }
  }
  return [...found];
};

export const light = (root, sentence, kind) => {
  root.querySelectorAll(`.${kind}`).forEach((element) => element.classList.remove(kind));
  if (!sentence) return;
  [sentence, ...partners(root, sentence)].forEach((element) => element.classList.add(kind));
};

export const heightIn = (pane, element) =>
  element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

// The partners stand beside their sentence, not merely on screen.
export const bringLevel = (root, sentence) => {
  const led = new Set([sentence.closest(".pane")]);
  const { top } = sentence.getBoundingClientRect();
  for (const other of partners(root, sentence)) {
    const opposite = other.closest(".pane");
    if (led.has(opposite)) continue;
    led.add(opposite);
    hold(opposite);
    opposite.scrollTop += other.getBoundingClientRect().top - top;
  }
};

// A pane that was scrolled by us must not scroll the one that led.
const hold = (pane) => {
  pane.held = (pane.held ?? 0) + 1;
  setTimeout(() => (pane.held -= 1), 120);
};

// Below the bar of the page and above the lower edge of the window.
const isOnScreen = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 64 && bottom <= window.innerHeight;
};

export const show = (root, sentence) => {
  const pane = sentence.closest(".pane");
  root.reveal(pane.column);
  hold(pane);
  pane.scrollTop = heightIn(pane, sentence) - pane.clientHeight / 3;
  // A pane that is as long as its text, or that lies elsewhere, is scrolled with the page.
  // On screen it may still lie beyond the edge of a frame around the pane.
  sentence.scrollIntoView({ block: isOnScreen(sentence) ? "nearest" : "center" });
  light(root, sentence, "on");
  bringLevel(root, sentence);
};

// Where a reader going down the columns meets each sentence: what a version adds follows what it
// stands behind there.
const placeSentences = (root) => {
  const places = new Map();
  const done = new Set();
  const place = (pane) => {
    const giver = root.givers[pane.column];
    if (done.has(pane.column)) return;
    done.add(pane.column);
    if (giver !== null) place(root.panes[giver]);
    const answer = (sentence) => (giver === null ? [] : answersIn(root, sentence, giver));
    // A version without any link is read after the others.
    let behind = giver !== null && !pane.sentences.some((one) => answer(one).length) ? 1e6 * (pane.column + 1) : -1;
    pane.sentences.forEach((sentence, number) => {
      const [before] = answer(sentence);
      behind = giver === null ? number : before ? places.get(before) : behind + 1e-4;
      places.set(sentence, behind);
    });
  };
  root.panes.forEach(place);
  return places;
};

const isChanged = (sentence) => CHANGED.some((kind) => sentence.classList.contains(kind));

// The changed sentences in reading order, those that answer to each other once.
const findChanges = (root) => {
  const inline = root.querySelector(".inline:not([hidden])");
  if (inline) return [...inline.querySelectorAll(".sentence")].filter(isChanged);
  const places = placeSentences(root);
  const seen = new Set();
  const changed = root.panes
    .flatMap((pane) => pane.shown)
    .filter((sentence) => {
      if (!isChanged(sentence) || seen.has(sentence)) return false;
      [sentence, ...partners(root, sentence)].forEach((one) => seen.add(one));
      return true;
    });
  return changed.sort((one, other) => places.get(one) - places.get(other));
};

export const stepChange = (root, by) => {
  const all = findChanges(root);
  if (!all.length) return;
  const at = all.indexOf(root.current);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  root.current = all[next];
  show(root, root.current);
  root.querySelector(".where").textContent = `change ${next + 1} of ${all.length}`;
};

// The first of the sentences that reaches below a line; they stand in order, so few are measured.
export const firstBelow = (sentences, line) => {
  let [low, high] = [0, sentences.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle].getBoundingClientRect().bottom > line) high = middle;
    else low = middle + 1;
  }
  return low;
};

// Landmarks: the linked sentence nearest the top third of the pane that is scrolled leads.
export const follow = (root, pane) => {
  if (pane.held || pane.column === undefined || !root.querySelector(".level")?.checked) return;
  const line = pane.getBoundingClientRect().top + pane.clientHeight / 3;
  const away = (sentence) => Math.abs(sentence.getBoundingClientRect().top - line);
  const near = firstBelow(pane.landmarks, line);
  const some = pane.landmarks.slice(Math.max(0, near - 2), near + 2);
  if (some.length) bringLevel(root, some.reduce((one, other) => (away(other) < away(one) ? other : one)));
};
