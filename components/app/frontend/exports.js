// Ways out that need no server: the image of a chart with what it says of itself, and the link.

import { make } from "./base.js";
import { drawImage } from "./image.js";

const labels = { png: "PNG image", svg: "SVG image", link: "Copy link", citation: "Copy with citation" };

const save = (blob, name) => {
  const link = make("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// Browsers keep the clipboard to secure addresses and may refuse it there too; a selected field is
// the other way. Inside `root`, for a dialog takes the focus back from what is outside it.
const copy = async (text, root) => {
  try {
    return await navigator.clipboard.writeText(text);
  } catch {
    const field = make("textarea", { readonly: "", "aria-label": "To copy" });
    field.value = text;
    root.append(field);
    field.select();
    // Where this is refused too, the field stays, and the reader copies by hand.
    if (!document.execCommand("copy")) throw new Error("refused");
    field.remove();
  }
};

const texts = { link: () => window.location.href, citation: (data) => data.text };
const copied = {
  link: "Copied. The link opens this view in any browser that can reach this library.",
  citation: "Copied: the words with source, title, day, address, offsets and hash.",
};
const byHand = "This browser does not let pages copy. The text is selected: press Ctrl+C or ⌘C.";

const act = async (offer, data, root) => {
  if (offer in texts) {
    return copy(texts[offer](data), root).then(() => copied[offer], () => byHand);
  }
  const chart = document.querySelector(`.st-key-card-${CSS.escape(data.card)} .parallax-chart`);
  if (!chart?.layout) return "The chart is not drawn yet.";
  save(await drawImage(chart, data, offer), data.file + offer);
  return "Saved.";
};

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".exports");
  const said = make("p", { role: "status" });
  const buttons = data.offers.map((offer) => {
    const button = make("button", { type: "button" }, labels[offer]);
    button.onclick = async () => {
      root.querySelector("textarea")?.remove();
      said.textContent = await act(offer, data, root).catch(() => "That did not work in this browser.");
    };
    return button;
  });
  root.replaceChildren(...buttons, said);
}
