"""Pitfalls that can be told in any ontology: planted ones are found at their place, clean ones are left alone."""

import pytest

from kg.check import Finding, Severity, validate_text

PREFIXES = {
    "": "urn:zoo:", "dcterms": "http://purl.org/dc/terms/", "kg": "https://w3id.org/mktit/kg#",
    "owl": "http://www.w3.org/2002/07/owl#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
HEAD = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
LINE = HEAD.count("\n") + 1
CLASSES = "".join(f':{name} a owl:Class ; rdfs:label "{name.lower()}" . ' for name in ("Cat", "Lion", "Man"))


def thing(name: str, kind: str = "owl:ObjectProperty", said: str = "") -> str:
    return f':{name} a {kind} ; rdfs:label "{name}" {said}. '


def found(body: str) -> tuple[Finding, ...]:
    findings = validate_text(HEAD + body, pitfalls=True).findings
    return tuple(finding for finding in findings if finding.rule != "unused-prefix")


def rules(body: str) -> list[str]:
    return [finding.rule for finding in found(body)]


def only(body: str) -> Finding:
    (finding,) = found(body)
    return finding


def at(finding: Finding) -> tuple[int, int]:
    assert finding.position is not None
    return finding.position.line - LINE + 1, finding.position.column


def test_a_cycle_is_told_once_with_all_its_steps() -> None:
    body = CLASSES + "\n:Lion rdfs:subClassOf :Cat . :Cat rdfs:subClassOf :Man . :Man rdfs:subClassOf :Lion ."
    finding = only(body)
    assert (finding.rule, finding.severity, at(finding)) == ("hierarchy-cycle", Severity.ERROR, (2, 23))
    assert "lion → cat → man → lion" in finding.message


@pytest.mark.parametrize(
    "body",
    [
        CLASSES + ":Lion rdfs:subClassOf :Lion .",
        thing("eats", said="; rdfs:subPropertyOf :bites") + thing("bites", said="; rdfs:subPropertyOf :eats"),
        ':a skos:prefLabel "a" ; skos:broader :b . :b skos:prefLabel "b" ; skos:broader :a .',
        thing("within", said="; rdfs:subPropertyOf skos:broader") + ":a :within :b . :b :within :a .",
    ],
)
def test_a_cycle_of_any_hierarchy_is_found(body: str) -> None:
    assert rules(body) == ["hierarchy-cycle"]


def test_two_cycles_are_two_findings() -> None:
    body = ":a skos:broader :b . :b skos:broader :a . :c skos:broader :d . :d skos:broader :c . :e skos:broader :a ."
    assert rules(body) == ["hierarchy-cycle"] * 2


def test_two_ways_up_are_no_cycle() -> None:
    body = ":a skos:broader :b , :c . :b skos:broader :d . :c skos:broader :d . :d rdfs:label 'd' ."
    assert rules(body) == []


def test_a_long_chain_is_looked_through_quickly() -> None:
    assert rules("".join(f":n{i} skos:broader :n{i + 1} . " for i in range(3000)) + ":n3000 :p 1 .") == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (thing("keeper") + '\n:leo :keeper "Anna" .', "value-kind"),
        (thing("age", "owl:DatatypeProperty") + "\n:leo :age :old . :old rdfs:label 'old' .", "value-kind"),
        (thing("age", "owl:DatatypeProperty") + "\n:leo :age [ rdfs:label 'x' ] .", "value-kind"),
    ],
)
def test_a_value_of_the_wrong_kind_is_found_at_its_place(body: str, rule: str) -> None:
    assert (only(body).rule, at(only(body))[0]) == (rule, 2)


