// A place for files: sends them to the server a few at a time, and says how far it is.

import { make, makeButton } from "./base.js";
import { chosenFiles, droppedFiles, isLitter, takeDrops } from "./chosen.js";
import { whenTurned } from "./turning.js";

const AT_ONCE = 4;
const LISTED = 200;
const PAUSE = 300;
const TELL_AGAIN = 4000;
// In bytes: what is smaller is on its way already when Cancel is pressed, and is counted.
const SMALL = 2 ** 20;
// In bytes: what is smaller goes with others, so many, since a request takes longer than such a file.
const TINY = 2 ** 16;
const TOGETHER = 50;
// Servers and what stands before them take no more than some 8,000 characters in a header.
const LONGEST_LIST = 4000;

// By library: what is being sent outlives the page's reruns, and going to another page and back.
const places = new Map();

let locale = "en-GB";

const english = new Intl.PluralRules("en");
const agree = (count, one, many) => (english.select(count) === "one" ? one : many);
const say = (count, one, many) => `${count.toLocaleString(locale)} ${agree(count, one, many)}`;

const newBatch = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

const newJob = (batch) => ({
  batch, waiting: [], total: 0, sent: 0, failed: [], hidden: 0, busy: 0, over: false, told: "", stop: new AbortController(),
});

const isSending = ({ job }) => Boolean(job && !job.over);

window.addEventListener("beforeunload", (event) => {
  if ([...places.values()].some(isSending)) event.preventDefault();
});

// The first file makes the page follow the batch; the end lets it stop waiting for more.
const tell = async (place) => {
  await whenTurned();
  const { job } = place;
  const kind = job?.over ? "done" : "begun";
  if (!job?.sent || job.told === kind || !place.root.isConnected) return;
  job.told = kind;
  place.send({ kind, batch: job.batch, sent: job.sent, failed: job.failed.length });
  setTimeout(tellAgain, TELL_AGAIN, place, job);
};

// What was told while the page was turned, or without a connection, is not heard by anybody.
const tellAgain = (place, job) => {
  if (place.job !== job || place.heard.includes(job.batch)) return;
  job.told = "";
  tell(place);
};

const line = (job) => {
  const done = `${job.sent.toLocaleString(locale)} of ${say(job.total, "file", "files")} sent`;
  if (job.stop.signal.aborted) return job.over ? `Cancelled: ${done}.` : "Cancelling…";
  return `${done}${job.over ? "." : "…"}`;
};

const drawFailed = ({ parts, job, ...place }) => {
  const { failed, over } = job;
  parts.failed.hidden = !failed.length;
  if (Number(parts.failed.dataset.count) === failed.length && !over) return;
  parts.failed.dataset.count = failed.length;
  const again = make("button", { type: "button" }, `Send ${agree(failed.length, "it", "them")} again`);
  again.onclick = () => add(places.get(place.library), failed, newJob(job.batch));
  parts.failed.replaceChildren(
    make("p", {}, `${say(failed.length, "file", "files")} could not be sent:`),
    make(
      "ul",
      { tabindex: "0", "aria-label": "Files that could not be sent" },
      ...failed.slice(0, LISTED).map(({ name, why }) => make("li", {}, make("bdi", {}, name), ` – ${why}`)),
      failed.length > LISTED ? make("li", {}, `and ${say(failed.length - LISTED, "other", "others")}`) : null,
    ),
    ...(over ? [again] : []),
  );
};

const draw = (place) => {
  clearTimeout(place.timer);
  place.timer = null;
  const { parts, job } = place;
  parts.progress.hidden = parts.cancel.hidden = !isSending(place);
  if (!job) return;
  parts.said.textContent = job.total ? line(job) : "";
  parts.progress.max = job.total || 1;
  parts.progress.value = job.sent + job.failed.length;
  parts.hidden.textContent = job.hidden
    ? `${say(job.hidden, "hidden system file was", "hidden system files were")} left out.`
    : "";
  drawFailed(place);
};

const drawSoon = (place) => {
  place.timer ??= setTimeout(draw, PAUSE, place);
};

const listed = ({ name, file }) => `${encodeURIComponent(name.toWellFormed?.() ?? name)}:${file.size}`;

const fail = (job, one, why) => job.stop.signal.aborted || job.failed.push({ name: one.name, open: one.open, why });

const openNext = async (place, job) => {
  const one = job.waiting.shift();
  const file = await one.open().catch(() => null);
  if (!file) fail(job, one, "It could not be opened.");
  else if (file.size > place.limit) fail(job, one, `It is larger than ${Math.floor(place.limit / 2 ** 20)} MB.`);
  else return { ...one, file };
  return null;
};

