// The list of conversations beside the chat, drawn in ui/html/conversation_list.py. Gradio runs this once with `element`
// (where conversations.html was put), `props` (whose `value` says which conversation is open, and the texts), `watch`,
// `trigger` and `server`.

const { NARROW, find, focusQuestion, draw, label, onClick, closing, say, lister } = tweespraak(element);
const BESIDE = window.matchMedia("(min-width: 1200px)"); // there is room beside question and sources
const REMEMBERED = "tweespraak-conversations"; // whether the list stood open beside the chat
const PAGE = 50;

const drawer = find(".drawer");
const list = find(".list");
const search = find(".find");
const undo = find(".undo");
const opener = () => document.querySelector("#page .head .conversations");

let limit = PAGE;
let deleted = null; // what can be undone: the number, and whether it was the open conversation
let begun = false;

const open = () => props.value.open;
const numberOf = (node) => Number(node.closest("li").dataset.number);
const item = (number) => find(`li[data-number="${number}"]`, list);

// --- the list -----------------------------------------------------------------------------------------

const refresh = lister(
  (act) => {
    const { labels } = props.value;
    return server
      .list_conversations({ language: labels.language, open: open(), search: search.value, limit, ...act })
      .catch(() => ({ html: "", said: labels.unreadable, undo: null }));
  },
  ({ html }) => {
    if (find(".title-field", list)) return; // a title is being typed
    const gone = draw(list, html);
    if (gone) focusItem(gone.closest("li")?.dataset.number);
  },
);

function focusItem(number) {
  (find(".choose", item(number) ?? list) ?? search).focus();
}

function show() {
  label(props.value.labels);
  if (!begun && BESIDE.matches && localStorage.getItem(REMEMBERED)) standOpen();
  begun = true;
  if (drawer.open) refresh();
}

// --- open and closed ----------------------------------------------------------------------------------

// As the reader left it; what has the focus keeps it.
function standOpen() {
  const focused = document.activeElement;
  drawer.show();
  focused?.focus();
  opener()?.setAttribute("aria-expanded", true);
}

function openList() {
  NARROW.matches ? drawer.showModal() : drawer.show();
  opener()?.setAttribute("aria-expanded", true);
  if (BESIDE.matches) localStorage.setItem(REMEMBERED, "open");
  search.focus();
  refresh();
}

function closeList() {
  drawer.close();
  closed();
}

function closed() {
  opener()?.setAttribute("aria-expanded", false);
  opener()?.focus();
  localStorage.removeItem(REMEMBERED);
}

// --- what people do -----------------------------------------------------------------------------------

function choose(button) {
  const number = numberOf(button);
  if (drawer.matches(":modal")) closeList();
  document.activeElement?.blur(); // the chat gives the focus to the question
  if (number === open()) focusQuestion();
  else trigger("choose", { number });
}

function rename(button) {
  const entry = button.closest("li");
  const chosen = find(".choose", entry);
  const before = find(".title", chosen).textContent;
  const field = document.createElement("input");
  field.className = "title-field";
  field.value = before;
  field.setAttribute("aria-label", props.value.labels.name);
  find("details", entry).open = false;
  chosen.hidden = true;
  entry.prepend(field);
  field.focus();
  field.select();
  let isDone = false;
  const done = async (title, stays) => {
    if (isDone) return;
    isDone = true;
    field.remove();
    chosen.hidden = false;
    if (stays) chosen.focus();
    const isNew = title.trim() && title !== before;
    if (isNew) await refresh({ act: "rename", number: numberOf(entry), title });
  };
  field.addEventListener("blur", () => done(field.value, false));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    done(event.key === "Enter" ? field.value : before, true);
  });
}

async function remove(button) {
  const number = numberOf(button);
  const wasOpen = number === open();
  undo.focus();
  const answer = await refresh({ act: "delete", number });
  if (answer.undo === null) {
    search.focus();
  } else {
    deleted = { number: answer.undo, wasOpen };
    undo.hidden = false;
    undo.focus();
  }
  if (wasOpen) trigger("anew");
}

async function restore() {
  if (!deleted) return;
  const { number, wasOpen } = deleted;
  deleted = null;
  await refresh({ act: "restore", number });
  focusItem(number);
  if (wasOpen && [null, number].includes(open())) trigger("choose", { number }); // not if another was opened
}

async function save(button, form) {
  const { labels } = props.value;
  find("details", button.closest("li")).open = false;
  const file = await server
    .save_conversation({ number: numberOf(button), form, language: labels.language })
    .catch(() => ({ said: labels.unreadable }));
  if (file.said) {
    say(file.said);
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file.text], { type: `${file.type};charset=utf-8` }));
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(link.href);
}

function showMore() {
  const shown = list.querySelectorAll("li").length;
  limit += PAGE;
  refresh().then(() => find(`li:nth-child(${shown + 1}) .choose`, list)?.focus());
}

onClick({
  ".close": closeList,
  ".undo": restore,
  ".choose": choose,
  ".rename": rename,
  ".delete": remove,
  ".save-markdown": (button) => save(button, "markdown"),
  ".save-html": (button) => save(button, "html"),
  ".more": showMore,
});
onClick({ "#page .head .conversations": () => (drawer.open ? closeList() : openList()) }, document);
search.addEventListener("input", () => {
  limit = PAGE;
  refresh();
});
closing(drawer, "details[open]");
drawer.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  closeList();
});
drawer.addEventListener("cancel", closed); // what closes a dialog that is not the Escape key
// Another window may have changed the list.
window.addEventListener("focus", () => drawer.open && refresh());
window.addEventListener("hashchange", () => {
  const number = Number(location.hash.slice(1));
  if (number && props.value && number !== open()) trigger("choose", { number });
});

watch("value", () => props.value && show());
if (props.value) show();