@pytest.mark.parametrize(
    "kind", ["owl:AnnotationProperty", "rdf:Property", "owl:ObjectProperty , owl:DatatypeProperty"]
)
def test_a_property_that_may_lead_anywhere_is_not_judged(kind: str) -> None:
    assert rules(thing("p", kind) + ':leo :p "Anna" , :anna . :anna :p 1 .') == []


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("; rdfs:domain :Lion , :Man", ["several-domains"]),
        ("; rdfs:range :Lion , :Man", ["several-ranges"]),
        ("; rdfs:domain :Lion , :Kitten", []),
        ("; rdfs:domain [ owl:unionOf ( :Lion :Man ) ]", []),
        ("; schema:domainIncludes :Lion , :Man", []),
    ],
)
def test_several_domains_are_found_unless_one_is_within_the_other(said: str, expected: list[str]) -> None:
    kitten = ':Kitten a owl:Class ; rdfs:label "kitten" ; rdfs:subClassOf :Lion . '
    assert rules(CLASSES + kitten + thing("p", said=said)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("", ["missing-domain"]),
        ("; schema:domainIncludes rdfs:Resource", []),
        ("; rdfs:subPropertyOf :p", []),
        ("; owl:inverseOf :r", []),
    ],
)
def test_a_missing_domain_is_found_where_others_have_one(said: str, expected: list[str]) -> None:
    body = CLASSES + thing("p", said="; rdfs:domain :Lion") + thing("q", said=said)
    inverse = thing("r", said="; rdfs:domain :Lion ; rdfs:range :Lion") if ":r" in said else ""
    assert [rule for rule in rules(body + inverse) if rule == "missing-domain"] == expected


def test_where_hardly_any_property_has_a_domain_none_is_missed() -> None:
    assert rules(CLASSES + thing("p", said="; rdfs:domain :Lion") + thing("q") + thing("r")) == []


@pytest.mark.parametrize(
    ("keeps", "kept_by", "expected"),
    [
        ("; rdfs:domain :Man ; rdfs:range :Lion", "; rdfs:domain :Lion ; rdfs:range :Man", []),
        ("; rdfs:domain :Man ; rdfs:range :Lion", "; rdfs:domain :Man", ["wrong-inverse"]),
        ("; rdfs:range :Lion", "; rdfs:domain :Cat", ["wrong-inverse"]),
        ("; rdfs:range :Lion", "; rdfs:domain :Kitten", []),
        ("; rdfs:range :Lion", "; rdfs:domain owl:Thing", []),
        ("", "", []),
    ],
)
def test_inverses_whose_ends_do_not_fit_are_found(keeps: str, kept_by: str, expected: list[str]) -> None:
    kitten = ':Kitten a owl:Class ; rdfs:label "kitten" ; rdfs:subClassOf :Lion . '
    body = CLASSES + kitten + thing("keeps", said=f"{keeps} ; owl:inverseOf :keptBy") + thing("keptBy", said=kept_by)
    assert [rule for rule in rules(body) if "inverse" in rule] == expected


def test_a_property_that_is_its_own_inverse_is_found() -> None:
    assert "owl:SymmetricProperty" in only(thing("near", said="; owl:inverseOf :near")).message


def test_a_text_has_no_inverse() -> None:
    body = thing("age", "owl:DatatypeProperty") + thing("ageOf", said="; owl:inverseOf :age")
    assert rules(body) == ["wrong-inverse"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hasPart", "partOf"),
        ("hasPart", "isPartOf"),
        ("manages", "managedBy"),
        ("governs", "isGovernedBy"),
        ("teaches", "teachedBy"),
    ],
)
def test_properties_that_look_inverse_are_told_once_with_a_fix(one: str, other: str) -> None:
    finding = only(thing(other) + thing(one))
    assert finding.rule == "missing-inverse"
    assert finding.fix is not None
    assert finding.fix.steps == (f"add :{one} owl:inverseOf :{other} .",)


@pytest.mark.parametrize(("one", "other"), [("has", "of"), ("hasPart", "hasPartOf"), ("uses", "using"), ("is", "by")])
def test_other_names_are_no_sign_of_an_inverse(one: str, other: str) -> None:
    assert rules(thing(one) + thing(other)) == []


