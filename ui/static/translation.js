// Translations of sources. Gradio runs this once with `element` and `server`; the buttons and the empty places
// are drawn in ui/html/translation_place.py. What the server returns is HTML that it escaped.

const jobs = new Map(); // the job that a button runs, by the button
let count = 0;

const labelsOf = (button) => JSON.parse(button.dataset.labels);
const placeOf = (button) => button.closest(".body").querySelector(".translation");

function label(button, name) {
  button.textContent = labelsOf(button)[name];
}

function show(button, isShown) {
  placeOf(button).hidden = !isShown;
  button.setAttribute("aria-expanded", isShown);
  label(button, isShown ? "hide" : "show");
}

// The cited sentences first, then those beside them; each has its own turn among the questions.
async function translate(button) {
  const place = placeOf(button);
  const spans = [...place.querySelectorAll(".lit"), ...place.querySelectorAll(".beside")];
  const todo = spans.filter((span) => !span.dataset.done);
  if (!todo.length) {
    show(button, place.hidden);
    return;
  }
  const job = `${Date.now()}-${(count += 1)}`;
  jobs.set(button, job);
  show(button, true);
  label(button, "stop");
  const busy = place.querySelector(".busy");
  busy.textContent = labelsOf(button).busy;
  for (const span of todo) {
    const sentence = span.dataset.sentence;
    const answer = await server.translate_sentence({ sentence, to: button.dataset.to, job }).catch(() => null);
    if (jobs.get(button) !== job) return;
    if (!button.isConnected) { // the reader has gone on to another conversation
      jobs.delete(button);
      return;
    }
    if (answer === null) break;
    span.innerHTML = answer.text;
    span.dataset.done = "yes";
    if (answer.why) place.querySelector(".why").innerHTML = answer.why; // once, of however many sentences
    if (answer.unknown) place.querySelector(".unknown").innerHTML += ` ${answer.unknown}`;
  }
  jobs.delete(button);
  busy.textContent = "";
  show(button, true);
}

function stop(button) {
  const job = jobs.get(button);
  jobs.delete(button);
  placeOf(button).querySelector(".busy").textContent = "";
  placeOf(button).hidden = !placeOf(button).querySelector("[data-done]");
  button.setAttribute("aria-expanded", !placeOf(button).hidden);
  label(button, "translate");
  server.stop_translation({ job }).catch(() => null);
}

tweespraak(document).onClick({ "#page .translate": (button) => (jobs.has(button) ? stop : translate)(button) });
