"""Measures questions that need more than one sentence: which kind they are taken for, and what is answered.

    .venv/bin/python docs/measure/question_kinds.py kinds FILE …
    .venv/bin/python docs/measure/question_kinds.py golden GOLDEN --data-dir D --out REPLIES [--resume]

``kinds`` prints for each file of questions with their kinds (tests/questions/kinds*.jsonl) how many are told
right, in all and by language, which kinds are taken for which, and the questions that are told wrong.

``golden`` asks the assistant a golden set (tests/questions/golden_*.jsonl) about the index in D, keeps what
it says in REPLIES and scores it: with all questions in REPLIES nothing is asked, so that it scores again.
Only ``facts`` in the answer's own text count towards the first share; those that also stand in what it cites,
towards the second.
"""

import argparse
import json
from collections import Counter, defaultdict
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

from index.article import LANGUAGES, Language
from rag.answer import QuestionKind
from rag.finding.question_kind import question_kind
from ui.commands.compose import open_assistant
from ui.commands.compose_index import open_index
from ui.settings import load_settings

QUOTED = "(quoted)"
KindOfQuestion = tuple[str, Language, QuestionKind]
Scored = Sequence[tuple[GoldenQuestion, Reply]]


def main() -> None:
    """Run the command that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(required=True, dest="command")
    kinds = commands.add_parser("kinds")
    kinds.add_argument("files", type=Path, nargs="+")
    golden = commands.add_parser("golden")
    golden.add_argument("golden", type=Path)
    golden.add_argument("--data-dir", type=Path, required=True)
    golden.add_argument("--out", type=Path, required=True)
    golden.add_argument("--model", help="as tweespraak ask takes it")
    golden.add_argument("--only", help="ask and score those of this kind")
    golden.add_argument("--resume", action="store_true", help="go on in REPLIES")
    args = parser.parse_args()
    if args.command == "kinds":
        for file in args.files:
            print(file)
            print("\n".join(told_kinds(read_kinds(file))))
        return
    if args.out.exists() and not args.resume:
        parser.error(f"{args.out} is there: --resume goes on in it")
    questions = [each for each in read_golden(args.golden) if args.only in {None, each.kind}]
    ask_all(questions, args.out, args.data_dir, args.model)
    replies = read_replies(args.out)
    report([(each, replies[each.id]) for each in questions])


def read_kinds(file: Path) -> tuple[KindOfQuestion, ...]:
    """Return the questions of a file with their language and kind."""
    rows = [json.loads(text) for text in file.read_text("utf-8").splitlines()]
    return tuple((row["question"], row["language"], QuestionKind(row["kind"])) for row in rows)


def told_kinds(questions: Sequence[KindOfQuestion]) -> list[str]:
    """Return lines that say how well the kinds of questions are told by their words."""
    told = [(question, language, kind, question_kind(question)) for question, language, kind in questions]
    table = Counter((kind, found) for _, _, kind, found in told)
    pairs = {"all": [(kind, found) for _, _, kind, found in told]}
    for code in LANGUAGES:
        pairs[code] = [(kind, found) for _, language, kind, found in told if language == code]
    return [
        *(right_of(name, each) for name, each in pairs.items()),
        f"{'is, told as':12}" + "".join(f"{found:>11}" for found in QuestionKind),
        *(
            f"{kind:12}" + "".join(f"{table[kind, found] or '.':>11}" for found in QuestionKind)
            for kind in QuestionKind
        ),
        *(f"{kind} told as {found}: {question}" for question, _, kind, found in told if kind != found),
    ]


def right_of(name: str, pairs: Sequence[tuple[QuestionKind, QuestionKind]]) -> str:
    """Return how many pairs of a kind and what it is told as agree."""
    right = sum(kind == found for kind, found in pairs)
    return f"{name}: {right} of {len(pairs)} ({right / len(pairs):.0%})"


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
    print(
        f"{'':12}    n  kind facts  +quotes  verdicts  lines  quoted  refused wrongly/missed  first   all s"
    )
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
    kinds = sum(question.kind == reply.kind for question, reply in scored)
    return (
        f"{len(scored):4} {kinds:5} {_share(sum(own), sum(facts))} {_share(sum(cited), sum(facts)):>8} "
        f"{verdicts:>9} {lines:6} {quoted:7} {wrongly:15} {missed:6} {first:7.1f} {total:7.1f}"
    )


def everything(reply: Reply) -> str:
    """Return what an answer says and what it cites, a line each."""
    return "\n".join((reply.text, *reply.quotes))


def remarks(question: GoldenQuestion, reply: Reply) -> list[str]:
    """Return what is wrong with a reply, a sentence each."""
    found = [f"must not be shown: {each}" for each in must_not(question, reply)]
    found += [f"wrong language: {each}" for each in in_wrong_language(question, reply)]
    found += reply.mismatches
    if question.kind != reply.kind:
        found.append(f"taken for {reply.kind}, is {question.kind}")
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
