// Streamlit draws nothing more, and leaves the window white, when it is told to draw where nothing
// is: runs that follow each other quickly can do that. The address has the view, so the page is
// loaded again; but not while files are being sent, nor again and again.

const WAIT = 1_000;
const NOT_AGAIN_FOR = 20_000;
const KEY = "parallax-recovered";
const root = document.getElementById("root");

// Whoever holds the window open, as what sends files does, holds this up too.
const isHeld = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));

const recover = () => {
  if (root.childElementCount) return;
  if (isHeld()) {
    root.textContent = "This page broke down. It is loaded again when your files have been sent.";
    setTimeout(recover, WAIT);
  } else if (Date.now() - Number(sessionStorage.getItem(KEY)) > NOT_AGAIN_FOR) {
    sessionStorage.setItem(KEY, Date.now());
    window.location.reload();
  } else {
    root.textContent = "This page broke down twice. Nothing is lost: reload it, or open another page.";
  }
};

if (root) {
  new MutationObserver(() => {
    if (!root.hasChildNodes()) setTimeout(recover, WAIT);
  }).observe(root, { childList: true });
}
