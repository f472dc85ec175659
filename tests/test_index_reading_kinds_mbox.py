"""The four kinds of mailboxes: where a message ends, and which ``>`` is not of its text."""

import pytest

from index.reading.draft import ArticleDraft
from index.reading.kinds.mbox import read_mailbox

LINE = "From MAILER Thu Mar 14 06:30:00 2024\n"
BODY = "The council has approved plans.\n\nFrom Monday the slipway is closed.\n\n>From the left. >>From\n"


def head(number: int, length: int | None = None) -> str:
    more = "" if length is None else f"Content-Length: {length}\n"
    return f"From: A <a@x.example>\nSubject: Message {number}\nMessage-ID: <{number}>\n{more}\n"


def bodies(box: str) -> list[str]:
    """Return the text below the title of each message, and see that each has its own key."""
    drafts = list(read_mailbox(box.encode()))
    found = [each for each in drafts if isinstance(each, ArticleDraft)]
    assert [each.key for each in drafts] == [str(number) for number in range(1, len(drafts) + 1)]
    assert [each.title for each in found] == [f"Message {each.key}" for each in drafts]
    return [each.text.partition("\n\n")[2] for each in found]


def quoted(body: str) -> str:
    """Return a body as mboxrd has it."""
    lines = body.split("\n")
    return "\n".join(f">{line}" if line.lstrip(">").startswith("From ") else line for line in lines)


@pytest.mark.parametrize("has_length", [False, True], ids=["mboxrd", "mboxcl"])
@pytest.mark.parametrize("ends", ["\n", ""], ids=["blank line", "no blank line"])
def test_a_quoted_line_is_text(has_length: bool, ends: str) -> None:
    body = quoted(BODY)
    length = len(body) if has_length else None
    box = "".join(f"{LINE}{head(number, length)}{body}{ends}" for number in (1, 2))
    assert bodies(box) == [BODY.strip()] * 2


def test_mboxcl2_quotes_nothing_and_its_length_alone_tells() -> None:
    # A mailbox within a message: no line of it says that it is text.
    inner = f"See below.\n\n{LINE}{head(7)}Within.\n\n>From here\n"
    box = "".join(f"{LINE}{head(number, len(body))}{body}\n" for number, body in ((1, inner), (2, BODY)))
    assert bodies(box) == [inner.strip(), BODY.strip()]


@pytest.mark.parametrize("length", [5, 40, 10_000, 9_999_999_999])
def test_a_length_that_is_wrong_is_passed_over(length: int) -> None:
    box = "".join(f"{LINE}{head(number, length)}Body {number}.\n\n" for number in (1, 2))
    assert bodies(box) == ["Body 1.", "Body 2."]


def test_a_line_that_nobody_quoted_is_text_where_it_does_not_look_like_one_between_messages() -> None:
    body = (
        "From Monday the slipway will be closed.\n\nFrom here: to there.\n\n"
        "From Thu Mar 14 06:30:00 2024 on, the bridge is open.\n\nFrom a to b\n\nTo: c"
    )
    box = "".join(f"{LINE}{head(number)}{body}\n\n" for number in (1, 2))
    assert bodies(box) == [body] * 2


@pytest.mark.parametrize(
    "line",
    [
        "From - Thu Mar 14 06:30:00 2024",
        "From a@x.example Thu Mar  4 06:30:00 2024",
        "From a@x.example  Thu, 14 Mar 2024 06:30:00 +0000",
        "From 1793@xxx Thu Mar 14 06:30:00 +0000 2024",
        "From a@x.example Thu Mar 14 06:30 CET 2024",
        "From a@x.example Thu Mar 14 06:30:00 2024 remote from x",
        "From ???@??? Thu Mar 14 06:30:00 2024",
        "From a@x.example 2024-03-14 06:30:00",  # told by the field below it
    ],
)
def test_lines_between_messages_as_programs_write_them(line: str) -> None:
    box = "".join(f"{line}\n{head(number)}Body {number}.\n\n" for number in (1, 2))
    assert bodies(box) == ["Body 1.", "Body 2."]
    assert bodies(box.replace("\n", "\r\n")) == ["Body 1.", "Body 2."]
