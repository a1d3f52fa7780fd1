"""Findings are mended as far as that does no harm."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.check.files import Language, Source
from kg.check.mending import Mending, mend
from kg.check.validate import Checked, check_sources

HEAD = """@prefix : <urn:x:> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
SHAPES = (
    HEAD
    + """
:KeeperShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :keeper ; sh:minCount 1 ;
  kg:fixAdds "CONSTRUCT { $this <urn:x:keeper> ?owner } WHERE { $this <urn:x:owner> ?owner }" .
:PaidShape a sh:PropertyShape ; sh:targetObjectsOf :keeper ; sh:path :paid ; sh:minCount 1 .
:AgeShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :age ; sh:maxInclusive 200 ;
  kg:fixRemoves "CONSTRUCT { $this <urn:x:age> $value } WHERE {}" .
:NameShape a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :name ; sh:maxCount 1 ;
  kg:fixAdds "CONSTRUCT { $this <urn:x:name> 'Again' } WHERE {}" .
:AliasShape a sh:PropertyShape ; sh:targetSubjectsOf :keeper ; sh:path :fed ; sh:minCount 1 ;
  kg:fixAdds "CONSTRUCT { $this <urn:x:fed> true } WHERE {}" .
"""
)


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


def mended(body: str, shapes: Path, bom: bytes = b"") -> Mending:
    def check(sources: Sequence[Source]) -> Checked:
        return check_sources(sources, [shapes], (), pitfalls=False)

    return mend([Source(Path("zoo.ttl"), bom + (HEAD + body).encode(), Language.TURTLE)], check)


def text(mending: Mending) -> str:
    (rewrite,) = mending.rewrites
    return rewrite.after.decode().removeprefix(HEAD)


def test_a_fix_that_helps_is_made(shapes: Path) -> None:
    mending = mended(":leo a :Animal ; :keeper :ann ; :fed true ; :age 300 . :ann :paid true .", shapes)
    assert text(mending) == ":leo a :Animal ; :keeper :ann ; :fed true . :ann :paid true ."
    assert (len(mending.before.findings), len(mending.after.findings), mending.left) == (1, 0, 0)


def test_a_fix_that_would_make_a_finding_is_not_made_and_others_are(shapes: Path) -> None:
    leo, mia = ":leo a :Animal ; :owner :ann ; :age 300 .", ":mia a :Animal ; :keeper :bob ; :fed true ; :age 400 ."
    mending = mended(f"{leo} {mia} :bob :paid 1 .", shapes)
    assert ":keeper :ann" not in text(mending)
    assert (":age 300" in text(mending), ":age 400" in text(mending)) == (False, False)
    assert mending.left == 1


def test_a_fix_that_leads_to_another_is_followed(shapes: Path) -> None:
    body = ":leo a :Animal ; :owner :ann ; :keeper :bob ; :age 300 . :ann :paid 1 . :bob :paid 2 ."
    assert ":fed true" in text(mended(body, shapes))


def test_a_fix_that_does_not_help_is_not_made(shapes: Path) -> None:
    mending = mended(':leo a :Animal ; :keeper :ann ; :fed true ; :name "Leo", "Lion" . :ann :paid 1 .', shapes)
    assert (mending.rewrites, mending.left) == ((), 1)


def test_nothing_to_mend_changes_nothing(shapes: Path) -> None:
    assert mended(":leo :age 3 .", shapes).rewrites == ()


def test_a_syntax_error_leaves_all_as_it_is(shapes: Path) -> None:
    mending = mended(":leo a :Animal ; :age 300", shapes)
    assert (mending.rewrites, [finding.rule for finding in mending.after.findings]) == ((), ["syntax"])


def test_a_byte_order_mark_stays(shapes: Path) -> None:
    body = ":leo a :Animal ; :keeper :ann ; :fed true ; :age 300 . :ann :paid true ."
    (rewrite,) = mended(body, shapes, bom=b"\xef\xbb\xbf").rewrites
    assert rewrite.after.startswith(b"\xef\xbb\xbf@prefix")


def test_a_usual_prefix_that_is_not_declared_is_declared(shapes: Path) -> None:
    mending = mended(":leo rdfs:label 'Leo' .", shapes)
    assert mending.rewrites[0].after.decode().startswith("@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n")
    assert mending.after.findings == ()


def test_a_fix_of_which_a_person_has_to_think_is_told_and_not_made(shapes: Path) -> None:
    mending = mended(":leo :age 3\n:mia :age 4 .", shapes)
    (finding,) = mending.after.findings
    assert finding.fix is not None
    assert (mending.rewrites, finding.fix.steps, finding.fix.sure) == ((), ("put a full stop here",), False)
