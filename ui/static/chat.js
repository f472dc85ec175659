// The page's own behaviour. Gradio runs this once with `element` (where chat.html was put), `props` (whose
// `value` is the ConversationView of ui/html/conversation_view.py), `watch`, `trigger` and `server`.

const { NARROW, find, findAll, focusQuestion, draw, label, onClick } = tweespraak(element);
const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

const TURN = `
  <div class="said">
    <h2 data-part="question"></h2>
    <p class="limits" data-part="limits"></p>
    <p class="status" role="status" data-part="status"></p>
    <div class="given">
      <div class="likeliest" aria-live="polite" data-part="likeliest"></div>
      <div class="answer" role="group" aria-live="polite" data-label="answer" data-part="answer"></div>
    </div>
    <div class="foot" data-part="foot"></div>
  </div>
  <aside class="panel">
    <header data-part="sources_heading"></header>
    <div data-part="sources"></div>
  </aside>`;

const turns = find(".turns");
const reader = find(".reader");
const article = find(".article", reader);

const kept = new WeakMap(); // the last TurnView of each turn that is drawn

let view = null;
let openedFrom = null; // the button that opened the article: focus goes back to it
let places = []; // the cited sentences of the open article, in the order of its text
let place = 0;
let asked = 0; // counts articles asked for, so that a late one never replaces a later one

// --- drawing ------------------------------------------------------------------------------------------

function show(next) {
  const before = view;
  view = next;
  document.documentElement.lang = view.language;
  draw(find(".head"), view.header);
  draw(find(".welcome"), view.welcome);
  find(".head .conversations")?.setAttribute("aria-expanded", Boolean(find(".drawer", document)?.open));
  if (before && before.conversation !== view.conversation) {
    turns.replaceChildren();
    putArticleAway();
    focusQuestion();
  }
  for (const turn of view.earlier) showTurn(turn, false);
  if (view.turn) {
    for (const gone of findAll("[data-turn]", turns)) {
      if (Number(gone.dataset.turn) > view.turn.number) gone.remove();
    }
    showTurn(view.turn);
  }
  label(view.labels);
  rememberConversation();
  element.classList.toggle("begun", turns.childElementCount > 0);
}

