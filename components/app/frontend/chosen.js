// Files as they are chosen or dropped, folders with all that is in them: each with its path.

const asked = (call) => new Promise((resolve, reject) => call(resolve, reject));

export const chosenFiles = (list) =>
  [...list].map((file) => ({ name: file.webkitRelativePath || file.name, open: async () => file }));

const readFolder = async (entry) => {
  const reader = entry.createReader();
  const found = [];
  // A reader gives some at a time, and none when it is through.
  for (let some = null; some === null || some.length; found.push(...some)) some = await asked((yes, no) => reader.readEntries(yes, no));
  return found;
};

const walk = async (entries) => {
  const found = [];
  const left = [...entries];
  while (left.length) {
    const entry = left.pop();
    const name = entry.fullPath.replace(/^\//, "");
    if (!entry.isDirectory) found.push({ name, open: () => asked((yes, no) => entry.file(yes, no)) });
    else {
      const inside = await readFolder(entry).catch(() => null);
      if (inside) left.push(...inside.reverse());
      else found.push({ name, open: async () => { throw new Error("a folder that cannot be read"); } });
    }
  }
  return found;
};

// What was dropped can be asked for its entries only now, not after any waiting.
export const droppedFiles = (transfer) => {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  return entries.length ? walk(entries) : Promise.resolve(chosenFiles(transfer.files));
};

// Lights a zone up while files are over it, and hands on what is dropped.
export const takeDrops = (zone, take) => {
  zone.ondragover = (event) => {
    event.preventDefault();
    zone.classList.add("over");
  };
  zone.ondragleave = (event) => zone.contains(event.relatedTarget) || zone.classList.remove("over");
  zone.ondrop = (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    take(event.dataTransfer);
  };
};

export const isLitter = (name, litter) =>
  name.split("/").some((part) => (part.startsWith(".") && part !== "." && part !== "..") || litter.includes(part));
