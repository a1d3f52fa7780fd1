"""What an ontology marks, and what its marks make known of a triple."""

from rdflib import Literal, Namespace

from kg.graph.marks import Default, Marks
from kg.graph.provenance import Provenance, Statement
from kg.model import Source, Triple

M = Namespace("https://example.org/museums#")
NIGHT_LAMP: Triple = (M.night, M.requires, M.lamp)


def only(provenance: Provenance, triple: Triple) -> Statement:
    (found,) = provenance.statements([triple])[triple]
    return found


def test_the_class_of_statements_is_known(marks: Marks) -> None:
    assert marks.statements == {M.Need}


def test_marked_properties_give_their_details(marks: Marks) -> None:
    assert {marks.details[M[name]] for name in ("because", "force", "cites")} == {"reason", "strength", "source"}
    assert marks.properties("reason") == (M.because,)


def test_strengths_state_properties_and_have_ranks(marks: Marks) -> None:
    assert marks.states == {M.must: M.requires, M.should: M.prefers}
    assert marks.ranks == {M.must: 1, M.should: 2}


def test_a_chain_tells_along_what_statements_hold_further_down(marks: Marks) -> None:
    assert marks.chains == {M.requires: M.partOf}


def test_defaults_and_notices_are_read(marks: Marks) -> None:
    assert marks.defaults == {M.hangsIn: Default(M.editorial, M.handbook, verified=False)}
    assert marks.notices == {M.Device: "Not electrical advice."}


def test_a_statement_gives_strength_basis_reason_and_condition(provenance: Provenance) -> None:
    found = only(provenance, NIGHT_LAMP)
    assert (found.node, found.origin, found.strength, found.basis) == (M.need1, M.night, M.must, M.sourced)
    assert (found.reason, found.conditions, found.verified) == ("It is dark.", (M.evening,), True)


def test_a_source_is_named_with_its_work_and_place(provenance: Provenance) -> None:
    handbook = Source("Handbook, p. 7", "https://example.org/handbook")
    assert set(only(provenance, NIGHT_LAMP).sources) == {handbook, Source("a letter")}


def test_a_statement_of_a_broader_thing_is_inherited(provenance: Provenance) -> None:
    found = only(provenance, (M.night, M.requires, M.screen))
    assert (found.node, found.origin, found.verified) == (M.need2, M.season, False)


def test_the_inverse_triple_has_the_same_statement(provenance: Provenance) -> None:
    found = only(provenance, (M.lamp, M.requiredBy, M.night))
    assert (found.node, found.triple) == (M.need1, (M.lamp, M.requiredBy, M.night))


def test_a_statement_is_not_inherited_upward(provenance: Provenance) -> None:
    assert only(provenance, (M.season, M.requires, M.lamp)).node is None


def test_a_triple_without_statement_has_the_defaults_of_its_property(provenance: Provenance) -> None:
    found = only(provenance, (M.paintingOfSpring, M.hangsIn, M.louvre))
    assert (found.node, found.basis) == (None, M.editorial)
    assert found.sources == (Source("Handbook", "https://example.org/handbook"),)


def test_a_triple_of_which_nothing_is_known_is_bare(provenance: Provenance) -> None:
    triple = (M.lamp, M.watts, Literal(40))
    assert only(provenance, triple) == Statement(triple)


def test_each_triple_asked_for_has_its_statements(provenance: Provenance) -> None:
    triples = [NIGHT_LAMP, (M.lamp, M.watts, Literal(40)), (M.night, M.requires, M.screen)]
    assert list(provenance.statements(triples)) == triples
    assert provenance.statements([]) == {}
