// Bands in the gutter that join each sentence with the one that answers to it.

import { partners } from "./level.js";

const SVG = "http://www.w3.org/2000/svg";

export const makeGutter = () => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "gutter");
  svg.setAttribute("aria-hidden", "true");
  return svg;
};

const band = (left, right, width) => {
  const middle = width / 2;
  return `M0,${left.top} C${middle},${left.top} ${middle},${right.top} ${width},${right.top}
    L${width},${right.bottom} C${middle},${right.bottom} ${middle},${left.bottom} 0,${left.bottom} Z`;
};

// Only what stands on screen is drawn, so a long article costs no more than a short one.
export const drawRibbons = (root) => {
  const gutter = root.querySelector(".gutter");
  const pane = root.querySelector(".pane");
  if (!gutter || !pane || !gutter.clientWidth) return;
  const frame = gutter.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  gutter.style.clipPath = `inset(${view.top - frame.top}px 0 0 0)`;
  const paths = [];
  const seen = new Set();
  for (const sentence of pane.querySelectorAll(".sentence[data-link]:not([hidden])")) {
    const link = sentence.dataset.link;
    if (seen.has(link)) continue;
    seen.add(link);
    const ends = { a: [], b: [] };
    for (const end of partners(root, sentence)) ends[end.closest(".pane").dataset.side]?.push(end);
    const [left, right] = [span(ends.a, frame), span(ends.b, frame)];
    if (!left || !right || !(near(left, view, frame) || near(right, view, frame))) continue;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", band(left, right, frame.width));
    path.setAttribute("class", `ribbon ${sentence.classList.contains("on") ? "lit " : ""}${kindOf(sentence)}`);
    paths.push(path);
  }
  gutter.replaceChildren(...paths);
};

const kindOf = (sentence) =>
  ["edited", "moved", "same"].find((kind) => sentence.classList.contains(kind)) ?? "same";

const span = (ends, frame) => {
  if (!ends.length) return null;
  const boxes = ends.map((end) => end.getBoundingClientRect());
  return {
    top: Math.min(...boxes.map((box) => box.top)) - frame.top,
    bottom: Math.max(...boxes.map((box) => box.bottom)) - frame.top,
  };
};

const near = (place, view, frame) =>
  place.bottom > view.top - frame.top && place.top < view.bottom - frame.top;
