"""Two small worlds to check: a zoo and a library."""

PREFIXES = """@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

ZOO_SHAPES = (
    PREFIXES
    + """
ex:AnimalShape a sh:NodeShape ; sh:targetClass ex:Animal ;
  sh:property ex:AgeShape , ex:KeeperShape , ex:NameShape ;
  sh:sparql ex:DietConstraint .
ex:AgeShape a sh:PropertyShape ; sh:path ex:age ; sh:datatype xsd:integer .
ex:KeeperShape a sh:PropertyShape ; sh:path ex:keeper ; sh:maxCount 1 ; sh:severity sh:Warning .
ex:NameShape a sh:PropertyShape ; sh:path rdfs:label ; sh:minCount 1 ; sh:severity sh:Info ;
  sh:message "An animal needs a name." .
ex:DietConstraint a sh:SPARQLConstraint ; sh:message "{$this} must not eat {?value}." ;
  sh:select '''SELECT $this ?value (<http://example.org/eats> AS ?path)
    WHERE { $this <http://example.org/eats> ?value . ?value a <http://example.org/Animal> }''' .
"""
)

LIBRARY_SHAPES = (
    PREFIXES
    + """
ex:BookShape a sh:NodeShape ; sh:targetClass ex:Book ;
  sh:property [ sh:path ex:author ; sh:minCount 1 ; sh:class ex:Person ] ;
  sh:property [ sh:path ( ex:shelf ex:room ) ; sh:hasValue ex:reading-room ] ;
  sh:property [ sh:path [ sh:inversePath ex:borrowed ] ; sh:class ex:Person ] ;
  sh:property [ sh:path ex:language ; sh:in ( "en" "fr" ) ] .
"""
)
