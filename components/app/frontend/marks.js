// A chart by keyboard: one stop among the buttons, from which arrow keys go from mark to mark.

import { make } from "./base.js";

const SAID = "Arrow keys move between marks, Enter selects";
// Plotly draws a label at most every 50 ms.
const LABEL_DRAWN = 120;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const axisOf = (root, trace, letter) => root._fullLayout[`${letter}axis${(trace[`${letter}axis`] ?? letter).slice(1)}`];

const placeIn = (root, trace, x, y) => {
  const [across, down] = [axisOf(root, trace, "x"), axisOf(root, trace, "y")];
  return [across._offset + (x === null ? 0 : across.d2p(x)), down._offset + (y === null ? 0 : down.d2p(y))];
};

// Cells without a number are passed over.
const cellsOf = (root, trace, curveNumber) =>
  trace.customdata.flatMap((cells, row) =>
    cells.map((own, column) => {
      const selected = Number.isFinite(trace.z[row][column]) ? own : null;
      return { selected, at: placeIn(root, trace, column, row), hover: { curveNumber, xval: column, yval: row } };
    }),
  );

// Bars are stepped through by where they stand, not by how long they are.
const pointsOf = (root, trace, curveNumber) =>
  Array.from(trace.customdata, (selected, point) => {
    const lies = trace.type === "bar" ? (trace.orientation === "h" ? "y" : "x") : "";
    const [x, y] = [lies === "y" ? null : trace.x[point], lies === "x" ? null : trace.y[point]];
    const hover = trace.type === "scattergl" ? { xval: x, yval: y } : { pointNumber: point };
    return { selected, at: placeIn(root, trace, x, y), hover: { curveNumber, ...hover } };
  });

const readMarks = (root) =>
  root._fullData
    .flatMap((trace, number) => {
      if (!trace.customdata || trace.visible !== true || trace.hoverinfo === "skip") return [];
      return trace.type === "heatmap" ? cellsOf(root, trace, number) : pointsOf(root, trace, number);
    })
    .filter(({ selected, at }) => selected !== undefined && selected !== null && at.every(Number.isFinite))
    .sort((one, other) => one.at[1] - other.at[1] || one.at[0] - other.at[0]);

// The nearest mark that way, those straight ahead first; past the last of them the next in order.
const step = (marks, from, [right, down]) => {
  const [x, y] = marks[from].at;
  const far = ({ at }) => {
    const ahead = right * (at[0] - x) + down * (at[1] - y);
    return ahead < 1 ? Infinity : ahead + 3 * Math.abs(right * (at[1] - y) + down * (at[0] - x));
  };
  const nearest = marks.reduce((best, mark, i) => (far(mark) < far(marks[best]) ? i : best), from);
  if (nearest !== from) return nearest;
  return Math.min(Math.max(from + right + down, 0), marks.length - 1);
};

const say = (root, stop) => {
  const label = root.querySelectorAll(".hoverlayer .hovertext :is(tspan.line, text:not(:has(tspan.line)))");
  stop.said.textContent = [...label].map((line) => line.textContent).join(", ");
};

const show = (root, stop, Plotly) => {
  const mark = stop.all[stop.current];
  if (!mark) return;
  stop.ring.style.transform = `translate(${mark.at[0]}px, ${mark.at[1]}px)`;
  Plotly.Fx.hover(root, [mark.hover]);
  clearTimeout(stop.saying);
  stop.saying = setTimeout(() => say(root, stop), LABEL_DRAWN);
  stop.ring.scrollIntoView({ block: "nearest" });
};

const listen = (root, stop, Plotly) => {
  stop.button.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    stop.all = readMarks(root);
    if (!stop.all.length) return;
    stop.current = stop.current < 0 ? 0 : step(stop.all, stop.current, way);
    show(root, stop, Plotly);
  });
  stop.button.addEventListener("blur", () => {
    stop.current = -1;
    stop.ring.style.transform = "";
    Plotly.Fx.unhover(root);
  });
  stop.button.addEventListener("click", () => {
    if (stop.current >= 0) stop.send({ kind: "click", selected: stop.all[stop.current].selected, extend: false });
  });
};

const stops = new WeakMap();

export const offerKeys = (root, send, Plotly) => {
  let stop = stops.get(root);
  if (!stop) {
    const said = make("span", { class: "parallax-said", "aria-live": "polite" });
    const ring = make("span", { class: "parallax-ring", "aria-hidden": "true" });
    const button = make("button", { type: "button", class: "parallax-keys" }, SAID);
    stop = { button, ring, said, all: [], current: -1 };
    stops.set(root, stop);
    root.parentElement.style.position = "relative";
    root.after(button, ring, said);
    listen(root, stop, Plotly);
  }
  stop.send = send;
  stop.button.hidden = !root._fullData.some((trace) => trace.customdata?.length);
  stop.button.setAttribute("aria-label", `${root.getAttribute("aria-label")} ${SAID}.`);
  if (stop.current < 0) return;
  const at = JSON.stringify(stop.all[stop.current].selected);
  stop.all = readMarks(root);
  stop.current = stop.all.findIndex(({ selected }) => JSON.stringify(selected) === at);
  show(root, stop, Plotly);
};
