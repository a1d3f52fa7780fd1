"""A graph of films, of which people know one another only over what they made."""

STUDIO = """
@prefix : <https://example.org/studio#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:Film a owl:Class ; rdfs:label "film" .
:Work a owl:Class ; rdfs:label "work" .
:Film rdfs:subClassOf :Work .
:Play a owl:Class ; rdfs:label "play" ; rdfs:subClassOf :Work .
:Director a owl:Class ; rdfs:label "director" .
:Actor a owl:Class ; rdfs:label "actor" .
:Genre a owl:Class ; rdfs:label "genre" .
:Poster a owl:Class ; rdfs:label "poster" .
:directedBy a owl:ObjectProperty ; rdfs:label "directed by" .
:starring a owl:ObjectProperty ; rdfs:label "starring" .
:genre a owl:ObjectProperty ; rdfs:label "genre" .
:year a owl:DatatypeProperty ; rdfs:label "release year" .
:runtime a owl:DatatypeProperty ; rdfs:label "runtime" ; rdfs:comment "How long it takes, in minutes." .
:country a owl:DatatypeProperty ; rdfs:label "country" .
:advertises a owl:ObjectProperty ; rdfs:label "advertises" .
:width a owl:DatatypeProperty ; rdfs:label "width" .
:height a owl:DatatypeProperty ; rdfs:label "height" .

:moor a :Film ; rdfs:label "The Moor" ; :directedBy :ada ; :starring :kim , :lee ; :genre :drama ; :year 1990 ;
    :runtime 95 .
:fen a :Film ; rdfs:label "Fen" ; :directedBy :ada ; :starring :lee ; :genre :comedy ; :year 2001 ; :runtime 130 .
:tarn a :Film ; rdfs:label "Tarn" ; :directedBy :bo ; :starring :kim ; :genre :drama ; :year 2010 ; :runtime 110 .
:heath a :Play ; rdfs:label "Heath" ; :directedBy :bo .
:ada a :Director ; rdfs:label "Ada Quist" ; :country "Norway" .
:bo a :Director ; rdfs:label "Bo Lund" ; :country "Italy" .
:kim a :Actor ; rdfs:label "Kim Roe" .
:lee a :Actor ; rdfs:label "Lee Dunn" .
:drama a :Genre ; rdfs:label "drama" .
:comedy a :Genre ; rdfs:label "comedy" .
:p1 a :Poster ; rdfs:label "Moor poster" ; :advertises :moor ; :width 3 ; :height 4 .
:p2 a :Poster ; rdfs:label "Fen poster" ; :advertises :fen ; :width 2 ; :height 5 .
"""
"""Films with their people, and posters with two lengths each."""
