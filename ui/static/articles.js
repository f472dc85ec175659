// The Articles tab. Gradio runs this once with `element` and `server`. The address says whether the tab is
// shown (?articles), so that a reload and the back button keep it; the conversation goes on behind it.

const PAGE = 100;
const LOOK_AGAIN = 400; // milliseconds between looks at how far the work is
const FIELDS = ["search", "spoken", "which", "order"];
const LINE = `<span class="name"></span><progress max="1" value="0"></progress><span class="how" role="status"></span>`;

const { find, findAll, focusQuestion, sameAs, draw, onClick, say, lister } = tweespraak(element);
const tab = find(".articles-tab");
const language = () => document.documentElement.lang || "en";
const isGreeted = () => document.querySelector("#page .head h1") !== null; // the chat has said its language
const isShown = () => new URLSearchParams(location.search).has("articles");

let labels = null;
let drawnIn = null; // the language of the frame that stands there
let drawing = null; // the language of the frame that is on its way
let limit = PAGE;
let removed = null; // the id whose removal can be undone
let changes = null; // how many changes of the index the list shows
let looking = null;
let opened = null; // the id of the article that is read whole
let opener = null; // the button that opened it
let uploads = Promise.resolve(); // one file after another
const waiting = new Map(); // the lines of files that are read but not searchable yet, and since when

// --- which of the two is shown ------------------------------------------------------------------------

function showTab() {
  const shown = isShown();
  tab.hidden = !shown;
  document.documentElement.classList.toggle("at-articles", shown);
  markTabs();
  if (shown && isGreeted()) drawTab();
  if (!shown && find(".whole")?.open) find(".whole").close();
}

// The address may name an article, too: from a source in the conversation to what was read of its file.
function openNamed() {
  const id = new URLSearchParams(location.search).get("articles");
  if (isShown() && id && id !== opened) show(id);
}

function markTabs() {
  for (const link of document.querySelectorAll("#page .tabs a")) {
    link.ariaCurrent = link.classList.contains("to-articles") === isShown() ? "page" : null;
  }
}

function go(link, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const search = link.classList.contains("to-articles") ? "?articles" : link.closest(".to-file") ? link.search : "";
  // Where the article covers all, nothing else could be used.
  if (link.closest(".to-file")) document.querySelector("#page .reader[open] .close")?.click();
  if (location.search !== search) history.pushState(null, "", location.pathname + search + location.hash);
  showTab();
  if (isShown()) window.scrollTo(0, 0);
  else focusQuestion();
}

// --- drawing ------------------------------------------------------------------------------------------

// A click on the link asks for it, and so does the chat that draws its head anew: one frame comes, and stays.
function drawTab() {
  const wanted = language();
  if (drawnIn === wanted) refresh().then(openNamed);
  else if (drawing !== wanted) drawFrame(wanted);
}

async function drawFrame(wanted) {
  drawing = wanted;
  const frame = await server.articles({ act: "frame", language: wanted }).catch(() => null);
  if (drawing === wanted) drawing = null;
  if (!frame || wanted !== language() || wanted === drawnIn) return;
  const before = chosen();
  const lines = find(".uploads")?.children;
  tab.innerHTML = frame.html;
  ({ labels } = frame);
  drawnIn = wanted;
  for (const name of FIELDS) if (before[name]) field(name).value = before[name];
  find(".uploads").append(...(lines ?? []));
  await refresh();
  openNamed();
}

const field = (name) => find(`[name="${name}"]`);
const chosen = () => Object.fromEntries(FIELDS.map((name) => [name, field(name)?.value ?? ""]));

const refresh = lister(
  async (act) => {
    const at = performance.now();
    const answer = await server
      .articles({ act: "list", language: language(), limit, ...chosen(), ...act })
      .catch(() => ({ said: labels.unreadable }));
    return { ...answer, at };
  },
  ({ rows, summary, shown, more, work, at }) => {
    if (rows !== undefined) {
      draw(find(".listed"), rows);
      draw(find(".summary"), summary);
      find(".shown").textContent = shown;
      find(".more").hidden = !more;
    }
    if (work) follow(work, at);
  },
);

// --- how far the work is ------------------------------------------------------------------------------

function follow(work, at) {
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
  if (!work.busy) settle(work.problem, at);
  if (isNew) refresh();
  if (work.busy && looking === null) looking = setTimeout(look, LOOK_AGAIN);
}

async function look() {
  looking = null;
  const at = performance.now();
  const answer = await server.articles({ act: "work", language: language() }).catch(() => null);
  if (answer) follow(answer.work, at);
  else looking = setTimeout(look, LOOK_AGAIN * 5);
}

