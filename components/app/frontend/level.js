// Which sentences answer to each other, and how they are lit and brought level.

const CHANGED = ".sentence.edited, .sentence.moved, .sentence.dropped, .sentence.added";

export const partners = (root, sentence) => {
  const link = sentence.dataset.link;
  if (link === undefined) return [];
  return [...root.querySelectorAll(`.sentence[data-link="${CSS.escape(link)}"]`)];
};

export const light = (root, sentence, kind) => {
  root.querySelectorAll(`.${kind}`).forEach((element) => element.classList.remove(kind));
  if (!sentence) return;
  [sentence, ...partners(root, sentence)].forEach((element) => element.classList.add(kind));
};

export const heightIn = (pane, element) =>
  element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;

// The partner stands beside its sentence, not merely on screen.
export const bringLevel = (root, sentence) => {
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

export const show = (root, sentence) => {
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
    if (element.offsetParent === null) return false;
    const link = element.dataset.link;
    if (link === undefined) return true;
    if (seen.has(link)) return false;
    seen.add(link);
    return true;
  });
};

export const stepChange = (root, by) => {
  const all = changes(root);
  if (!all.length) return;
  const at = all.indexOf(root.current);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  root.current = all[next];
  show(root, root.current);
  root.querySelector(".where").textContent = `change ${next + 1} of ${all.length}`;
};

// Landmarks: the linked sentence nearest the top third of the pane that is scrolled leads.
export const follow = (root, pane) => {
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