// The next file, and the tiny ones after it if it is tiny, too.
const takeSome = async (place, job) => {
  const some = [];
  let room = LONGEST_LIST;
  while (job.waiting.length && some.length < TOGETHER) {
    const one = await openNext(place, job);
    if (!one) continue;
    room -= listed(one).length + 1;
    if (some.length && (one.file.size > TINY || room < 0)) {
      job.waiting.unshift(one);
      break;
    }
    some.push(one);
    if (one.file.size > TINY) break;
  }
  return some;
};

const post = (job, some) => {
  const headers = { "X-Parallax-Files": some.map(listed).join(","), "Content-Type": "application/octet-stream" };
  const body = some.length > 1 ? new Blob(some.map(({ file }) => file)) : some[0].file;
  const signal = body.size > SMALL && some.length === 1 ? job.stop.signal : null;
  return fetch(`${job.address}&batch=${job.batch}`, { method: "POST", headers, body, signal });
};

const send = async (job, some) => {
  try {
    const answer = await post(job, some);
    if (answer.ok) job.sent += some.length;
    else {
      const why = (await answer.json().catch(() => ({}))).told ?? `The server answered ${answer.status}.`;
      for (const one of some) fail(job, one, why);
    }
  } catch {
    // It may be one of them alone that cannot be read.
    if (some.length > 1) return Promise.all(some.map((one) => send(job, [one])));
    const readable = await some[0].file.slice(0, 1).arrayBuffer().catch(() => null);
    fail(job, some[0], readable ? "The server could not be reached." : "It could not be read: it was changed, moved or locked.");
  }
};

const work = async (place, job) => {
  job.busy += 1;
  while (job.waiting.length) {
    const some = await takeSome(place, job);
    if (some.length) await send(job, some);
    tell(place);
    drawSoon(place);
  }
  job.busy -= 1;
  if (job.busy) return;
  job.over = true;
  draw(place);
  tell(place);
};

const add = (place, found, fresh = newJob(newBatch())) => {
  if (!isSending(place)) place.job = Object.assign(fresh, { address: place.address });
  const { job } = place;
  const wanted = found.filter(({ name }) => !isLitter(name, place.litter));
  job.hidden += found.length - wanted.length;
  job.total += wanted.length;
  // Browsers give folders in any order.
  for (const one of wanted.sort((a, b) => (a.name < b.name ? -1 : 1))) job.waiting.push(one);
  if (!wanted.length && !job.busy) job.over = true;
  for (let free = Math.min(AT_ONCE - job.busy, job.waiting.length); free > 0; free -= 1) work(place, job);
  draw(place);
};

const makeInput = (place, attributes) => {
  const input = make("input", { type: "file", hidden: "", multiple: "", ...attributes });
  input.onchange = () => {
    const found = chosenFiles(input.files);
    // The same file can be chosen again.
    input.value = "";
    add(place, found);
  };
  return input;
};

const build = (root, place) => {
  const files = makeInput(place, {});
  const folder = makeInput(place, { webkitdirectory: "" });
  const zone = make(
    "div",
    { class: "zone" },
    make("p", {}, "Drop files or folders here: documents, web pages, mails, tables of articles, or archives of them."),
    makeButton("Choose files", () => files.click()),
    makeButton("Choose a folder", () => folder.click()),
    files,
    folder,
  );
  place.parts = {
    said: make("p", { role: "status" }),
    progress: make("progress", { hidden: "", "aria-label": "Files sent" }),
    cancel: makeButton("Cancel", () => {
      place.job.waiting.length = 0;
      place.job.stop.abort();
      draw(place);
    }),
    hidden: make("p", { class: "quiet" }),
    failed: make("div", { class: "failed", hidden: "" }),
  };
  const { said, progress, cancel, hidden, failed } = place.parts;
  root.replaceChildren(zone, make("div", { class: "how-far" }, said, progress, cancel), hidden, failed);
  takeDrops(zone, async (transfer) => {
    said.textContent = "Looking through what was dropped…";
    add(place, await droppedFiles(transfer));
  });
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".drop");
  const place = places.get(data.library) ?? { clicks: 0, job: null, timer: null };
  places.set(data.library, place);
  locale = data.locale;
  const { address, library, limit, litter, heard } = data;
  Object.assign(place, { address, library, limit, litter, heard });
  place.send = (event) => setTriggerValue("event", { ...event, n: ++place.clicks });
  if (place.root !== root || root.dataset.library !== library) {
    root.dataset.library = library;
    place.root = root;
    build(root, place);
    draw(place);
  }
  // The page may have missed the end, as when the connection was lost.
  if (place.job?.over && data.sending === place.job.batch) place.job.told = "";
  tell(place);
}
