// A plotly chart that keeps its place in the page: redrawn in place, clickable on every kind of mark.

import { offerKeys } from "./marks.js";

const plotlyUrl = new URL("../parallax_plotly.library/plotly.min.js", import.meta.url).href;

const fetchPlotly = () =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = plotlyUrl;
    script.onload = () => resolve(window.Plotly);
    script.onerror = reject;
    document.head.append(script);
  });

// The page asks for it beforehand, of a server that may just have started and not have it yet.
const loadPlotly = () =>
  window.Plotly ? Promise.resolve(window.Plotly) : (window.parallaxPlotly ??= fetchPlotly().catch(fetchPlotly));

const charts = new WeakMap();
const MOST_POINTS = 5000;
const CONFIG = { displaylogo: false, responsive: true, displayModeBar: false, doubleClick: false, locale: "reader" };

const listen = (root, chart, Plotly) => {
  chart.listening = true;
  root.on("plotly_click", (event) => {
    const selected = event.points[0]?.customdata;
    if (selected !== undefined && selected !== null)
      chart.send({ kind: "click", selected, extend: Boolean(event.event?.shiftKey) });
  });
  root.on("plotly_selected", (event) => {
    if (!event || !(event.range || event.lassoPoints)) return;
    const selected = event.points.slice(0, MOST_POINTS).map((point) => point.customdata ?? null);
    // Plotly keeps its own box on screen; ours is the selection that comes back from the server.
    Plotly.relayout(root, { selections: [] });
    chart.send({ kind: "box", selected, range: event.range?.x ?? null });
  });
};

const draw = (root, chart, { stamp, figure: written, locale }) => {
  chart.stamp = stamp;
  const figure = JSON.parse(written);
  root.style.minHeight = `${figure.layout.height}px`;
  chart.drawing = chart.drawing.then(async () => {
    const Plotly = await loadPlotly();
    if (stamp !== chart.stamp) return;
    Plotly.register(locale);
    await Plotly.react(root, figure.data, figure.layout, CONFIG);
    root.dataset.drawn = stamp;
    if (!chart.listening) listen(root, chart, Plotly);
    offerKeys(root, (event) => chart.send(event), Plotly);
  });
};

// A chart taken away while plotly draws it would fail inside plotly.
const takeAway = (root, chart) => {
  chart.stamp = null;
  chart.drawing = chart.drawing.then(() => window.Plotly?.purge(root));
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".parallax-chart");
  const chart = charts.get(root) ?? { clicks: 0, drawing: Promise.resolve() };
  charts.set(root, chart);
  // Equal clicks must differ, or the second one would not be seen.
  chart.send = (event) => setTriggerValue("event", { ...event, n: ++chart.clicks });
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", data.alt);
  root.dataset.wanted = data.stamp;
  // Most charts are the same after most clicks.
  if (chart.stamp !== data.stamp) draw(root, chart, data);
  return () => takeAway(root, chart);
}