// The address of the page says which conversation it shows, so that a reload brings it back.
function rememberConversation() {
  const hash = view.kept === null ? "" : `#${view.kept}`;
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

function showTurn(turn, isLast = true) {
  let known = find(`[data-turn="${turn.number}"]`, turns);
  if (known && kept.get(known).version !== turn.version) {
    const hadFocus = known.contains(document.activeElement);
    known.remove(); // asked once more, so shown as a question that is new
    known = null;
    if (hadFocus) focusQuestion();
  }
  const section = known ?? newTurn(turn.number);
  section.dataset.phase = turn.phase;
  section.lang = turn.language;
  kept.set(section, turn);
  // Readers of the screen hear the answer once it stands, not every word of the draft.
  find(".answer", section).setAttribute("aria-busy", String(["waiting", "starting", "searching", "writing"].includes(turn.phase)));
  const given = find(".given", section);
  const height = given.offsetHeight;
  for (const node of findAll("[data-part]", section)) draw(node, turn[node.dataset.part]);
  shrink(given, height);
  section.classList.toggle("sourced", find(".panel .card", section) !== null);
  if (!known && isLast) {
    activate(section);
    scrollTo(section, "start");
  }
}

// What stands below follows gently where an answer takes less room than what stood in its place.
function shrink(node, from) {
  const to = node.offsetHeight;
  if (to < from && !CALM.matches) node.animate({ minHeight: [`${from}px`, `${to}px`] }, { duration: 250, easing: "ease" });
}

function newTurn(number) {
  const section = document.createElement("section");
  section.className = "turn";
  section.dataset.turn = number;
  section.innerHTML = TURN;
  turns.append(section);
  element.classList.add("begun"); // the welcome goes before the page is scrolled to what stood below it
  return section;
}

// --- the answer and its sources -----------------------------------------------------------------------

function scrollTo(node, block) {
  node.scrollIntoView({ block, behavior: CALM.matches ? "auto" : "smooth" });
}

function activate(section) {
  if (section.classList.contains("active")) return;
  for (const other of turns.children) other.classList.toggle("active", other === section);
  putArticleAway();
}

// What stands for a citation: its marks in the answer, its card, and its sentence in the open article.
function ofNumber(section, number) {
  const shown = findAll(`.reference[data-number="${number}"], .card[data-number="${number}"]`, section);
  const open = section.classList.contains("active") && reader.open;
  return open ? [...shown, ...sentencesOf(number)] : shown;
}

function sentencesOf(number) {
  return findAll("mark.cited", article).filter((mark) => numbersOf(mark).includes(String(number)));
}

function light(event, on) {
  const node = event.target.closest?.(".reference[data-number], .card[data-number], .reader mark.cited");
  if (!node) return;
  const section = node.closest(".turn") ?? find(".turn.active");
  for (const number of numbersOf(node)) {
    for (const partner of ofNumber(section, number)) partner.classList.toggle("lit", on);
  }
}

function choose(section, number) {
  for (const other of findAll(".chosen", turns)) other.classList.remove("chosen");
  for (const partner of ofNumber(section, number)) partner.classList.add("chosen");
}

function toSource(reference) {
  const section = reference.closest(".turn");
  activate(section);
  choose(section, reference.dataset.number);
  // Where the article of this source is open beside the answer, the mark leads to its place there.
  const at = reader.open ? places.findIndex((mark) => numbersOf(mark).includes(reference.dataset.number)) : -1;
  if (at >= 0) {
    toPlace(at);
    return;
  }
  putArticleAway();
  const card = find(`.card[data-number="${reference.dataset.number}"]`, section);
  if (!card) return;
  card.focus({ preventScroll: true });
  scrollTo(card, NARROW.matches ? "center" : "nearest");
}

function toMark(number) {
  const section = number.closest(".turn");
  choose(section, number.dataset.number);
  const reference = find(`.reference[data-number="${number.dataset.number}"]`, section);
  if (!reference) return;
  reference.focus({ preventScroll: true });
  scrollTo(reference, "center");
}

function toSources(button) {
  const section = button.closest(".turn");
  activate(section);
  putArticleAway();
  if (NARROW.matches) scrollTo(find(".panel", section), "start");
}

// --- the whole article --------------------------------------------------------------------------------

async function openArticle(button) {
  const section = button.closest(".turn");
  const wanted = JSON.parse(button.dataset.place);
  const cited = findAll(".card.cited .open-article", section)
    .map((other) => JSON.parse(other.dataset.place))
    .filter((other) => other.article === wanted.article);
  const request = (asked += 1);
  openedFrom = button;
  places = [];
  article.textContent = view.labels.loading;
  reader.lang = section.lang;
  reader.setAttribute("aria-label", button.getAttribute("aria-label"));
  if (!reader.open) NARROW.matches ? reader.showModal() : reader.show();
  find(".close", reader).focus({ preventScroll: true });
  const all = wanted.number === null ? [...cited, wanted] : cited;
  const html = await server
    .read_article({ language: section.lang, places: all, turn: kept.get(section).kept })
    .catch(() => null);
  if (request !== asked) return;
  if (html === null) {
    article.textContent = view.labels.unreadable;
  } else {
    article.innerHTML = html;
  }
  places = firstOfEach(findAll("mark", article), wanted.number === null);
  const at = places.findIndex((mark) => wanted.number === null || numbersOf(mark).includes(String(wanted.number)));
  toPlace(Math.max(at, 0), "auto");
}

const numbersOf = (mark) => (mark.dataset.number ?? "").split(" ").filter(Boolean);

// A sentence can be in several <mark>s (it may run over lines, or overlap another one): stop once at each.
function firstOfEach(marks, uncited) {
  if (uncited) return [marks.find((mark) => !mark.dataset.number) ?? marks[0]].filter(Boolean);
  const seen = new Set();
  return marks.filter((mark) => {
    const fresh = numbersOf(mark).filter((number) => !seen.has(number));
    for (const number of fresh) seen.add(number);
    return fresh.length > 0;
  });
}

function toPlace(index, behavior = CALM.matches ? "auto" : "smooth") {
  place = index;
  const several = places.length > 1;
  for (const name of ["previous", "next"]) find("." + name, reader).hidden = !several;
  // Not `disabled`: a button that is disabled under the focus loses it.
  find(".previous", reader).setAttribute("aria-disabled", place <= 0);
  find(".next", reader).setAttribute("aria-disabled", place >= places.length - 1);
  find(".place", reader).textContent = several
    ? view.labels.place.replace("{place}", place + 1).replace("{count}", places.length)
    : "";
  for (const mark of findAll(".here", article)) mark.classList.remove("here");
  if (!places.length) {
    article.scrollTop = 0;
    return;
  }
  const here = numbersOf(places[place]);
  for (const mark of findAll("mark", article)) {
    const same = mark === places[place] || numbersOf(mark).some((number) => here.includes(number));
    mark.classList.toggle("here", same);
  }
  places[place].scrollIntoView({ block: "center", behavior });
}

function closeReader() {
  reader.close();
  giveFocusBack();
}

// As closeReader, where the focus goes elsewhere.
function putArticleAway() {
  openedFrom = null;
  reader.close();
}

// At once, not in the dialog's own close event: that comes later, when the reader may be typing already.
function giveFocusBack() {
  if (openedFrom?.isConnected) openedFrom.focus({ preventScroll: true });
  openedFrom = null;
}

reader.addEventListener("cancel", giveFocusBack); // Escape, where the article covers everything

// --- what people do -----------------------------------------------------------------------------------

function copyAnswer(button) {
  const put = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", kept.get(button.closest(".turn")).copy);
  };
  // Not navigator.clipboard: that is there on https and on this machine alone.
  document.addEventListener("copy", put, { once: true });
  document.execCommand("copy");
  find(".copied", button.parentElement).textContent = view.labels.copied;
}

