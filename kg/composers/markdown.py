"""Answers as Markdown, by templates that hold for any graph."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from rdflib import Literal

from kg.model import Answer, Evidence, NamedTerm, Reason, Status

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|$~:^=])")
LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
MAX_ITEMS = 60
DECLINES = {
    Reason.UNKNOWN_TERM: "I do not know: the graph has nothing called that.",
    Reason.NO_SUCH_RELATION: "I do not know: the graph says nothing of that kind about it.",
    Reason.NOTHING_FOUND: "I do not know: I understood the question, but the graph holds no answer to it.",
    Reason.OUT_OF_SCOPE: "I do not know: this is not something that the graph is about.",
    Reason.LANGUAGE: "I only understand English questions.",
}


class MarkdownComposer:
    """Lists grouped as the ontology groups things, with reason and source for each; everything escaped."""

    def compose(self, answer: Answer, /) -> str:
        """The text of an answer whose other fields are filled."""
        notices = [f"*{escape(notice)}*" for notice in answer.notices]
        return "\n\n".join([*_reworded(answer), *_understood(answer), _body(answer), *notices])


def _reworded(answer: Answer) -> Iterable[str]:
    """On whose words or query an answer rests, when they are not the asker's."""
    if answer.reworded:
        by, question = escape(answer.reworded.by), answer.reworded.proposal.question
        yield f"*Asked as “{escape(question)}”, reworded by {by}.*" if question else f"*Found with a query by {by}.*"


def _understood(answer: Answer) -> Iterable[str]:
    """How a question that goes on from the one before was understood, where the answer's own words do not say it."""
    if answer.understood_as and answer.understood_as.casefold() != answer.reading.casefold():
        yield f"*Understood as: {escape(answer.understood_as)}*"


def _body(answer: Answer) -> str:
    if answer.status is Status.DECLINED:
        return _decline(answer)
    if answer.status is Status.AMBIGUOUS:
        return _ambiguous(answer)
    if answer.boolean is not None:
        return _yes_no(answer)
    if answer.reading.startswith("why ") and answer.evidence:
        return _reasons(answer)
    if _is_single_value(answer):
        return _single(answer)
    return _listing(answer)


