"""Declines: why a question is not answered, and what the graph knows that is nearest to it."""

from collections.abc import Sequence

from kg.graph.lexicon import Lexicon
from kg.graph.words import fold
from kg.model import NamedTerm, Reason
from kg.protocols import Encoder, VectorIndex
from kg.qa.index import GraphIndex
from kg.qa.ranking import Ranked
from kg.qa.reading import Analysis, Mention

NEAREST = 5
NEAR_ENOUGH = 0.35


def reason_for(analysis: Analysis, mentions: Sequence[Mention], best: Ranked | None) -> Reason:
    """Why the best reading, or the lack of one, is no answer."""
    if analysis.language is not None:
        return Reason.LANGUAGE
    named = {i for mention in mentions for i in range(mention.start, mention.end)}
    unknown = analysis.content - named
    if not analysis.content & named:
        return Reason.UNKNOWN_TERM if named else Reason.OUT_OF_SCOPE
    if best is not None and best.candidate.features.get("unknown", 0.0) > 0:
        return Reason.UNKNOWN_TERM if len(unknown) <= len(named) else Reason.OUT_OF_SCOPE
    if best is not None and best.candidate.features.get("answers") == 0.0:
        return Reason.NOTHING_FOUND
    return Reason.NO_SUCH_RELATION


def unknown_words(analysis: Analysis, mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """The content words of a question that name nothing, as written; those in no name at all when there are any."""
    named = {i for mention in mentions for i in range(mention.start, mention.end)}
    left = [analysis.tokens[i] for i in sorted(analysis.content - named)]
    strange = [token for token in left if token.normal not in lexicon.stems]
    return tuple(token.text for token in strange or left)


def nearest_phrase(analysis: Analysis, mentions: Sequence[Mention]) -> str:
    """The part of a question that is to be compared with what is known: unknown words with their neighbours."""
    named = {i for mention in mentions for i in range(mention.start, mention.end)}
    unknown = sorted(analysis.content - named) or sorted(analysis.content)
    near = sorted({j for i in unknown for j in (i - 1, i, i + 1) if j in analysis.content})
    return " ".join(analysis.words[i] for i in near) or fold(analysis.text)


def nearest_things(index: GraphIndex, names: VectorIndex, encoder: Encoder, phrase: str) -> tuple[NamedTerm, ...]:
    """Up to five named things whose names mean about the same as a phrase, nearest first."""
    if not phrase.strip() or not index.named:
        return ()
    hits = names.search(encoder.encode([phrase]), NEAREST)[0]
    near = [index.named[row] for row, similarity in hits if similarity >= NEAR_ENOUGH]
    return tuple(NamedTerm(term, index.lexicon.names[term]) for term in near)
