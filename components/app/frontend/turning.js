// What nobody asked for is not sent while the reader turns to another page: Streamlit sends the page
// that is still open with it, and would stay there. Nor is it while anything runs, which may turn.

const LOOK_AGAIN = 100;
// A turn that never comes, as when the server is gone, holds nothing up for longer.
const LONGEST = 30_000;
// By Back and Forward the address changes first and the page after it; and some links to the first
// page name no address.
const SETTLED = 2_000;

let path = null;
let until = 0;

const linkIn = (event) => event.composedPath().find((one) => one.matches?.("a[href]:not([download])") && ["", "_self"].includes(one.target));

const hold = (wanted, time) => {
  path = wanted;
  until = Date.now() + time;
};

window.addEventListener(
  "click",
  (event) => {
    const link = linkIn(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.getAttribute("href")) hold(link.pathname, LONGEST);
    else hold(null, SETTLED);
  },
  { capture: true },
);

window.addEventListener("popstate", () => hold(null, SETTLED));

const isTurning = () => Date.now() < until && path !== window.location.pathname;

const isAtWork = () => ["running", "rerunRequested"].includes(document.querySelector(".stApp")?.dataset.testScriptState);

export const whenTurned = async () => {
  const begun = Date.now();
  while (isTurning() || (isAtWork() && Date.now() < begun + LONGEST)) await new Promise((resume) => setTimeout(resume, LOOK_AGAIN));
};
