"""``new``: a commented, valid listing file, from answers on a terminal or from flags; or the smallest site that builds."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from alongside import pipeline
from alongside.checking import Shared, check, where
from alongside.cli.terminal import CONTENT, OK, say, show, shown, tell
from alongside.config import SiteConfig
from alongside.drafts import Question, commented, new_site, questions
from alongside.errors import Problem, SiteError
from alongside.reading import Source, parse
from alongside.schema import BY_AREA, SINGULAR
from alongside.text import slug

# After as many wrong answers to one question a person wants to look at the file instead.
MOST_TRIES = 3


def start_site(folder: str | None) -> int:
    """Writes the smallest site that builds into a new or empty folder."""
    if not folder:
        raise SiteError("Name the folder: python build.py new site DIR", 2)
    path = Path(folder)
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise SiteError(f"{shown(path)} is there already. Name a new folder.", 2)
    for name, text in new_site(title="My directory", timezone="America/Denver").items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text, "utf-8")
    say(f"Made {shown(path)}. See it: python build.py serve --site {shown(path)}")
    say("Its title, time zone and areas are in site_config.yaml and content/areas.yaml.")
    return OK


def start_listing(options: pipeline.Options, arguments: argparse.Namespace) -> int:
    """Writes one listing file, checked before it is written."""
    kind = SINGULAR.get(arguments.kind, arguments.kind)
    config, shared = pipeline.load_shared(options)
    asked = questions(kind)
    answers = _given(arguments)
    terminal = sys.stdin.isatty()
    if terminal:
        answers |= {q.field: _ask(q, shared) for q in asked if q.field not in answers}
    for attempt in range(MOST_TRIES):
        file = _file(kind, arguments.id or slug(answers.get("name", ""), 80), answers)
        text = commented(kind, answers)
        problems = _problems(file, text, config, shared, options.today(config.timezone))
        again = [q for q in asked if any(_is_about(problem, q) for problem in problems)]
        if not problems or not terminal or not again or attempt == MOST_TRIES - 1:
            break
        show(problems)
        answers |= {q.field: _ask(q, shared) for q in again}
    if problems:
        show(problems)
        tell("Nothing was written. " + ("" if terminal else f"Give answers with --set, for example: {_example(asked, answers)}"))
        return CONTENT
    target = options.site / file
    if target.exists():
        raise SiteError(f"{shown(target)} is there already. Give another id: python build.py new {arguments.kind} ANOTHER-ID", 2)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    say(f"Wrote {shown(target)}. Open it to add more; python build.py check reads it again.")
    return OK


def _given(arguments: argparse.Namespace) -> dict[str, str]:
    """Answers from flags."""
    answers = {"area": arguments.area} if arguments.area else {}
    for pair in arguments.set:
        field, equals, value = pair.partition("=")
        if not equals or not field.strip():
            raise SiteError(f"--set takes FIELD=VALUE, for example --set name='Tuesday Night Circle', not {shown(pair)}.", 2)
        answers[field.strip()] = value
    return answers


def _ask(question: Question, shared: Shared) -> str:
    known = sorted({**shared.words.refs, **shared.words.terms}.get(question.of, ()))
    if known:
        say(f"  one of: {', '.join(known)}" if not question.many else f"  some of: {', '.join(known)}")
    try:
        return input(f"{question.ask} (for example {question.example}): ").strip()
    except EOFError:
        raise SiteError("No answer; nothing was written.", 2) from None


def _file(kind: str, id_: str, answers: Mapping[str, str]) -> str:
    if kind in BY_AREA:
        return f"content/{kind}/{answers.get('area') or 'online'}/{id_}.yaml"
    return f"content/events/{answers.get('start', '')[:4]}/{id_}.yaml" if kind == "events" else f"content/{kind}/{id_}.yaml"


def _problems(file: str, text: str, config: SiteConfig, shared: Shared, today: date) -> list[Problem]:
    place = where(file)
    if isinstance(place, Problem):
        return [place]
    source = parse(file, text.encode())
    found = check(source, shared.words, config, today)[1] if isinstance(source, Source) else source
    return [problem for problem in found if problem.severity == "error"]


def _is_about(problem: Problem, question: Question) -> bool:
    first = problem.field.split(".")[0].split("[")[0]
    return first == question.field.split(".")[0] or (question.field == "area" and problem.rule == "unknown-area")


def _example(asked: Sequence[Question], answers: Mapping[str, str]) -> str:
    missing = [q for q in asked if q.field not in answers][:3] or list(asked[:2])
    return " ".join(f"--set {q.field}='{q.example}'" for q in missing)
