// Ways out that need no server: the image of a chart with what it says of itself, and the link.

import { applyTokens, make } from "./base.js";
import { drawImage } from "./image.js";

const labels = { png: "PNG image", svg: "SVG image", link: "Copy link" };

const save = (blob, name) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const copy = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Browsers keep the clipboard to secure addresses; this is the way on the others.
  const field = make("textarea", { readonly: "" });
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};

const act = async (offer, data) => {
  if (offer === "link") {
    await copy(window.location.href);
    return "Copied. The link opens this view in any browser that can reach this library.";
  }
  const chart = document.querySelector(`.st-key-card-${CSS.escape(data.card)} .parallax-chart`);
  if (!chart?.layout) return "The chart is not drawn yet.";
  save(await drawImage(chart, data, offer), data.file + offer);
  return "Saved.";
};

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".exports");
  applyTokens(root, data.tokens);
  const said = make("p", { role: "status" });
  const buttons = data.offers.map((offer) => {
    const button = make("button", { type: "button" }, labels[offer]);
    button.onclick = async () => {
      said.textContent = await act(offer, data).catch(() => "That did not work in this browser.");
    };
    return button;
  });
  root.replaceChildren(...buttons, said);
}