// An answer asked for before a file had come in knows nothing of it.
function settle(problem, at) {
  for (const [line, since] of waiting) {
    if (since > at) continue;
    tell(line, problem ? labels.not_searchable : labels.searchable, problem ? "bad" : "good");
    waiting.delete(line);
  }
}

// --- files on their way -------------------------------------------------------------------------------

function take(files) {
  for (const file of files) {
    const line = document.createElement("li");
    line.innerHTML = LINE;
    find(".name", line).textContent = file.name;
    find("progress", line).ariaLabel = file.name;
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
  waiting.set(line, performance.now());
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
    request.onload = () => done(request.response ?? {}); // null where it is no JSON
    request.onerror = () => done(null);
    request.open("POST", `${location.pathname.replace(/[^/]*$/, "")}${labels.route}?language=${language()}&name=${encodeURIComponent(file.name)}`);
    request.responseType = "json";
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
  field("search").focus();
}

function focusRow(place) {
  const rows = findAll("tbody tr");
  (rows[Math.min(place, rows.length - 1)]?.querySelector(".remove, .restore") ?? field("search")).focus();
}

async function showMore() {
  const shown = findAll("tbody tr").length;
  limit += PAGE;
  await refresh();
  focusRow(shown);
}

function clear() {
  for (const name of ["search", "spoken", "which"]) field(name).value = "";
  limit = PAGE;
  refresh();
  field("search").focus();
}

function open(button) {
  opener = button;
  show(button.dataset.id, button.textContent);
}

async function show(id, title = "") {
  const whole = find(".whole");
  const article = find(".article", whole);
  opened = id;
  whole.setAttribute("aria-label", title || id);
  article.lang = language();
  article.textContent = labels.loading;
  if (!whole.open) whole.showModal();
  await drawArticle(id);
  article.scrollTop = 0;
}

async function drawArticle(id) {
  const article = find(".whole .article");
  const answer = await server.articles({ act: "article", id, language: language() }).catch(() => null);
  if (opened !== id) return;
  if (answer?.html) article.innerHTML = answer.html;
  else article.textContent = answer?.said || labels.unreadable;
  if (answer?.title) find(".whole").setAttribute("aria-label", answer.title);
}

// The browser gives the focus back to the title, where the list was not drawn anew meanwhile.
function closed() {
  if (find(".whole").open) return; // another is being read already
  if (!opener) field("search").focus();
  else if (!opener.isConnected) (sameAs(opener) ?? field("search")).focus();
  if (new URLSearchParams(location.search).get("articles")) history.replaceState(null, "", `${location.pathname}?articles`);
  opened = null;
  opener = null;
}

// Which of the two texts is shown where there is no room for both.
function showSide(button) {
  for (const each of findAll(".side")) each.ariaPressed = each === button;
  find(".sides").dataset.side = button.dataset.side;
}

async function correct(act) {
  const id = opened;
  const answer = await refresh({ ...act, id });
  if (answer.failed) find(".whole .told").textContent = answer.said;
  if (answer.failed || opened !== id) return;
  await drawArticle(id);
  find(".whole .told").textContent = answer.said;
  find(".whole .correct summary").focus();
}

onClick({
  ".open": open,
  ".whole .close": () => find(".whole").close(),
  ".side": showSide,
  ".take-back": () => correct({ act: "take back" }),
  ".pick": () => find(".files").click(),
  ".remove": remove,
  ".restore": restore,
  ".undo": undo,
  ".more": showMore,
  ".clear": clear,
  ".reindex": () => refresh({ act: "reindex" }),
});
onClick({ "#page .tabs a": go, ".to-file a": go }, document);
tab.addEventListener("submit", (event) => {
  event.preventDefault();
  correct({ act: "correct", ...Object.fromEntries(new FormData(event.target)) });
});
tab.addEventListener("input", (event) => {
  if (event.target.matches(".files")) {
    take([...event.target.files]);
    event.target.value = "";
  } else if (FIELDS.includes(event.target.name)) {
    limit = PAGE;
    refresh();
  }
});

tab.addEventListener("close", closed, { capture: true }); // it does not bubble

// Anywhere on the tab: nobody should have to aim.
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, async (event) => {
    if (!isShown() || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const isGone = kind === "drop" || (kind === "dragleave" && !event.relatedTarget); // from the window, not a part of it
    find(".drop")?.classList.toggle("over", !isGone);
    if (kind === "drop") take(await filesOf(event.dataTransfer));
  });
}
window.addEventListener("popstate", showTab);
window.addEventListener("focus", () => isShown() && labels && refresh());
// The chat says its language on the page, and draws its head anew.
const head = document.querySelector("#page .head");
if (head) new MutationObserver(showTab).observe(head, { childList: true });
showTab();
