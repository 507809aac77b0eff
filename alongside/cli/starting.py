"""``new``: a commented, valid listing file, from answers on a terminal or from flags; or the smallest site that builds."""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from alongside import pipeline
from alongside.checking import RULES, Shared, check, where
from alongside.cli.answers import Complaint, Knows, complaints, named, of_answer
from alongside.cli.asking import Conversation, StoppedError
from alongside.cli.terminal import CONTENT, OK, from_here, say, show, shown, tell, with_site
from alongside.config import SiteConfig
from alongside.drafts import Question, commented, mending, new_site, paths_of, questions, shape_at, shape_of
from alongside.errors import Problem, SiteError, nearest, visible
from alongside.importing.writing import AREAS, areas_text
from alongside.reading import Source, parse
from alongside.schema import BY_AREA, KINDS, SINGULAR, Area
from alongside.text import slug


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
    say(f"Made {shown(path)}. See it: {with_site('python build.py serve', path)}")
    say("Its title, time zone and areas are in site_config.yaml and content/areas.yaml.")
    return OK


def start_listing(options: pipeline.Options, arguments: argparse.Namespace) -> int:
    """Writes one listing file, checked before it is written."""
    kind = SINGULAR.get(arguments.kind, arguments.kind)
    answers = _given(kind, arguments)
    config, shared = pipeline.load_shared(options)
    knows = Knows(kind=kind, config=config, shared=shared, today=options.today(config.timezone))
    if arguments.id and (taken := _taken(options.site, kind, arguments.id)):
        raise SiteError(_there(taken, arguments), 2)
    if sys.stdin.isatty():
        return _asked(options, arguments, knows, answers)
    answers = {field: _as_kept(field, answer, knows) for field, answer in answers.items()}
    if wrong := complaints(answers, knows):
        for complaint in wrong:
            say(str(complaint))
        tell(f"Nothing was written. Give answers with --set, for example: {_example(wrong, knows)}")
        return CONTENT
    id_ = arguments.id or slug(answers["name"], 80)
    if taken := _taken(options.site, kind, id_):
        raise SiteError(_there(taken, arguments), 2)
    return _write(options, arguments, knows, answers, id_, [])


def _asked(options: pipeline.Options, arguments: argparse.Namespace, knows: Knows, answers: dict[str, str]) -> int:
    """One listing from a conversation. Whatever ends it, the answers are not lost."""
    talk = Conversation(knows, answers)
    try:
        talk.run()
    except (StoppedError, KeyboardInterrupt) as ended:
        for reason in ended.args:
            say(f"  {reason}")
        _keep(knows.kind, arguments.id, answers)
        if isinstance(ended, KeyboardInterrupt):
            raise
        return CONTENT
    id_ = arguments.id or slug(answers["name"], 74)
    numbers = iter(range(2, 1000))
    free = id_
    while _taken(options.site, knows.kind, free):
        free = f"{id_}-{next(numbers)}"
    return _write(options, arguments, talk.knows, answers, free, talk.areas)


def _keep(kind: str, id_: str | None, answers: Mapping[str, str]) -> None:
    """Shows what was answered, for a person to go on with."""
    if not any(answer.strip() for answer in answers.values()):
        tell("Nothing was written.")
        return
    file = _file(kind, id_ or slug(answers.get("name", ""), 80) or "a-name", answers)
    tell(f"Nothing was written. These are your answers so far, as they would stand in {shown(file)}:")
    say()
    for line in commented(kind, answers).splitlines():
        if line and not line.startswith("#"):
            say(visible(line, 1000))