@pytest.mark.parametrize("kind", ["owl:SymmetricProperty", "owl:TransitiveProperty"])
def test_a_characteristic_that_cannot_hold_is_found(kind: str) -> None:
    body = CLASSES + thing("p", f"owl:ObjectProperty , {kind}", "; rdfs:domain :Lion ; rdfs:range :Man")
    assert rules(body) == ["wrong-characteristic"]
    assert rules(body.replace("rdfs:range :Man", "rdfs:range :Lion")) == []


def test_a_missing_label_is_found_where_the_thing_is_introduced() -> None:
    finding = only(CLASSES + "\n  :Tiger a owl:Class .")
    assert (finding.rule, at(finding)) == ("missing-label", (2, 3))


def test_a_label_by_any_usual_property_will_do() -> None:
    assert rules(':a a owl:Class ; skos:prefLabel "a" . :b a owl:Class ; dcterms:title "b" .') == []


def test_terms_that_others_declare_need_no_label_here() -> None:
    assert rules("<urn:x> a <urn:other:Class> ; <urn:other:prop> 1 .") == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ('rdfs:label "Cat"', ["label-collision"]),
        ('rdfs:label "cat"@de', []),
        ('rdfs:label "cat" ; rdfs:subClassOf :Cat', []),
        ('rdfs:label "cat" ; owl:equivalentClass :Cat', []),
    ],
)
def test_two_classes_with_one_label_are_found(other: str, expected: list[str]) -> None:
    assert rules(CLASSES + f":Feline a owl:Class ; {other} .") == expected


def test_a_class_and_a_property_may_have_one_label() -> None:
    assert rules(CLASSES + ':cat a owl:ObjectProperty ; rdfs:label "cat" .') == []


def test_concepts_of_one_scheme_with_one_label_are_found() -> None:
    one = ':a a skos:Concept ; skos:prefLabel "a" ; skos:inScheme :s . :s :p 1 . :t :p 1 . '
    other = ':b a skos:Concept ; skos:prefLabel "A" ; skos:inScheme '
    assert rules(f"{one}{other} :s .") == ["label-collision"]
    assert rules(f"{one}{other} :t .") == []


@pytest.mark.parametrize("name", ["tiger", "big_Cat", "Big_Cat", "Big-Cat"])
def test_a_name_unlike_the_others_is_found(name: str) -> None:
    assert rules(CLASSES + f':{name} a owl:Class ; rdfs:label "x" .') == ["naming-style"]


@pytest.mark.parametrize("name", ["BigCat", "CAT", "X", "_1", "42"])
def test_a_name_like_the_others_is_not(name: str) -> None:
    assert rules(CLASSES + f':{name} a owl:Class ; rdfs:label "x" .') == []


def test_without_a_usual_style_no_name_is_odd() -> None:
    names = ("Cat", "dog", "big_cow", "Big-Ape")
    assert rules("".join(f':{name} a owl:Class ; rdfs:label "{name}" . ' for name in names)) == []


def test_a_dangling_reference_is_found_with_what_is_meant() -> None:
    finding = only(":anna :age 3 . :bob :age 4 .\n:leo :keeper :ana .")
    assert (finding.rule, finding.severity, at(finding)) == ("dangling-reference", Severity.ERROR, (2, 14))
    assert finding.message.endswith("Did you mean :anna?")
    assert finding.fix is not None


def test_a_dangling_reference_unlike_all_others_is_a_warning() -> None:
    finding = only(":anna :age 3 . :leo :keeper :xavier .")
    assert (finding.severity, finding.fix) == (Severity.WARNING, None)


@pytest.mark.parametrize(
    "body",
    [
        ":leo :keeper <urn:elsewhere:anna> .",
        ":leo rdfs:seeAlso :page ; rdfs:isDefinedBy :zoo .",
        ":leo :keeper :a , :b , :c . :a :p 1 .",
        ":leo :keeper kg:TODO .",
        ":leo rdf:value rdf:_1 , rdf:nil .",
        ":S a sh:NodeShape ; sh:targetClass :Nobody ; sh:property [ sh:path ( :never :used ) ; sh:minCount 1 ] .",
    ],
)
def test_what_may_be_described_elsewhere_is_not_dangling(body: str) -> None:
    assert rules(body) == []


