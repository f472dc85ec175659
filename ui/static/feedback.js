// The thumbs on answers and sources. Gradio runs this once with `server`; the chat draws the buttons
// (ui/html/feedback_buttons.py), wherever and as often as it likes, and this shows which are pressed.

const page = document.querySelector("#page") ?? document.body;
const { find, findAll, onClick, closing } = tweespraak(page);
const NONE = { verdict: "", reason: "", note: "" };
const kept = new Map(); // by "turn/citation": what the reader thinks, as the server keeps it
const given = new Map(); // the same, with what is on its way
const sending = new Map(); // by the same: the last thought on its way; the server would take two in either order
const asked = new Set(); // the turns that the server was asked about
const keyOf = (node) => `${node.dataset.turn}/${node.dataset.citation}`;

// --- drawing ------------------------------------------------------------------------------------------

function paint(node) {
  const { verdict, reason, note } = given.get(keyOf(node)) ?? NONE;
  for (const thumb of findAll(".thumb", node)) {
    thumb.setAttribute("aria-pressed", thumb.dataset.verdict === verdict);
  }
  const why = find(".why", node);
  const chosen = reason && find(`[data-reason="${reason}"]`, node);
  why.textContent = chosen ? chosen.textContent : why.dataset.why;
  why.title = why.textContent;
  node.classList.toggle("down", verdict === "down");
  for (const choice of findAll(".reason-choice", node)) {
    choice.setAttribute("aria-pressed", choice === chosen);
  }
  const field = find("textarea", node);
  if (document.activeElement !== field) field.value = note;
}

function paintAll() {
  for (const node of findAll(".feedback")) paint(node);
}

function learn(answer) {
  for (const each of answer.given) {
    const key = `${each.turn}/${each.citation}`;
    kept.set(key, each);
    if (!sending.has(key)) given.set(key, each);
  }
}

async function look() {
  const fresh = findAll(".feedback:not([data-painted])");
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
  find('[role="status"]', node).textContent = "";
  const answered = (sending.get(key) ?? Promise.resolve()).then(() => send(node.dataset, thought));
  sending.set(key, answered);
  const answer = await answered;
  if (answer && !thought.verdict) kept.delete(key);
  if (answer) learn(answer);
  if (sending.get(key) !== answered) return; // the reader has thought on
  sending.delete(key);
  given.set(key, kept.get(key) ?? NONE);
  paint(node);
  find('[role="status"]', node).textContent = answer?.said ?? "";
}

function send({ turn, citation, language }, thought) {
  return server
    .feedback({ turn: Number(turn), citation: Number(citation), language, ...thought })
    .catch(() => null);
}

function press(thumb) {
  const node = thumb.closest(".feedback");
  const isPressed = thumb.getAttribute("aria-pressed") === "true";
  think(node, isPressed ? NONE : { ...NONE, verdict: thumb.dataset.verdict });
  find(".doubt", node).open = !isPressed && thumb.dataset.verdict === "down";
}

function choose(choice) {
  const node = choice.closest(".feedback");
  think(node, { verdict: "down", reason: choice.dataset.reason, note: find("textarea", node).value });
  // Whoever means something else says what.
  if (choice.dataset.reason === "other" && !find("textarea", node).value) find("textarea", node).focus();
  else done(node);
}

function keep(button) {
  const node = button.closest(".feedback");
  const { reason } = given.get(keyOf(node)) ?? NONE;
  think(node, { verdict: "down", reason, note: find("textarea", node).value });
  done(node);
}

function done(node) {
  find(".why", node).focus();
  find(".doubt", node).open = false;
}

onClick({ ".feedback .thumb": press, ".feedback .reason-choice": choose, ".feedback .keep": keep });
closing(page, ".doubt[open]");
const unfolded = ({ target }) => {
  if (!target.matches(".doubt[open]")) return;
  find(".reason-choice", target).focus({ preventScroll: true });
  find(".reasons", target).scrollIntoView({ block: "nearest" });
};
page.addEventListener("toggle", unfolded, { capture: true }); // it does not bubble
