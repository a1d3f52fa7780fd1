"""A small world that marks its statements: museums, what they need for a show, and who says so."""

MUSEUMS = """
@prefix : <https://example.org/museums#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kg: <https://w3id.org/mktit/kg#> .

:Museum a owl:Class ; rdfs:subClassOf :Place ; rdfs:label "museum" ; skos:altLabel "gallery" .
:Device a owl:Class ; rdfs:label "device"@en , "Gerät"@de ; skos:definition "What a show runs on." .
:Show a owl:Class ; rdfs:label "show" .
:Need a owl:Class ; rdfs:label "need" .
:requires a owl:ObjectProperty ; rdfs:label "requires" ; owl:inverseOf :requiredBy ;
    owl:propertyChainAxiom ( :partOf :requires ) .
:prefers a owl:ObjectProperty ; rdfs:label "prefers" .
:hangsIn a owl:ObjectProperty ; kg:defaultBasis :editorial ; kg:defaultSource :handbook ;
    kg:defaultVerified false .
:ofShow rdfs:subPropertyOf rdf:subject .
:ofDevice rdfs:subPropertyOf rdf:object .
:because rdfs:subPropertyOf kg:reason .
:cites rdfs:subPropertyOf kg:source .
:force rdfs:subPropertyOf kg:strength .
:basedOn rdfs:subPropertyOf kg:basis .
:checked rdfs:subPropertyOf kg:verified .
:onlyWhen rdfs:subPropertyOf kg:condition .
:inWork rdfs:subPropertyOf kg:ofSource .
:page rdfs:subPropertyOf kg:locator .
:address rdfs:subPropertyOf kg:url .
:must rdfs:label "must" ; kg:states :requires ; kg:rank 1 .
:should rdfs:label "should" ; kg:states :prefers ; kg:rank 2 .
:Device kg:notice "Not electrical advice." .

:night a :Show ; rdfs:label "Night of Light" ; :partOf :season ; :requires :lamp ; :seats 120 .
:season a :Show ; rdfs:label "Season" ; :requires :screen , :lamp .
:lamp a :Device , :Lamp ; rdfs:label "LED lamp" ; skos:altLabel "light" ; skos:hiddenLabel "lampp" ; :watts 40 ;
    :colour "warm white" .
:torch a :Device , :Lamp ; rdfs:label "hand-held torch" ; :watts 5 .
:screen a :Device ; rdfs:label "Screen" ; :requiredBy :night .
:louvre a :Museum ; rdfs:label "Louvre" .
:paintingOfSpring :hangsIn :louvre .
:handbook rdfs:label "Handbook" ; :address "https://example.org/handbook" .
:page7 :inWork :handbook ; :page "p. 7" .
:need1 a :Need ; :ofShow :night ; rdf:predicate :requires ; :ofDevice :lamp ;
    rdf:subject :night ; rdf:object :lamp ; :because "It is dark." ; :cites :page7 , "a letter" ; :force :must ;
    :basedOn :sourced ; :checked true ; :onlyWhen :evening .
:need2 a :Need ; rdf:subject :season ; rdf:predicate :requires ; rdf:object :screen ; :because "It tells the story." ;
    :checked false .
"""