def test_a_shape_that_names_a_misspelt_class_of_a_declared_vocabulary_is_found() -> None:
    finding = only(CLASSES + ":S a sh:NodeShape ; sh:targetClass :Lionn .")
    assert "Did you mean :Lion?" in finding.message


@pytest.mark.parametrize("value", ["xsd:datetime", "skos:Conzept", "rdf:langstring"])
def test_a_term_that_a_well_known_vocabulary_does_not_have_is_found_as_a_value(value: str) -> None:
    assert rules(thing("p", said=f"; rdfs:range {value}")) == ["dangling-reference"]


@pytest.mark.parametrize(
    ("body", "column"),
    [
        (":leo :livesIn :cage .", 15),
        (":leo :cage 4 .", 6),
        (":leo a :cage .", 8),
    ],
)
def test_what_is_deprecated_and_in_use_is_found_at_its_place(body: str, column: int) -> None:
    finding = only(":cage owl:deprecated true ; dcterms:isReplacedBy :pen . :pen :area 9 .\n" + body)
    assert (finding.rule, at(finding)) == ("deprecated-in-use", (2, column))
    assert "Use pen instead." in finding.message


@pytest.mark.parametrize("body", [":pen dcterms:replaces :cage .", ":old owl:deprecated true ; :livesIn :cage ."])
def test_what_is_deprecated_may_be_named_by_its_heir_and_its_like(body: str) -> None:
    assert rules(":cage owl:deprecated true . " + body) == []


def test_a_deprecated_class_is_deprecated_too() -> None:
    assert rules(':Cage a owl:Class , owl:DeprecatedClass ; rdfs:label "cage" . :c a :Cage .') == ["deprecated-in-use"]


def test_a_thing_without_a_type_is_found_among_others_that_have_one() -> None:
    finding = only(":a a :T . :b a :T . :c a :T .\n:d :p :a .")
    assert (finding.rule, at(finding)) == ("missing-type", (2, 1))


@pytest.mark.parametrize(
    "body", [":a a :T . :b a :T .\n:d :p :a .", ":a a :T . :b a :T . :c a :T . <urn:other:d> :p :a ."]
)
def test_a_thing_without_a_type_is_left_alone_among_few_or_elsewhere(body: str) -> None:
    assert rules(body) == []


def test_an_unused_prefix_is_found_on_its_line() -> None:
    text = "@prefix : <urn:x:> .\n@prefix b: <urn:b:> . # b:c\n:a :p 'b:c' ."
    (finding,) = validate_text(text, pitfalls=True).findings
    assert (finding.rule, finding.severity) == ("unused-prefix", Severity.INFO)
    assert finding.position is not None
    assert finding.position.line == 2
    assert finding.fix is not None
    assert finding.fix.steps == ("remove @prefix b: <urn:b:> .",)


@pytest.mark.parametrize(
    "text",
    [
        '@prefix b: <urn:b:> . <urn:a> <urn:p> "1"^^b:c .',
        "PREFIX b: <urn:b:>\n<urn:a> <urn:p> (b:c) .",
        '@prefix b: <urn:b:> .\n<urn:a> <urn:p> "x" ; b:p 1 .',
        "@prefix b: <urn:b:> .\n<urn:a> <urn:p> b: .",
    ],
)
def test_a_prefix_that_is_used_anywhere_is_not(text: str) -> None:
    assert validate_text(text, pitfalls=True).findings == ()


def test_a_pitfall_of_which_a_shape_speaks_is_left_to_the_shape() -> None:
    shape = ":S a sh:PropertyShape ; sh:targetClass :Animal ; sh:path :keeper ; sh:class :Man . "
    assert rules(":Man a :Kind . :leo a :Animal ; :keeper :anna . :anna2 a :Man ." + shape) == ["S"]
