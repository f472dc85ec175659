# A verbatim copy, below this header, of the scorer that comes with the question sets: the independent
# reference that rag/evaluating/scores.py is held against, figure by figure. It stays as it was received, so ruff and
# mypy pass it over (pyproject.toml).
#!/usr/bin/env python3
"""Score a results file against a question set. Standard library only.

    python3 score.py QUESTION_SET_DIR results.jsonl [--json]

QUESTION_SET_DIR holds articles.jsonl and questions.jsonl; README.md beside this
file gives both formats and the format of results.jsonl. The scorer trusts nothing
in the results but offsets, texts and flags: it looks every quote up in the articles.
"""
import argparse
import json
import re
import statistics
import sys
import unicodedata
from pathlib import Path

DIRECTIONS = ("en>en", "nl>nl", "nl>en", "en>nl")  # language of the question > of its article
STOP = {
    "nl": set("de het een en van in op te dat die is was zijn met voor niet aan er om als bij ook naar uit door over worden werd heeft hebben of maar dit deze hij zij ze ik je we wordt geen nog dan".split()),
    "en": set("the a an and of in on to that which is was are were with for not at there as by also from out through over be been has have or but this these he she they i you we it its no than his her".split()),
}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def norm(text):
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"\s+", " ", re.sub(r"[^\w ]", " ", text)).strip()


def contains(text, answers):
    padded = f" {norm(text)} "
    return any(norm(a) and f" {norm(a)} " in padded for a in answers)


def language_of(text):
    """nl, en, or None where the text is too short to tell, by function words."""
    unquoted = re.sub(r"“[^”]*”|«[^»]*»|\"[^\"]*\"", " ", text.lower())  # an apostrophe ends no quotation
    words = re.findall(r"[a-zà-ÿ]+", unquoted)
    nl, en = (sum(w in STOP[x] for w in words) for x in ("nl", "en"))
    return None if len(words) < 4 or nl == en else ("nl" if nl > en else "en")


def gold_ranges(question, articles):
    """(article, start, end, spans) of every gold paragraph, offsets in the article's text."""
    out = []
    for e in question["evidence"]:
        text = articles[e["article"]]["text"]
        start = text.find(e["paragraph"])
        if start >= 0:
            out.append((e["article"], start, start + len(e["paragraph"]), e["spans"]))
    return out


def covers(piece, gold):
    """True where a passage {article,start,end} overlaps a gold paragraph by half of the shorter one."""
    article, start, end, _ = gold
    if piece["article"] != article:
        return False
    overlap = min(piece["end"], end) - max(piece["start"], start)
    return overlap >= 0.5 * min(piece["end"] - piece["start"], end - start) > 0


def faithful(piece, articles, key):
    article = articles.get(piece["article"])
    return article is not None and article["text"][piece["start"]:piece["end"]] == piece[key]


def mean(values):
    values = list(values)
    return round(statistics.fmean(values), 3) if values else None


def score(questions, articles, results):
    by_id = {r["id"]: r for r in results}
    missing = [q["id"] for q in questions if q["id"] not in by_id]
    asked = [(q, by_id[q["id"]]) for q in questions if q["id"] in by_id]
    report = {"questions": len(questions), "answered_by_run": len(asked), "missing": len(missing)}
    direction = {}
    for q, r in asked:
        if not q["answerable"]:
            continue
        gold = gold_ranges(q, articles)
        if not gold:
            continue
        key = f"{q['language']}>{articles[q['evidence'][0]['article']]['language']}"
        rank = next((i for i, p in enumerate(r["passages"]) if any(covers(p, g) for g in gold)), 10**6)
        direction.setdefault(key, []).append((q, r, gold, rank))
    for d in DIRECTIONS:
        got = direction.get(d, [])
        line = {"n": len(got)}
        for k in (1, 3, 5, 10):
            line[f"hit@{k}"] = mean(rank < k for *_, rank in got)
        spoken = [(q, r, g) for q, r, g, _ in got if "answer" in r]
        if spoken:
            said = [(q, r, g) for q, r, g in spoken if not r["abstained"]]
            line["false_refusal"] = mean(r["abstained"] for _, r, _ in spoken)
            line["answer_correct"] = mean((not r["abstained"]) and contains(r["answer"], q["answers"]) for q, r, _ in spoken)
            line["answer_or_quote_has_it"] = mean(
                (not r["abstained"]) and (contains(r["answer"], q["answers"]) or any(
                    contains(c["quote"], q["answers"] + [s for x in g for s in x[3]]) for c in r["citations"]))
                for q, r, g in spoken)
            line["citation_recall"] = mean(any(any(covers(c, x) for x in g) for c in r["citations"]) for _, r, g in said)
            cites = [any(covers(c, x) for x in g) for _, r, g in said for c in r["citations"]]
            line["citation_precision"] = mean(cites)
        report[d] = line
    spoken = [(q, r) for q, r in asked if "answer" in r]
    if spoken:
        no = [(q, r) for q, r in spoken if not q["answerable"]]
        report["refuses_unanswerable"] = mean(r["abstained"] for _, r in no)
        report["false_refusal"] = mean(r["abstained"] for q, r in spoken if q["answerable"])
        told = [language_of(r["answer"]) == q["language"] for q, r in spoken
                if not r["abstained"] and language_of(r["answer"])]
        report["right_language"] = mean(told)
        report["uncited_answers"] = mean(not r["citations"] for _, r in spoken if not r["abstained"])
        lengths = [len(c["quote"].split()) for _, r in spoken for c in r["citations"]]
        report["quote_words_median"] = statistics.median(lengths) if lengths else None
        report["quotes_not_in_article"] = sum(not faithful(c, articles, "quote") for _, r in spoken for c in r["citations"])
    report["passages_not_in_article"] = sum(not faithful(p, articles, "text") for _, r in asked for p in r["passages"])
    for stage in ("retrieve", "first_token", "total"):
        times = sorted(r["seconds"][stage] for _, r in asked if r.get("seconds", {}).get(stage) is not None)
        if times:
            report[f"seconds_{stage}_p50_p95"] = [round(times[len(times) // 2], 3), round(times[int(len(times) * 0.95)], 3)]
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("question_set", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    articles = {a["id"]: a for a in rows(args.question_set / "articles.jsonl")}
    report = score(rows(args.question_set / "questions.jsonl"), articles, rows(args.results))
    if args.json:
        json.dump(report, sys.stdout, indent=1)
        print()
        return
    for key, value in report.items():
        print(f"{key:26} {value}")


if __name__ == "__main__":
    main()
