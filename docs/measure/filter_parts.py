"""Compares the filters under the question with Gradio's own parts: time, requests, bytes, height, names, axe.

PYTHONPATH=tests .venv/bin/python docs/measure/filter_parts.py [--runs 5] [--program /usr/bin/chromium]

Each page has a question box, two buttons, and one kind of filters; a time runs from the beginning of the
navigation until the last filter is there. Kinds: ``ours`` as ui/html/filter_bar.py draws them, ``gradio``
with Dropdown and Textbox, ``date`` with DateTime, ``state`` as ours and a BrowserState.
"""

import argparse
import statistics
from pathlib import Path

from ui.html.filter_bar import filter_controls
from ui.texts.by_language import DUTCH

# Behind ours, which switch off what libraries report.
# isort: split
import gradio as gr
from playwright.sync_api import Browser, sync_playwright

AXE = Path(__file__).parents[2] / "tests" / "axe.min.js"
KINDS = ("ours", "gradio", "date", "state")
PORT = 7863
LANGUAGES = [("beide talen", ""), ("Nederlands", "nl"), ("Engels", "en")]
LOADED = """(() => {
  const loaded = performance.getEntriesByType("resource");
  const bytes = loaded.reduce((sum, each) => sum + each.decodedBodySize, 0);
  return [loaded.length, Math.round(bytes / 1024)];
})()"""
FAULTS = "axe.run('#filters').then((found) => found.violations.map((each) => `${each.id} (${each.impact})`))"


def main() -> None:
    """Serve a page of each kind, load each in turn, and print a line of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--program", default="/usr/bin/chromium")
    args = parser.parse_args()
    addresses = {kind: served(kind, PORT + place) for place, kind in enumerate(KINDS)}
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=args.program, args=["--no-sandbox"])
        for run in range(args.runs + 1):  # the first warms up
            for kind, address in addresses.items():
                took, seen = loaded(browser, address)
                times[kind] += [took] if run else []
                if run == args.runs:
                    print(f"{kind}: {statistics.median(times[kind]):.0f} ms, {seen}")
        browser.close()


def served(kind: str, port: int) -> str:
    """Serve a page with one kind of filters, and return its address."""
    with gr.Blocks(analytics_enabled=False) as blocks, gr.Column():
        gr.HTML("<p>The page needs this part anyway.</p>")
        box = gr.Textbox(label=DUTCH.question_label)
        gr.Button(DUTCH.send)
        gr.Button(DUTCH.stop, visible=False)
        if kind in {"gradio", "date"}:
            _of_gradio(kind)
        else:
            gr.HTML(filter_controls(DUTCH), elem_id="filters", apply_default_css=False)
        if kind == "state":
            kept = gr.BrowserState("nl", storage_key="language", secret="any")
            blocks.load(str, inputs=kept, outputs=box)
    fonts = ("system-ui", "sans-serif")
    _, address, _ = blocks.launch(
        server_port=port,
        prevent_thread_lock=True,
        quiet=True,
        footer_links=[],
        theme=gr.themes.Base(font=fonts, font_mono=fonts),
    )
    return str(address)


def _of_gradio(kind: str) -> None:
    with gr.Row(elem_id="filters"):
        gr.Dropdown(LANGUAGES, value="", label=DUTCH.filter_language, filterable=False)
        for label in (DUTCH.filter_from, DUTCH.filter_to):
            if kind == "date":
                gr.DateTime(label=label, include_time=False)
            else:
                gr.Textbox(label=label, placeholder="2023", max_length=40)
        gr.Button(DUTCH.filter_clear)


def loaded(browser: Browser, address: str) -> tuple[float, str]:
    """Load a page in a new profile; return the milliseconds it took and what is seen of it."""
    context = browser.new_context(locale="nl-NL", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(address)
    filters = page.locator("#filters")
    filters.locator("button").last.wait_for()
    took = float(page.evaluate("performance.now()"))
    page.wait_for_load_state("networkidle")
    requests, kilobytes = page.evaluate(LOADED)
    page.evaluate(AXE.read_text("utf-8"))
    faults = page.evaluate(FAULTS)
    height = filters.evaluate("node => node.getBoundingClientRect().height")
    context.close()
    return took, f"{requests} requests, {kilobytes} kB, {height:.0f} pixels high, axe: {faults}"


if __name__ == "__main__":
    main()
