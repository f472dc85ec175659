"""Takes the picture of README.md: asks a running chat a question and shoots the answer with its sources.

make chat                                              # in another terminal
.venv/bin/python docs/measure/screenshot.py ADDRESS QUESTION PICTURE [--width 1280] [--dark]
"""

import argparse

from playwright.sync_api import sync_playwright


def main() -> None:
    """Ask, wait for the answer, click its first mark, and shoot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("question")
    parser.add_argument("picture")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--program", default="/usr/bin/chromium")
    args = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=args.program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(
            viewport={"width": args.width, "height": args.height},
            color_scheme="dark" if args.dark else "light",
            reduced_motion="reduce",
        )
        page.goto(args.address)
        page.get_by_role("textbox").fill(args.question)
        page.get_by_role("textbox").press("Enter")
        page.locator('.turn[data-phase="answered"]').wait_for(timeout=180_000)
        mark = page.locator(".reference").first
        if mark.count():
            mark.click()
        page.screenshot(path=args.picture)
        browser.close()


if __name__ == "__main__":
    main()
