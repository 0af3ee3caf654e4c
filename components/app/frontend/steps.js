// One choice is one step of the browser's Back. Streamlit writes the address anew for the page and
// for each part of the query, and would make a step of every one, some of them views nobody saw.

const GESTURES = ["pointerdown", "keydown", "drop"];

export const joinSteps = () => {
  if (window.parallaxSteps) return;
  window.parallaxSteps = true;
  let chosen = false;
  for (const gesture of GESTURES) window.addEventListener(gesture, () => { chosen = true; }, { capture: true });
  const push = history.pushState.bind(history);
  history.pushState = (...entry) => {
    if (chosen) push(...entry);
    else history.replaceState(...entry);
    chosen = false;
  };
};
