// The controls under the question. Gradio runs this once with `element`, `props` and `watch`; `props.value` is
// what ui/html/filter_bar.py draws and reads: the HTML of the controls, and what stands in each.

const FIELDS = ["language", "from", "to"];
const field = (name) => element.querySelector(`[name="${name}"]`);
const clear = () => element.querySelector(".clear");
let drawn = null;

function show() {
  const value = props.value;
  if (!value || value.html === drawn) return;
  drawn = value.html;
  element.querySelector(".filters").innerHTML = value.html;
  for (const name of FIELDS) field(name).value = value[name];
  offerClear();
}

function take() {
  const chosen = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
  props.value = { html: drawn, ...chosen };
  offerClear();
}

function offerClear() {
  clear().hidden = FIELDS.every((name) => field(name).value === "");
}

element.addEventListener("input", take);
element.addEventListener("click", (event) => {
  if (!event.target.closest(".clear")) return;
  for (const name of FIELDS) field(name).value = "";
  take();
  document.querySelector("#question textarea").focus();
});
// Whoever has typed a date goes on with the question.
element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  document.querySelector("#question textarea").focus();
});

watch("value", show);
show();
