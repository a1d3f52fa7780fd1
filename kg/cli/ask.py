"""kg ask: one answer, or a batch of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import click

from kg.answer_json import to_json
from kg.cli.common import ANSWERED, FOUND, Context, error_json, read_text, require_text, shared
from kg.errors import InputError, KgError, UsageError
from kg.model import Answer, Status
from kg.qa.talk.conversation import Conversation
from kg.wiring import Engine


@click.command()
@click.argument("question", required=False)
@click.option("--batch", metavar="FILE.jsonl", help='Answer {"id": …, "question": …} lines; - for standard input.')
@click.option("--llm-url", metavar="URL", help='Ask this OpenAI-compatible server where at a loss; "" for none.')
@click.option("--llm-model", metavar="NAME", help="The model to ask there.")
@click.option("--follows", is_flag=True, help="The lines of a batch are one conversation.")
@shared(("text", "md", "json"), "text")
def command(
    context: Context,
    question: str | None,
    batch: str | None,
    follows: bool,
    llm_url: str | None,
    llm_model: str | None,
) -> int:
    """Answer a question in plain language, with reasons and sources.

    kg ask "what IT does SMS marketing need?"
    """
    if (question is None) == (batch is None):
        raise UsageError(
            "Give one question, or --batch FILE.jsonl.", 'For example: kg ask "what IT does SMS marketing need?"'
        )
    if follows and batch is None:
        raise UsageError("--follows goes with --batch.", "A single question has nothing to go on from.")
    known = context.settings
    url = known.llm_url if llm_url is None else llm_url
    model = known.llm_model if llm_model is None else llm_model
    settings = replace(known, llm_url=url, llm_model=model)
    engine = Engine.open(settings=settings, note=context.note)
    if batch is not None:
        context.write("".join(_lines(engine, read_text(batch), follows)))
        return ANSWERED
    text = read_text("-") if question == "-" else require_text(question or "", "question")
    answer = engine.ask(text)
    context.write(_written(context, answer))
    return ANSWERED if answer.status is Status.ANSWERED else FOUND


def _lines(engine: Engine, text: str, follows: bool) -> Iterator[str]:
    """One JSON answer a line; with `follows` as conversations, each of the lines that name it."""
    talks: dict[str, Conversation] = {}
    for line in text.splitlines():
        if line.strip():
            yield json.dumps(_answered(engine, line, talks if follows else None), ensure_ascii=False) + "\n"


def _answered(engine: Engine, line: str, talks: dict[str, Conversation] | None) -> dict[str, Any]:
    """One line's answer; a line that cannot be answered has an error in its place."""
    found: dict[str, Any] = {}
    try:
        found = _question(line)
        asked = engine if talks is None else _talk(engine, talks, found)
        return {"id": found.get("id"), **to_json(asked.ask(require_text(found["question"], "question")))}
    except KgError as error:
        return {"id": found.get("id"), "error": error_json(error)}


def _talk(engine: Engine, talks: dict[str, Conversation], line: dict[str, Any]) -> Conversation:
    """The conversation that a line belongs to; those that name none share one."""
    key = json.dumps(line.get("conversation"), sort_keys=True)
    if key not in talks:
        talks[key] = engine.conversation()
    return talks[key]


def _question(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError("The line is not JSON.", 'Write {"id": …, "question": …}.') from error
    if not isinstance(found, dict) or not isinstance(found.get("question"), str):
        raise InputError("The line has no question.", 'Write {"id": …, "question": …}.')
    return found


def _written(context: Context, answer: Answer) -> str:
    if context.form == "json":
        return json.dumps(to_json(answer), ensure_ascii=False, indent=2)
    if context.form == "md":
        return answer.text
    from kg.cli.terminal import answer_text

    return answer_text(answer, context.colour)
