// What nobody asked for is not sent while the reader turns to another page: Streamlit sends the page
// that is still open with it, and would stay there.

const LOOK_AGAIN = 100;
// A turn that never comes, as when the server is gone, holds nothing up for longer.
const LONGEST = 30_000;

let wanted = null;

const linkIn = (event) => event.composedPath().find((one) => one.matches?.("a[href]:not([target])"));

window.addEventListener(
  "click",
  (event) => {
    const link = linkIn(event);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    wanted = { path: link.pathname, until: Date.now() + LONGEST };
  },
  { capture: true },
);

const isTurning = () => wanted && wanted.path !== window.location.pathname && Date.now() < wanted.until;

export const whenTurned = async () => {
  while (isTurning()) await new Promise((resume) => setTimeout(resume, LOOK_AGAIN));
};
