"""Files with a dozen mistakes of a dozen kinds, each marked by `#! RULE` on the line where it has to be reported."""

ZOO = """@prefix : <https://example.org/zoo#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . #! unused-prefix
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:Animal a owl:Class ; rdfs:label "animal"@en ; rdfs:comment "A living being that is kept."@en .
:Cat a owl:Class ; rdfs:label "cat"@en ; rdfs:comment "An animal that purrs."@en ; rdfs:subClassOf :Animal .
:Lion a owl:Class ; rdfs:label "lion"@en ; rdfs:comment "A cat with a mane."@en ;
    rdfs:subClassOf :Tiger . #! hierarchy-cycle
:Tiger a owl:Class ; rdfs:label "tiger"@en ; rdfs:comment "A cat with stripes."@en ; rdfs:subClassOf :Lion .
:Keeper a owl:Class ; rdfs:label "keeper"@en ; rdfs:comment "A person who looks after animals."@en .
:Pen a owl:Class ; #! missing-definition
    rdfs:label "pen"@en .

:keptBy a owl:ObjectProperty ; rdfs:label "is kept by"@en ; rdfs:comment "By whom it is looked after."@en ;
    rdfs:domain :Animal ; rdfs:range :Keeper .
:name a owl:DatatypeProperty ; rdfs:label "has the name"@en ; rdfs:comment "What it is called."@en ;
    rdfs:domain :Animal ; rdfs:range xsd:string .
:age a owl:DatatypeProperty ; rdfs:label "age"@en ; rdfs:comment "In years."@en ;
    rdfs:domain :Animal ,
        :Keeper ; #! several-domains
    rdfs:range xsd:integer .
:livesIn a owl:ObjectProperty ;
    rdfs:label "age"@en ; #! label-collision
    rdfs:comment "Where it lives."@en ; rdfs:domain :Animal ; rdfs:range :Pen .

:AnimalShape a sh:NodeShape ; sh:targetClass :Animal , :Cat ; sh:property :NameShape , :AgeShape , :KeptShape .
:NameShape a sh:PropertyShape ; sh:path :name ; sh:minCount 1 ; sh:message "An animal needs a name."@en .
:AgeShape a sh:PropertyShape ; sh:path :age ; sh:datatype xsd:integer .
:KeptShape a sh:PropertyShape ; sh:path :keptBy ; sh:minCount 1 ; sh:class :Keeper .

:ann a :Keeper ; rdfs:label "Ann" .
:bob a :Keeper ; rdfs:label "Bob" .
:cage a :Pen ; rdfs:label "cage" ; owl:deprecated true ; dcterms:isReplacedBy :meadow .
:meadow a :Pen ; rdfs:label "meadow" .

:leo a :Cat ; :name "Leo" ; :age 3 ;
    :keptBy :an . #! KeptShape
:mia a :Cat ; :name "Mia" ; :keptBy :ann ;
    :age "four" . #! AgeShape
:tom a :Cat ; :age 5 ; :keptBy :bob ;
    :nmae "Tom" . #! unknown-term
:kit a :Cat ; :name "Kit" ; #! KeptShape
    :age 1 .
:rex a :Cat ; :name "Rex" ; :keptBy :ann ;
    :livesIn :cage . #! deprecated-in-use
:zoe :name "Zoe" ; :keptBy :bob . #! missing-type
:gus a :Cat ; :name "Gus" ; :keptBy :ann ;
    :livesIn "the meadow" . #! value-kind
"""
"""A domain of its own, shapes among the data."""

LIBRARY = """@prefix : <https://example.org/library#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:Book a owl:Class ; rdfs:label "book" . :Person a owl:Class ; rdfs:label "person" .
:Shelf a owl:Class ; rdfs:label "shelf" .
:reading_room a owl:Class ; rdfs:label "reading room" . #! naming-style

:writes a owl:ObjectProperty ; rdfs:label "writes" ; rdfs:domain :Person ; rdfs:range :Book ;
    owl:inverseOf :lends . #! wrong-inverse
:lends a owl:ObjectProperty ; rdfs:label "lends" ; rdfs:domain :Person ; rdfs:range :Book .
:holds a owl:ObjectProperty ; rdfs:label "holds" ; rdfs:domain :Shelf ; rdfs:range :Book .
:near a owl:ObjectProperty ,
        owl:SymmetricProperty ; #! wrong-characteristic
    rdfs:label "is near" ; rdfs:domain :Shelf ; rdfs:range :Person .
:hasChapter a owl:ObjectProperty ; rdfs:label "has the chapter" ; rdfs:range :Book . #! missing-domain
:read a owl:ObjectProperty ; #! missing-label
    rdfs:domain :Person ; rdfs:range :Book .

:BookShape a sh:NodeShape ; sh:targetClass :Book ; sh:property :LanguageShape , :TitleShape , :YearShape .
:LanguageShape a sh:PropertyShape ; sh:path :inLanguage ; sh:in ( "en" "fr" ) .
:TitleShape a sh:PropertyShape ; sh:path dcterms:title ; sh:maxCount 1 ; sh:minCount 1 .
:YearShape a sh:PropertyShape ; sh:path :year ; sh:pattern "^[0-9]{4}$" .
:BrokenShape a sh:PropertyShape ; sh:path 3 ; sh:targetClass :Book . #! broken-shape
:inLanguage a owl:DatatypeProperty ; rdfs:label "is in" ; rdfs:domain :Book ; rdfs:range rdfs:Literal .
:year a owl:DatatypeProperty ; rdfs:label "year" ; rdfs:domain :Book ; rdfs:range rdfs:Literal .

:emma a :Book ; dcterms:title "Emma" ; :inLanguage "en" ; :year "1815" .
:nana a :Book ; dcterms:title "Nana" ;
    :inLanguage "de" ; #! LanguageShape
    :year "1880" .
:dune a :Book ; :inLanguage "en" ;
    dcterms:titel "Dune" ; #! unknown-term
    :year "1965" .
:faust a :Book ; dcterms:title "Faust" , "Faust I" ; :year "1808" . #! TitleShape
:ulysses a :Book ; dcterms:title "Ulysses" ;
    :year "about 1922" . #! YearShape
:jane a :Persn ; rdfs:label "Jane" . #! unknown-term
:jane :writes :emma .
:emile a :Person ; :writes :nana , :nan . #! dangling-reference
:fiction a skos:Concept ; skos:prefLabel "fiction" ; skos:broader :novels . #! hierarchy-cycle
:novels a skos:Concept ; skos:prefLabel "novels" ; skos:broader :fiction .
"""
"""Another one, in which shapes are lists, patterns and counts."""
