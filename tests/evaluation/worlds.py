"""Questions about the foreign graph."""

LAKE = "https://example.org/lakes#"
QUESTIONS = f"""
@prefix : <{LAKE}> .
@prefix kg: <https://w3id.org/mktit/kg#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

:finnish rdfs:label "Which lakes lie in Finland?" ; kg:questionKind "join" ; kg:keyColumn "lake" ;
    kg:wording "Which lakes lie in Finland?", "Which lakes does Finland have?" ; kg:expected :saimaa ;
    sh:select "SELECT ?lake {{ ?lake <{LAKE}liesIn> <{LAKE}finland> }}" .
:warm rdfs:label "How warm is Saimaa?" ; kg:wording "How warm is Saimaa?" ;
    kg:whyUnanswerable "The graph has no temperatures." .
"""
"""Competency questions: one with two wordings, one that has to be declined."""