def escape(text: str) -> str:
    """Text that Markdown shows as it stands, on one line."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return LINE_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", flat))


def _decline(answer: Answer) -> str:
    text = DECLINES[answer.reason] if answer.reason else DECLINES[Reason.OUT_OF_SCOPE]
    if answer.reason is Reason.UNKNOWN_TERM and answer.unknown:
        words = ", ".join(f"“{escape(word)}”" for word in answer.unknown)
        text = f"I do not know: nothing in the graph accounts for {words}."
    if answer.missing:
        text += f" There are no {escape(answer.missing.removeprefix('the number of '))}."
        near = [f"- {escape(reading.text)}" for reading in answer.alternatives if reading.sparql]
        text += "\n\n" + "\n".join(["There are, though:", "", *near]) if near else ""
    if answer.nearest:
        text += f"\n\nThe nearest things I know: {', '.join(f'**{escape(n.label)}**' for n in answer.nearest)}."
    return text


def _ambiguous(answer: Answer) -> str:
    readings = [f"- {escape(reading.text)}" for reading in answer.alternatives]
    return "\n".join(["This can be read in more than one way. Which do you mean?", "", *readings])


def _yes_no(answer: Answer) -> str:
    claim = escape(answer.reading.removeprefix("whether "))
    if not answer.boolean:
        return f"**No.** The graph does not say that {claim}." + _besides(answer.evidence)
    return "\n".join([f"**Yes**, {claim}.", "", *(_proof(item) for item in answer.evidence)])


def _besides(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    return "\n\nWhat it does say:\n\n" + "\n".join(_proof(item) for item in evidence)


def _reasons(answer: Answer) -> str:
    """The facts that an answer rests on, each with its reason and its source."""
    ordered = sorted(answer.evidence, key=lambda item: (not item.reason, item.strength_rank, item.text.casefold()))
    told = list(dict.fromkeys(_proof(item) for item in ordered))
    more = len(told) - MAX_ITEMS
    cut = [f"- … and {more} more"] if more > 0 else []
    return "\n".join([f"**{_capital(escape(answer.reading))}**:", "", *told[:MAX_ITEMS], *cut])


def _proof(item: Evidence) -> str:
    return f"- {escape(item.text)}{details(item)}"


def _is_single_value(answer: Answer) -> bool:
    return len(answer.rows) == 1 and all(cell is None or isinstance(cell.term, Literal) for cell in answer.rows[0])


def _single(answer: Answer) -> str:
    values = ", ".join(escape(cell.label) for cell in answer.rows[0] if cell is not None)
    return f"**{values}**\n\n{_capital(escape(answer.reading))}{_origin(answer)}."


def _origin(answer: Answer) -> str:
    sources = dict.fromkeys(escape(item.source.label) for item in answer.evidence if item.source)
    caveat = "; not verified" if any(item.verified is False for item in answer.evidence) else ""
    return f" (source: {'; '.join(list(sources)[:3])}{caveat})" if sources else ""


def _listing(answer: Answer) -> str:
    count = f"at least {len(answer.rows)}" if answer.truncated else str(len(answer.rows))
    lines = [f"**{_capital(escape(answer.reading))}** ({count}):"]
    if len(answer.variables) > 1:
        return "\n".join([*lines, "", *_table(answer), *_caveat(answer)])
    by_term = _evidence_by_term(answer)
    groups: dict[str | None, list[NamedTerm]] = defaultdict(list)
    for (cell,) in answer.rows:
        if cell is not None:
            groups[_group(by_term.get(str(cell.term), []))].append(cell)
    for group in sorted(groups, key=lambda name: (name is None, name or "")):
        lines += ["", f"**{escape(group)}**", ""] if group else [""]
        lines += _items(groups[group], by_term)
    return "\n".join(lines)


def _caveat(answer: Answer) -> Iterable[str]:
    """How much of what a table rests on was not verified, since its cells cannot say so."""
    doubtful = sum(item.verified is False for item in answer.evidence)
    if doubtful:
        yield f"\n{doubtful} of the {len(answer.evidence)} facts behind this are *not verified*."


def _items(cells: list[NamedTerm], by_term: dict[str, list[Evidence]]) -> list[str]:
    ordered = sorted(cells, key=lambda cell: _order(cell, by_term.get(str(cell.term), [])))
    lines = [line for cell in ordered[:MAX_ITEMS] for line in _item(cell, by_term.get(str(cell.term), []))]
    more = len(ordered) - MAX_ITEMS
    return [*lines, f"- … and {more} more"] if more > 0 else lines


def _order(cell: NamedTerm, evidence: list[Evidence]) -> tuple[int, bool, str]:
    rank = min((item.strength_rank for item in evidence), default=0)
    return rank, any(item.inherited_from for item in evidence), cell.label.casefold()


def _item(cell: NamedTerm, evidence: list[Evidence]) -> list[str]:
    told = [item for item in evidence if item.reason or item.strength or item.condition]
    if not told:
        marks = list(dict.fromkeys(escape(item.source.label) for item in evidence if item.source))[:2]
        marks += ["not verified"] if evidence and all(item.verified is False for item in evidence) else []
        return [f"- **{escape(cell.label)}**" + (f" *({'; '.join(marks)})*" if marks else "")]
    first, *others = dict.fromkeys(details(item) for item in told)
    return [f"- **{escape(cell.label)}**{first}", *(f"    - also{other}" for other in others)]


def details(item: Evidence) -> str:
    """What is recorded of a fact: its reason, then strength, condition, origin and source in brackets."""
    reason = f" – {escape(item.reason)}" if item.reason else ""
    marks = [item.strength, f"only {item.condition}" if item.condition else None]
    marks.append(f"from {item.inherited_from.label}" if item.inherited_from else None)
    marks.append(item.source.label if item.source else None)
    marks.append("not verified" if item.verified is False else None)
    kept = [escape(mark) for mark in marks if mark]
    return reason + (f" *({'; '.join(kept)})*" if kept else "")


def _table(answer: Answer) -> Iterable[str]:
    yield "| " + " | ".join(escape(name.replace("_", " ")) for name in answer.variables) + " |"
    yield "| " + " | ".join("---" for _ in answer.variables) + " |"
    for row in answer.rows[:MAX_ITEMS]:
        yield "| " + " | ".join(escape(cell.label) if cell else "" for cell in row) + " |"
    if len(answer.rows) > MAX_ITEMS:
        yield f"\n… and {len(answer.rows) - MAX_ITEMS} more"


def _evidence_by_term(answer: Answer) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for item in answer.evidence:
        for term in dict.fromkeys(str(named.term) for named in item.triple):
            found[term].append(item)
    return found


def _group(evidence: list[Evidence]) -> str | None:
    return next((item.group for item in evidence if item.group), None)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