def _given(kind: str, arguments: argparse.Namespace) -> dict[str, str]:
    """Answers from flags.

    Raises: SiteError for a field that listings of the kind do not have, and for one inside of another.
    """
    answers = {"area": arguments.area} if arguments.area else {}
    shape = shape_of(KINDS[kind])
    for pair in arguments.set:
        field, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not field:
            raise SiteError(f"--set takes FIELD=VALUE, for example --set name='Tuesday Night Circle', not {shown(pair)}.", 2)
        if shape_at(shape, field) is None:
            guess = nearest(field[:80], paths_of(shape)) or nearest(field[:80], (each.name for each in shape.fields))
            hint = f"Did you mean {guess}?" if guess else f"Some that it has: {', '.join(q.field for q in questions(kind))}."
            raise SiteError(f"--set {shown(field)}: {arguments.kind} has no such field. {hint}", 2)
        answers[field] = value
    for field in answers:
        if inner := next((other for other in answers if other.startswith(f"{field}.")), ""):
            raise SiteError(f"--set {shown(inner)} and --set {shown(field)} cannot both be there. Keep one of the two.", 2)
    return answers


def _as_kept(field: str, answer: str, knows: Knows) -> str:
    question = next((question for question in questions(knows.kind) if question.field == field), None)
    return of_answer(question, answer, knows)[0] if question is not None and question.of else answer


def _file(kind: str, id_: str, answers: Mapping[str, str]) -> str:
    if kind in BY_AREA:
        return f"content/{kind}/{answers.get('area') or 'online'}/{id_}.yaml"
    if kind == "events":
        year = re.search(r"20\d\d", answers.get("start") or answers.get("when") or "")
        return f"content/events/{year[0] if year else 'YEAR'}/{id_}.yaml"
    return f"content/{kind}/{id_}.yaml"


def _taken(site: Path, kind: str, id_: str) -> Path | None:
    """The file of a kind that has an id already, in whichever area."""
    return next((path for path in sorted((site / "content" / kind).rglob("*.yaml")) if path.stem == id_), None)


def _there(taken: Path, arguments: argparse.Namespace) -> str:
    return f"{shown(taken)} is there already. Give another id: python build.py new {arguments.kind} ANOTHER-ID"


def _write(
    options: pipeline.Options,
    arguments: argparse.Namespace,
    knows: Knows,
    answers: Mapping[str, str],
    id_: str,
    areas: Sequence[Area],
) -> int:
    """Writes the file, the areas that it needs first, and says what is worth a second look."""
    file, text = _file(knows.kind, id_, answers), commented(knows.kind, answers)
    found = _problems(file, text, knows.config, knows.shared, knows.today)
    if errors := [problem for problem in found if problem.severity == "error"]:
        # What only a whole file can have: an id that cannot be one, a value that YAML has no room for.
        for problem in errors:
            say(f"{visible(problem.field or 'id')}: {visible(problem.message, 500)}. {visible(problem.fix, 500)}".rstrip())
        _keep(knows.kind, id_, answers)
        return CONTENT
    if areas:
        (options.site / AREAS).parent.mkdir(parents=True, exist_ok=True)
        (options.site / AREAS).write_text(areas_text(options.site, list(areas)), "utf-8")
        say(f"Added {', '.join(area.id for area in areas)} to {shown(options.site / AREAS)}.")
    target = options.site / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    say(f"Wrote {shown(target)}. Open it to add more; {with_site('python build.py check', arguments.site)} reads it again.")
    if found:
        say()
        show(from_here(found, options.site))
    return OK


def _problems(file: str, text: str, config: SiteConfig, shared: Shared, today: date) -> list[Problem]:
    place = where(file)
    if isinstance(place, Problem):
        return [place]
    source = parse(file, text.encode())
    return check(source, shared.words, config, today)[1] if isinstance(source, Source) else source


def _example(wrong: Sequence[Complaint], knows: Knows) -> str:
    """Flags for what is missing or wrong, and nothing else."""
    asked = dict.fromkeys(question for complaint in wrong for question in _asking(complaint, knows.kind))
    return " ".join(f"--set {question.field}='{_right(question, knows)}'" for question in asked)


def _asking(complaint: Complaint, kind: str) -> Iterator[Question]:
    for rule in RULES:
        if rule.id == complaint.rule:
            yield from mending(rule.need)[:1]
    yield from (question for question in questions(kind) if question.field == complaint.field and not complaint.rule)


def _right(question: Question, knows: Knows) -> str:
    known = named(question.of, knows) if question.of else {}
    words = [word.strip() for word in question.example.split(",")]
    return question.example if not known or all(word in known for word in words) else next(iter(known))
