"""Measures questions that need more than one sentence: which kind they are taken for, and what is answered.

    .venv/bin/python docs/measure/question_kinds.py golden GOLDEN --data-dir D --out REPLIES [--resume]

``golden`` asks the assistant a golden set (tests/questions/golden_*.jsonl) about the index in D, keeps what
it says in REPLIES and scores it: with all questions in REPLIES nothing is asked, so that it scores again.
Only ``facts`` in the answer's own text count towards the first share; those that also stand in what it cites,
towards the second.
"""

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from golden_replies import (
    GoldenQuestion,
    Reply,
    ask,
    facts_told,
    in_wrong_language,
    keep_reply,
    read_golden,
    read_replies,
    tells,
)

from index.article import LANGUAGES
from ui.commands.compose import open_assistant
from ui.commands.compose_index import open_index
from ui.settings import load_settings

QUOTED = "(quoted)"
Scored = Sequence[tuple[GoldenQuestion, Reply]]


def main() -> None:
    """Run the command that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    golden = commands.add_parser("golden")
    golden.add_argument("golden", type=Path)
    golden.add_argument("--data-dir", type=Path, required=True)
    golden.add_argument("--out", type=Path, required=True)
    golden.add_argument("--model", help="as tweespraak ask takes it")
    golden.add_argument("--only", help="ask and score those of this kind")
    golden.add_argument("--resume", action="store_true", help="go on in REPLIES")
    args = parser.parse_args()
    if args.out.exists() and not args.resume:
        parser.error(f"{args.out} is there: --resume goes on in it")
    questions = [each for each in read_golden(args.golden) if args.only in {None, each.kind}]
    ask_all(questions, args.out, args.data_dir, args.model)
    replies = read_replies(args.out)
    report([(each, replies[each.id]) for each in questions])


def ask_all(questions: Sequence[GoldenQuestion], out: Path, data_dir: Path, model: str | None) -> None:
    """Ask the questions that ``out`` has no reply to, and add each reply to it."""
    done = read_replies(out)
    todo = [each for each in questions if each.id not in done]
    if not todo:
        return
    settings = load_settings(data_dir=data_dir, model=model)
    with (
        open_index(settings, progress=_silent) as index,
        open_assistant(settings, index, progress=_silent) as assistant,
    ):
        for question in todo:
            keep_reply(out, ask(assistant, question, index.store.article))


def report(scored: Scored) -> None:
    """Print the scores: a line for each kind and language, the totals, then what is wrong."""
    groups: dict[str, list[tuple[GoldenQuestion, Reply]]] = defaultdict(list)
    for question, reply in scored:
        groups[question.kind].append((question, reply))
    for language in LANGUAGES:
        groups[language] = [pair for pair in scored if pair[0].language == language]
    groups["all"] = list(scored)
    print(f"{'':12}    n  facts  +quotes  verdicts  lines  quoted  refused wrongly/missed   first    all s")
    for name, pairs in groups.items():
        print(f"{name:12} {line(pairs)}")
    wrong = {each.id: remarks(each, reply) for each, reply in scored}
    for name, found in wrong.items():
        for remark in found:
            print(f"{name}: {remark}")
    shown = [words for question, reply in scored for words in must_not(question, reply)]
    strange = sum(len(in_wrong_language(each, reply)) for each, reply in scored)
    loose = sum(len(reply.mismatches) for _, reply in scored)
    print(f"must not be shown: {len(shown)}, {sum(each.endswith(QUOTED) for each in shown)} of them quoted")
    print(f"lines in the wrong language: {strange}; without their source: {loose}")


def line(scored: Scored) -> str:
    """Return the figures of some questions, in the columns that ``report`` heads."""
    facts = [len(question.facts) for question, _ in scored]
    own = [facts_told(question.facts, reply.text) for question, reply in scored]
    cited = [facts_told(question.facts, everything(reply)) for question, reply in scored]
    asked = [pair for pair in scored if pair[0].verdict]
    right = sum(question.verdict == reply.verdict for question, reply in asked)
    lines = sum(len(reply.lines) for _, reply in scored)
    quoted = sum(len(reply.quoted) for _, reply in scored)
    wrongly = sum(reply.abstained and not question.wants_nothing for question, reply in scored)
    missed = sum(question.refuse and not reply.abstained for question, reply in scored)
    first = median([reply.seconds_to_first_line for _, reply in scored] or [0.0])
    total = median([reply.seconds_total for _, reply in scored] or [0.0])
    verdicts = f"{right} of {len(asked)}"
    return (
        f"{len(scored):4} {_share(sum(own), sum(facts))} {_share(sum(cited), sum(facts)):>8} {verdicts:>9} "
        f"{lines:6} {quoted:7} {wrongly:15} {missed:6} {first:7.1f} {total:8.1f}"
    )


def everything(reply: Reply) -> str:
    """Return what an answer says and what it cites, a line each."""
    return "\n".join((reply.text, *reply.quotes))


def remarks(question: GoldenQuestion, reply: Reply) -> list[str]:
    """Return what is wrong with a reply, a sentence each."""
    found = [f"must not be shown: {each}" for each in must_not(question, reply)]
    found += [f"wrong language: {each}" for each in in_wrong_language(question, reply)]
    found += reply.mismatches
    if question.verdict not in {None, reply.verdict}:
        found.append(f"says {reply.verdict}, is {question.verdict}: {reply.text}")
    if reply.abstained and not question.wants_nothing:
        found.append("refused wrongly")
    if question.refuse and not reply.abstained:
        found.append(f"should be refused: {reply.text}")
    missing = [fact[0] for fact in question.facts if not facts_told([fact], everything(reply))]
    if missing and not reply.abstained:
        found.append(f"lacks {', '.join(missing)}")
    return found


def must_not(question: GoldenQuestion, reply: Reply) -> list[str]:
    """Return the words shown that would be wrong, ``(quoted)`` behind those that only a quotation has."""
    shown = [words for words in question.must_not if tells(reply.text, words)]
    quoted = [words for words in shown if any(tells(each, words) for each in reply.quoted)]
    own = [words for words in shown if any(tells(each, words) for each in reply.lines)]
    return [f"{words} {QUOTED}" if words in quoted and words not in own else words for words in shown]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:5.0%}" if whole else "    -"


def _silent(label: str, done: int, total: int) -> None:
    """Show no progress."""


if __name__ == "__main__":
    main()
