// A place for one exported library: sends it as it lies on the disk, and says how far it is.

import { make, makeButton } from "./base.js";
import { takeDrops } from "./chosen.js";
import { whenTurned } from "./turning.js";

// What every ZIP begins with.
const ZIP = "PK\u0003\u0004";

// What is being sent outlives the page's reruns, and going to another page and back.
let job = null;
let place = null;

const isSending = () => Boolean(job && !job.over);

window.addEventListener("beforeunload", (event) => {
  if (isSending()) event.preventDefault();
});

const ASK_AFTER = 1000;

const share = () => Math.floor((100 * job.sent) / (job.size || 1));

const line = () => {
  if (!job) return "";
  if (job.over) return job.told;
  if (job.sent < job.size) return `Sending ${job.file}: ${share()} %`;
  const read = job.read ? ` ${Math.floor(100 * job.read)} % is done.` : "";
  return `${job.file} has been sent. It is being checked and imported; a large library takes minutes.${read}`;
};

const draw = () => {
  if (!place?.parts) return;
  const { said, progress, cancel, choose } = place.parts;
  said.textContent = line();
  progress.hidden = !isSending();
  cancel.hidden = !isSending() || job.sent >= job.size;
  choose.disabled = isSending();
  if (!isSending()) return;
  const sending = job.sent < job.size;
  progress.max = sending ? job.size || 1 : 1;
  // Without a value it says that nobody knows how long it takes.
  if (sending || job.read) progress.value = sending ? job.sent : job.read;
  else progress.removeAttribute("value");
};

const followReading = async (own, address) => {
  while (!own.over) {
    await new Promise((resume) => setTimeout(resume, ASK_AFTER));
    const answer = await fetch(address).then((one) => one.json(), () => ({}));
    own.read = answer.share ?? own.read;
    draw();
  }
};

const end = async (own, told, name = "") => {
  Object.assign(own, { over: true, told });
  draw();
  await whenTurned();
  if (name && place.root.isConnected) place.send({ name });
};

const isZip = async (file) => {
  try {
    return (await file.slice(0, ZIP.length).text()) === ZIP;
  } catch {
    return false;
  }
};

const answered = (own, request) => {
  let answer = {};
  try {
    answer = JSON.parse(request.responseText);
  } catch {
    // Not our server's answer: the status says what there is to say.
  }
  if (request.status === 200) end(own, `Imported as ${answer.name}.`, answer.name);
  else end(own, answer.told ?? `The server answered ${request.status}.`);
};

const start = async (file) => {
  if (isSending()) return;
  const own = { file: file.name, size: file.size, sent: 0, read: 0, over: false, told: "", request: new XMLHttpRequest() };
  job = own;
  draw();
  if (!(await isZip(file))) {
    end(own, `${file.name} is not an exported library. Choose a file made with “Export this library”.`);
    return;
  }
  const { request } = own;
  const { address } = place;
  request.open("POST", address);
  request.setRequestHeader("X-Parallax-Name", encodeURIComponent(file.name.toWellFormed?.() ?? file.name));
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.upload.onprogress = (event) => {
    own.sent = event.loaded;
    draw();
  };
  request.upload.onload = () => {
    own.sent = own.size;
    draw();
    followReading(own, address);
  };
  request.onload = () => answered(own, request);
  request.onerror = () => end(own, "The file could not be sent: the server could not be reached, or the file was changed.");
  request.onabort = () => end(own, "Cancelled; nothing was imported.");
  request.send(file);
};

const build = (root) => {
  const input = make("input", { type: "file", accept: ".zip", hidden: "" });
  input.onchange = () => {
    const [file] = input.files;
    if (file) start(file);
    // The same file can be chosen again.
    input.value = "";
  };
  const choose = makeButton("Choose an exported library", () => input.click());
  const zone = make("div", { class: "zone" }, make("p", {}, "Drop the exported file here, of any size."), choose, input);
  place.parts = {
    choose,
    said: make("p", { role: "status" }),
    progress: make("progress", { hidden: "", "aria-label": "How much of the file is sent" }),
    cancel: makeButton("Cancel", () => job.request.abort()),
  };
  const { said, progress, cancel } = place.parts;
  root.replaceChildren(zone, make("div", { class: "how-far" }, said, progress, cancel));
  takeDrops(zone, ({ files: [file] }) => file && start(file));
};

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".drop");
  const isNew = place?.root !== root;
  place = { ...(isNew ? {} : place), root, address: data.address, clicks: place?.clicks ?? 0 };
  root.dataset.name = data.name;
  place.send = (event) => setTriggerValue("event", { ...event, n: ++place.clicks });
  if (isNew) build(root);
  draw();
}
