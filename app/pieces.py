"""The parts of an answer as HTML in which every text of the graph is escaped."""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from plain import as_html

from kg.model import AnswerMention, Evidence, Position, Reading, Source

_HUES: Final = 4
_EDITORIAL: Final = "editorial"
_UNVERIFIED: Final = '<span class="badge unverified">unverified</span>'


def page_title(title: str) -> str:
    """The name of the graph as the page's heading."""
    return f'<h1 class="page-title">{as_html(title)}</h1>'


def welcome() -> str:
    """What stands on the page before the first question."""
    return (
        '<div class="welcome"><h2>What would you like to know?</h2>'
        "<p>Ask in your own words. Every answer shows where it comes from.</p></div>"
    )


def asked(question: str) -> str:
    """The question as the reader asked it."""
    return f'<h2 class="asked" dir="auto">{as_html(question)}</h2>'


def lead(text: str) -> str:
    """A line that introduces what follows."""
    return f'<p class="lead">{as_html(text)}</p>'


def heading(text: str) -> str:
    """The heading of a part of the proof."""
    return f'<h3 class="why-heading">{as_html(text)}</h3>'


def muted(text: str) -> str:
    """A remark."""
    return f'<p class="muted">{as_html(text)}</p>'


def marked_question(question: str, mentions: Sequence[AnswerMention]) -> str:
    """The question with each mention marked and followed by what it was read as."""
    parts: list[str] = []
    end = 0
    for mention in sorted(mentions, key=_place):
        if mention.start < end:
            continue
        parts += [as_html(question[end : mention.start]), _mark(mention, len(parts) // 2 % _HUES)]
        end = mention.end
    return f'<p class="question-read" dir="auto">{"".join(parts)}{as_html(question[end:])}</p>'


def facts(evidence: Iterable[Evidence]) -> str:
    """The evidence as a list, under the name of its group where it has one."""
    groups: dict[str, list[str]] = {}
    for fact in evidence:
        groups.setdefault(fact.group or "", []).append(_fact(fact))
    return "".join(f'{_group_name(group)}<ul class="facts">{"".join(items)}</ul>' for group, items in groups.items())


def other_readings(readings: Iterable[Reading]) -> str:
    """The readings that were not chosen, each with the query that it would have asked."""
    return "".join(
        f'<details class="other"><summary>{as_html(reading.text)} '
        f'<span class="muted">{reading.confidence:.0%}</span></summary>'
        f"<pre><code>{as_html(reading.sparql)}</code></pre></details>"
        for reading in readings
    )


def _place(mention: AnswerMention) -> tuple[int, int]:
    return mention.start, -mention.end


def _mark(mention: AnswerMention, hue: int) -> str:
    return (
        f'<mark class="mention mention-{hue}" title="{as_html(f"{mention.term.term}, {mention.score:.0%}")}">'
        f"{as_html(mention.surface)}"
        f'<span class="read-as">{as_html(mention.term.label)}</span></mark>'
    )


def _group_name(group: str) -> str:
    return f'<h4 class="facts-group">{as_html(group)}</h4>' if group else ""


def _fact(fact: Evidence) -> str:
    remarks = [_sentence(text) for text in (fact.reason, _condition(fact.condition), _inherited(fact)) if text]
    origin = [part for part in (_source(fact.source), _basis(fact), _position(fact.position)) if part]
    return (
        f'<li dir="auto"><p>{as_html(fact.text)} {_badges(fact)}</p>'
        f'<p class="muted">{as_html(" ".join(remarks))}</p>'
        f'<p class="muted">{" · ".join(origin)}</p></li>'
    )


def _badges(fact: Evidence) -> str:
    strength = f'<span class="badge">{as_html(fact.strength)}</span>' if fact.strength else ""
    return f"{strength} {_UNVERIFIED}" if _is_unverified(fact) else strength


def _is_unverified(fact: Evidence) -> bool:
    return fact.verified is False or fact.basis == _EDITORIAL


def _condition(condition: str | None) -> str | None:
    return f"Condition: {condition}" if condition else None


def _inherited(fact: Evidence) -> str | None:
    return f"Stated of {fact.inherited_from.label}" if fact.inherited_from else None


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _source(source: Source | None) -> str:
    if source is None:
        return "no source recorded"
    label = as_html(source.label)
    if source.url is None or urlsplit(source.url).scheme not in {"http", "https"}:
        return f"Source: {label}"
    return f'Source: <a href="{as_html(source.url)}" target="_blank" rel="noopener noreferrer">{label}</a>'


def _basis(fact: Evidence) -> str:
    return as_html(fact.basis or "")


def _position(position: Position | None) -> str:
    if position is None:
        return ""
    line = f":{position.line}" if position.line else ""
    return f"<code>{as_html(position.file.as_posix() + line)}</code>"
