// The thumbs on answers and sources. Gradio runs this once with `server`; the chat draws the buttons
// (ui/html/feedback_buttons.py), wherever and as often as it likes, and this shows which are pressed.

const NONE = { verdict: "", reason: "", note: "" };
const kept = new Map(); // by "turn/citation": what the reader thinks, as the server keeps it
const given = new Map(); // the same, with what is on its way
const sending = new Map(); // by the same: the last thought on its way; the server would take two in either order
const asked = new Set(); // the turns that the server was asked about
const keyOf = (node) => `${node.dataset.turn}/${node.dataset.citation}`;
const find = (node, selector) => node.querySelector(selector);
const page = document.querySelector("#page") ?? document.body;

// --- drawing ------------------------------------------------------------------------------------------

function paint(node) {
  const { verdict, reason, note } = given.get(keyOf(node)) ?? NONE;
  for (const thumb of node.querySelectorAll(".thumb")) {
    thumb.setAttribute("aria-pressed", thumb.dataset.verdict === verdict);
  }
  const why = find(node, ".why");
  const chosen = reason && find(node, `[data-reason="${reason}"]`);
  why.textContent = chosen ? chosen.textContent : why.dataset.why;
  why.title = why.textContent;
  node.classList.toggle("down", verdict === "down");
  for (const choice of node.querySelectorAll(".reason-choice")) {
    choice.setAttribute("aria-pressed", choice === chosen);
  }
  const field = find(node, "textarea");
  if (document.activeElement !== field) field.value = note;
}

function paintAll() {
  for (const node of page.querySelectorAll(".feedback")) paint(node);
}

function learn(answer) {
  for (const each of answer.given) {
    const key = `${each.turn}/${each.citation}`;
    kept.set(key, each);
    if (!sending.has(key)) given.set(key, each);
  }
}

async function look() {
  const fresh = [...page.querySelectorAll(".feedback:not([data-painted])")];
  for (const node of fresh) {
    node.dataset.painted = "";
    paint(node);
  }
  const turns = [...new Set(fresh.map((node) => Number(node.dataset.turn)))].filter((turn) => !asked.has(turn));
  if (!turns.length) return;
  for (const turn of turns) asked.add(turn);
  try {
    learn(await server.feedback({ turns }));
    paintAll();
  } catch {
    for (const turn of turns) asked.delete(turn); // no connection: asked again with the next drawing
  }
}

new MutationObserver(look).observe(page, { childList: true, subtree: true });
look();

// --- what people do -----------------------------------------------------------------------------------

async function think(node, thought) {
  const key = keyOf(node);
  given.set(key, thought);
  paint(node);
  find(node, '[role="status"]').textContent = "";
  const answered = (sending.get(key) ?? Promise.resolve()).then(() => send(node.dataset, thought));
  sending.set(key, answered);
  const answer = await answered;
  if (answer && !thought.verdict) kept.delete(key);
  if (answer) learn(answer);
  if (sending.get(key) !== answered) return; // the reader has thought on
  sending.delete(key);
  given.set(key, kept.get(key) ?? NONE);
  paint(node);
  find(node, '[role="status"]').textContent = answer?.said ?? "";
}

function send({ turn, citation, language }, thought) {
  return server
    .feedback({ turn: Number(turn), citation: Number(citation), language, ...thought })
    .catch(() => null);
}

function press(thumb) {
  const node = thumb.closest(".feedback");
  const isPressed = thumb.getAttribute("aria-pressed") === "true";
  close(node);
  think(node, isPressed ? NONE : { ...NONE, verdict: thumb.dataset.verdict });
  if (!isPressed && thumb.dataset.verdict === "down") open(node);
}

function choose(choice) {
  const node = choice.closest(".feedback");
  think(node, { verdict: "down", reason: choice.dataset.reason, note: find(node, "textarea").value });
  // Whoever means something else says what.
  if (choice.dataset.reason === "other" && !find(node, "textarea").value) find(node, "textarea").focus();
  else done(node);
}

function keep(button) {
  const node = button.closest(".feedback");
  const { reason } = given.get(keyOf(node)) ?? NONE;
  think(node, { verdict: "down", reason, note: find(node, "textarea").value });
  done(node);
}

function open(node) {
  find(node, ".reasons").hidden = false;
  find(node, ".why").setAttribute("aria-expanded", true);
  find(node, ".reason-choice").focus({ preventScroll: true });
  find(node, ".reasons").scrollIntoView({ block: "nearest" });
}

function close(node) {
  find(node, ".reasons").hidden = true;
  find(node, ".why").setAttribute("aria-expanded", false);
}

function done(node) {
  find(node, ".why").focus();
  close(node);
}

const CLICKS = [
  [".feedback .thumb", press],
  [".feedback .why", (button) => (find(button.closest(".feedback"), ".reasons").hidden ? open : close)(button.closest(".feedback"))],
  [".feedback .reason-choice", choose],
  [".feedback .keep", keep],
];
page.addEventListener("click", (event) => {
  for (const [selector, act] of CLICKS) {
    const node = event.target.closest(selector);
    if (node) {
      act(node);
      return;
    }
  }
});
// Before the page's own Escape: the innermost thing that is open closes.
document.addEventListener(
  "keydown",
  (event) => {
    const node = event.target.closest?.(".feedback:has(.reasons:not([hidden]))");
    if (event.key !== "Escape" || !node) return;
    event.stopPropagation();
    event.preventDefault();
    done(node);
  },
  { capture: true },
);
document.addEventListener("pointerdown", (event) => {
  for (const node of page.querySelectorAll(".feedback:has(.reasons:not([hidden]))")) {
    if (!node.contains(event.target)) close(node);
  }
});
page.addEventListener("focusout", (event) => {
  const node = event.target.closest(".feedback");
  if (node && event.relatedTarget && !node.contains(event.relatedTarget)) close(node);
});
