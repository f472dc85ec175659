// The Articles tab. Gradio runs this once with `element` and `server`. The address says whether the tab is
// shown (?articles), so that a reload and the back button keep it; the conversation goes on behind it.
// All HTML that is put in place here was escaped in ui/article_part.py; what files are called is set as text.

const PAGE = 100;
const LOOK_AGAIN = 400; // milliseconds between looks at how far the work is
const FIELDS = ["search", "spoken", "which", "order"];

const shelf = element.querySelector(".shelf");
const find = (selector, within = shelf) => within.querySelector(selector);
const language = () => document.documentElement.lang || "en";
const isGreeted = () => document.querySelector("#page .head h1") !== null; // the chat has said its language
const isShown = () => new URLSearchParams(location.search).has("articles");

let labels = null;
let drawnIn = null; // the language of the frame that stands there
let limit = PAGE;
let asked = 0; // counts lists asked for, so that a late one never replaces a later one
let removed = null; // the id whose removal can be undone
let changes = null; // how many changes of the index the list shows
let looking = null;
let uploads = Promise.resolve(); // one file after another
const waiting = new Set(); // the lines of files that are read but not searchable yet

// --- which of the two is shown ------------------------------------------------------------------------

function showTab() {
  const shown = isShown();
  shelf.hidden = !shown;
  document.documentElement.classList.toggle("at-articles", shown);
  markTabs();
  if (shown && isGreeted()) draw();
}