const asTurn = (section) => ({ turn: kept.get(section).number, kept: kept.get(section).kept });

function askAgain(button, kind = null) {
  const section = button.closest(".turn");
  trigger("instead", { ...asTurn(section), question: find("h2", section).textContent, kind });
}

function editQuestion(button) {
  const section = button.closest(".turn");
  const heading = find("h2", section);
  if (find(".editing", section)) return;
  const form = document.createElement("form");
  form.className = "editing";
  form.innerHTML = `
    <textarea rows="2" data-label="edit"></textarea>
    <p class="later"></p>
    <button class="send" data-text="send"></button> <button type="button" class="cancel" data-text="cancel"></button>`;
  const field = find("textarea", form);
  field.value = heading.textContent;
  find(".later", form).textContent = section === turns.lastElementChild ? "" : view.labels.later;
  const cancel = () => {
    form.remove();
    heading.hidden = false;
    find(".edit", section)?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("instead", { ...asTurn(section), question: field.value, kind: null });
  });
  find(".cancel", form).addEventListener("click", cancel);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      cancel();
    }
  });
  heading.hidden = true;
  heading.before(form);
  label(view.labels);
  field.focus();
  scrollTo(form, "nearest");
}

function switchLanguage(button) {
  localStorage.setItem("tweespraak-language", button.lang); // kept for the next visit
  trigger("language");
}

onClick({
  ".turn .reference[data-number]": toSource,
  ".turn .card .number": toMark,
  ".turn .open-article": openArticle,
  ".turn .show-sources": toSources,
  ".turn .copy": copyAnswer,
  ".reader .close": closeReader,
  ".reader .previous": () => toPlace(Math.max(place - 1, 0)),
  ".reader .next": () => toPlace(Math.min(place + 1, places.length - 1)),
  ".welcome .example": (button) => trigger("example", { question: button.dataset.question }),
  ".head .anew": () => trigger("anew"),
  ".turn .ask-again": (button) => askAgain(button),
  ".turn .ask-as": (button) => askAgain(button, button.dataset.kind),
  ".turn .edit": editQuestion,
  ".turn .bring-back": (button) => trigger("bring_back", asTurn(button.closest(".turn"))),
  ".head .language": switchLanguage,
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (reader.open) closeReader();
  else hush();
});

// Whoever has typed a date, or has cleared the filters, goes on with the question.
document.addEventListener("reset", focusQuestion);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("#filters input")) return;
  event.preventDefault(); // it would send the question
  focusQuestion();
});

// The explanation of a sign of support can be put away without moving off the sign.
function hush() {
  for (const sign of findAll(".support:is(:hover, :focus)")) sign.classList.add("hushed");
}
for (const leaving of ["mouseout", "focusout"]) {
  element.addEventListener(leaving, (event) => event.target.classList?.remove("hushed"));
}
for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  element.addEventListener(begin, (event) => light(event, true));
  element.addEventListener(end, (event) => light(event, false));
}

watch("value", () => props.value && show(props.value));
if (props.value) show(props.value);
