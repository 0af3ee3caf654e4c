// Bands in the gutters that join each sentence with the one that answers to it.

import { firstBelow } from "./level.js";

const SVG = "http://www.w3.org/2000/svg";

export const makeGutter = () => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "gutter");
  svg.setAttribute("aria-hidden", "true");
  return svg;
};

const outline = (left, right, width) => {
  const middle = width / 2;
  return `M0,${left.top} C${middle},${left.top} ${middle},${right.top} ${width},${right.top}
    L${width},${right.bottom} C${middle},${right.bottom} ${middle},${left.bottom} 0,${left.bottom} Z`;
};

// Only what stands on screen is drawn, so a long article costs no more than a short one.
export const drawRibbons = (root) => {
  root.querySelectorAll(".gutter").forEach((gutter, number) => {
    if (gutter.clientWidth) drawGutter(root, gutter, number);
  });
};

// Only columns side by side that are compared with each other have ribbons between them.
const drawGutter = (root, gutter, number) => {
  const right = number + 1;
  const left = root.columns[root.columns.indexOf(right) - 1];
  const later = [right, left].find((column) => root.givers[column] === left + right - column);
  if (later === undefined) return gutter.replaceChildren();
  const panes = [root.panes[left], root.panes[right]];
  const frame = gutter.getBoundingClientRect();
  gutter.style.clipPath = `inset(${panes[0].getBoundingClientRect().top - frame.top}px 0 0 0)`;
  const bands = new Set(panes.flatMap(bandsOnScreen));
  const paths = [];
  for (const band of bands) {
    const ends = root.bands.get(band).filter((sentence) => !sentence.hidden);
    const [left, right] = panes.map((pane) => span(ends.filter((end) => end.column === pane.column), frame));
    if (!left || !right) continue;
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", outline(left, right, frame.width));
    path.setAttribute("class", `ribbon ${ends.every((end) => end.classList.contains("on")) ? "lit " : ""}${kindOf(ends, later)}`);
    paths.push(path);
  }
  gutter.replaceChildren(...paths);
};

const bandsOnScreen = (pane) => {
  const view = pane.getBoundingClientRect();
  const bands = [];
  for (let at = firstBelow(pane.shown, view.top); at < pane.shown.length; at++) {
    const sentence = pane.shown[at];
    if (sentence.getBoundingClientRect().top > view.bottom) break;
    bands.push(...sentence.bands);
  }
  return bands;
};

// A version says how it differs from the one that it is compared with.
const kindOf = (ends, later) => {
  const telling = ends.find((end) => end.column === later) ?? ends[0];
  return ["edited", "moved", "same"].find((kind) => telling.classList.contains(kind)) ?? "same";
};

const span = (ends, frame) => {
  if (!ends.length) return null;
  const boxes = ends.map((end) => end.getBoundingClientRect());
  return {
    top: Math.min(...boxes.map((box) => box.top)) - frame.top,
    bottom: Math.max(...boxes.map((box) => box.bottom)) - frame.top,
  };
};