function markTabs() {
  for (const link of document.querySelectorAll("#page .tabs a")) {
    const isHere = link.classList.contains("to-articles") === isShown();
    if (isHere) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function go(event, link) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const search = link.classList.contains("to-articles") ? "?articles" : "";
  if (location.search !== search) history.pushState(null, "", location.pathname + search + location.hash);
  showTab();
  if (isShown()) window.scrollTo(0, 0);
  else document.querySelector("#question textarea")?.focus();
}

// --- drawing ------------------------------------------------------------------------------------------

async function draw() {
  if (drawnIn !== language()) await drawFrame();
  if (labels) await refresh();
}

async function drawFrame() {
  const wanted = language();
  const frame = await server.articles({ act: "frame", language: wanted }).catch(() => null);
  if (!frame || wanted !== language()) return;
  const before = Object.fromEntries(FIELDS.map((name) => [name, find(`[name="${name}"]`)?.value]));
  const lines = find(".uploads")?.children;
  shelf.innerHTML = frame.html;
  ({ labels } = frame);
  drawnIn = wanted;
  for (const name of FIELDS) if (before[name]) find(`[name="${name}"]`).value = before[name];
  find(".uploads").append(...(lines ?? []));
}

async function refresh(act = {}) {
  const request = (asked += 1);
  const chosen = Object.fromEntries(FIELDS.map((name) => [name, find(`[name="${name}"]`)?.value ?? ""]));
  const answer = await server
    .articles({ act: "list", language: language(), limit, ...chosen, ...act })
    .catch(() => ({ said: labels?.unreadable ?? "" }));
  if (!labels) return answer;
  if (answer.said || (act.act && act.act !== "list")) say(answer.said);
  if (request !== asked) return answer;
  if (answer.rows !== undefined) {
    find(".listed").innerHTML = answer.rows;
    find(".summary").innerHTML = answer.summary;
    find(".shown").textContent = answer.shown;
    find(".more").hidden = !answer.more;
  }
  if (answer.work) follow(answer.work);
  return answer;
}

function say(text) {
  find(".said").textContent = text ?? "";
  find(".undo").hidden = true;
}

// --- how far the work is ------------------------------------------------------------------------------

function follow(work) {
  const bar = find(".work");
  bar.hidden = !work.busy;
  if (work.busy) {
    find(".doing", bar).textContent = work.doing;
    const progress = find("progress", bar);
    if (work.total && work.done <= work.total) progress.value = work.done / work.total;
    else progress.removeAttribute("value");
  }
  const isNew = changes !== null && work.changes !== changes;
  changes = work.changes;
  if (isNew && work.said) say(work.said);
  if (!work.busy) settle(work.problem);
  if (isNew) refresh();
  if (work.busy && looking === null) looking = setTimeout(look, LOOK_AGAIN);
}

async function look() {
  looking = null;
  const answer = await server.articles({ act: "work", language: language() }).catch(() => null);
  if (answer) follow(answer.work);
  else looking = setTimeout(look, LOOK_AGAIN * 5);
}

function settle(problem) {
  for (const line of waiting) tell(line, problem ? labels.not_searchable : labels.searchable, problem ? "bad" : "good");
  waiting.clear();
}

// --- files on their way -------------------------------------------------------------------------------

function take(files) {
  for (const file of files) {
    const line = document.createElement("li");
    const name = document.createElement("span");
    const progress = document.createElement("progress");
    const said = document.createElement("span");
    name.className = "name";
    name.textContent = file.name;
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", file.name);
    said.className = "how";
    said.setAttribute("role", "status");
    line.append(name, progress, said);
    find(".uploads").append(line);
    uploads = uploads.then(() => send(file, line));
  }
}

async function send(file, line) {
  const suffix = (/\.[^.]*$/.exec(file.name) ?? [""])[0].toLowerCase();
  const most = labels.limits[suffix];
  if (most === undefined) return tell(line, trouble("format", suffix, suffix), "bad");
  if (file.size > most) return tell(line, trouble("too large", suffix, "", file.size), "bad");
  const answer = await post(file, line);
  if (answer === null) return tell(line, labels.no_connection, "bad");
  if (answer.trouble) return tell(line, trouble(answer.trouble, suffix, answer.detail, file.size), "bad");
  if (!answer.articles) return tell(line, answer.error?.message ?? labels.unreadable, "bad");
  const count = answer.articles.length;
  tell(line, count === 1 ? labels.read_one : labels.read_many.replace("{count}", count), "good");
  if (answer.skipped.length) {
    const lost = document.createElement("span");
    lost.className = "lost";
    lost.textContent = labels.not_all_read.replace("{count}", answer.skipped.length).replace("{why}", answer.skipped[0]);
    line.append(lost);
  }
  waiting.add(line);
  find(".name", line).textContent = answer.name;
  await refresh();
  return undefined;
}

function trouble(kind, suffix, detail, size = 0) {
  return labels.trouble[kind]
    .replace("{detail}", detail || suffix)
    .replace("{limit}", labels.sizes[suffix] ?? "")
    .replace("{size}", `${(size / 1e6).toLocaleString(language(), { maximumFractionDigits: 1 })} MB`);
}

function tell(line, text, how) {
  find("progress", line)?.remove();
  line.dataset.how = how;
  find(".how", line).textContent = text;
}

// Not fetch: only this one says how far it is.
function post(file, line) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const progress = find("progress", line);
    request.upload.onprogress = (event) => {
      progress.value = event.loaded / Math.max(event.total, 1);
    };
    request.upload.onload = () => {
      progress.removeAttribute("value");
      find(".how", line).textContent = labels.sending;
    };
    request.onload = () => {
      try {
        done(JSON.parse(request.responseText));
      } catch {
        done({});
      }
    };
    request.onerror = () => done(null);
    request.open("POST", `${location.pathname.replace(/[^/]*$/, "")}${labels.route}?language=${language()}&name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

// What is dropped may be folders: the files in them are taken, whatever their depth.
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files];
  const found = [];
  for (const entry of entries) await walk(entry, found);
  return found;
}

async function walk(entry, found) {
  if (entry.name.startsWith(".")) return;
  if (entry.isFile) {
    found.push(await new Promise((done, fail) => entry.file(done, fail)));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const inside = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (!inside.length) return;
    for (const each of inside) await walk(each, found);
  }
}

// --- what people do -----------------------------------------------------------------------------------

async function remove(button) {
  const row = button.closest("tr");
  const place = [...row.parentElement.children].indexOf(row);
  const answer = await refresh({ act: "remove", id: button.dataset.id });
  if (answer.undo) {
    removed = answer.undo;
    find(".undo").hidden = false;
    find(".undo").focus();
  } else {
    focusRow(place);
  }
}

async function restore(button) {
  const place = [...button.closest("tbody").children].indexOf(button.closest("tr"));
  await refresh({ act: "restore", id: button.dataset.id });
  focusRow(place);
}

async function undo() {
  if (removed === null) return;
  const id = removed;
  removed = null;
  await refresh({ act: "restore", id });
  find('[name="search"]').focus();
}

function focusRow(place) {
  const rows = shelf.querySelectorAll("tbody tr");
  (rows[Math.min(place, rows.length - 1)]?.querySelector("button") ?? find('[name="search"]')).focus();
}

async function showMore() {
  const shown = shelf.querySelectorAll("tbody tr").length;
  limit += PAGE;
  await refresh();
  focusRow(shown);
}

function clear() {
  for (const name of ["search", "spoken", "which"]) find(`[name="${name}"]`).value = "";
  limit = PAGE;
  refresh();
  find('[name="search"]').focus();
}

const CLICKS = [
  [".pick", () => find(".files").click()],
  [".remove", remove],
  [".restore", restore],
  [".undo", undo],
  [".more", showMore],
  [".clear", clear],
  [".reindex", () => refresh({ act: "reindex" })],
];
shelf.addEventListener("click", (event) => {
  for (const [selector, act] of CLICKS) {
    const node = event.target.closest(selector);
    if (node) {
      act(node);
      return;
    }
  }
});
shelf.addEventListener("input", (event) => {
  if (event.target.matches(".files")) {
    take([...event.target.files]);
    event.target.value = "";
  } else if (FIELDS.includes(event.target.name)) {
    limit = PAGE;
    refresh();
  }
});

// Anywhere on the tab: nobody should have to aim.
let dragged = 0;
const hasFiles = (event) => isShown() && [...(event.dataTransfer?.types ?? [])].includes("Files");
const light = () => find(".drop")?.classList.toggle("over", dragged > 0);
document.addEventListener("dragenter", (event) => {
  if (!hasFiles(event)) return;
  dragged += 1;
  light();
});
document.addEventListener("dragleave", (event) => {
  if (!hasFiles(event)) return;
  dragged = Math.max(dragged - 1, 0);
  light();
});
document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
document.addEventListener("drop", async (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  dragged = 0;
  light();
  take(await filesOf(event.dataTransfer));
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#page .tabs a");
  if (link) go(event, link);
});
window.addEventListener("popstate", showTab);
window.addEventListener("focus", () => isShown() && labels && refresh());
// The chat says its language on the page, and draws its head anew.
const head = document.querySelector("#page .head");
if (head) new MutationObserver(showTab).observe(head, { childList: true });
showTab();
