// A chart as an image that can stand alone: a title above, where it comes from below.

const NS = "http://www.w3.org/2000/svg";
const MARGIN = 16;
const TITLE = 18;
const SMALL = 11;
const SHARPNESS = 2;

const makeSvg = (tag, attributes, ...children) => {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const wrap = (text, size, width, family) => {
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${size}px ${family}`;
  const lines = [""];
  for (const word of text.split(/\s/)) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (ruler.measureText(longer).width > width && lines.at(-1)) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};

const readSvg = (url) => {
  const source = decodeURIComponent(url.slice(url.indexOf(",") + 1));
  return new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
};

// A colour of the theme, as the page has it.
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const compose = async (chart, about) => {
  const width = Math.max(chart.clientWidth, 480);
  const height = chart._fullLayout.height;
  const figure = { data: chart.data, layout: { ...chart.layout, width, height } };
  const drawn = readSvg(await window.Plotly.toImage(figure, { format: "svg", width, height }));
  const family = "system-ui, sans-serif";
  const write = (words, at, size, colour, weight = 400) =>
    makeSvg("text", { x: MARGIN, y: at, fill: colour, "font-size": size, "font-weight": weight, "font-family": family }, words);
  const titles = wrap(about.title, TITLE, width, family);
  const lines = about.lines.flatMap((line) => wrap(line, SMALL, width, family));
  const top = MARGIN + titles.length * TITLE * 1.3;
  const below = top + height + MARGIN;
  const total = below + lines.length * SMALL * 1.5 + MARGIN;
  drawn.setAttribute("x", MARGIN);
  drawn.setAttribute("y", top);
  return makeSvg(
    "svg",
    { xmlns: NS, width: width + 2 * MARGIN, height: total, viewBox: `0 0 ${width + 2 * MARGIN} ${total}` },
    makeSvg("title", {}, about.title),
    makeSvg("rect", { width: "100%", height: "100%", fill: token("--paper") }),
    ...titles.map((words, n) => write(words, MARGIN + TITLE * (0.8 + 1.3 * n), TITLE, token("--ink"), 600)),
    document.importNode(drawn, true),
    ...lines.map((words, n) => write(words, below + SMALL * (0.8 + 1.5 * n), SMALL, token("--quiet"))),
  );
};

const paint = async (source, width, height) => {
  const image = new Image();
  const url = URL.createObjectURL(source);
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = reject;
    image.src = url;
  });
  const canvas = document.createElement("canvas");
  canvas.width = width * SHARPNESS;
  canvas.height = height * SHARPNESS;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};

// `about` has a title and the lines below the image; `format` is svg or png.
export const drawImage = async (chart, about, format) => {
  const svg = await compose(chart, about);
  const source = new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
  if (format === "svg") return source;
  return paint(source, Number(svg.getAttribute("width")), Number(svg.getAttribute("height")));
};
