"""A graph of a firm's products, suppliers and people: labels, two levels of classes, numbers and codes."""

SHOP = """
@prefix : <https://example.org/shop/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

:Employee a owl:Class ; rdfs:label "employee" .
:Department a owl:Class ; rdfs:label "department" .
:Product a owl:Class ; rdfs:label "product" .
:Hardware a owl:Class ; rdfs:label "hardware" ; rdfs:subClassOf :Product .
:Supplier a owl:Class ; rdfs:label "supplier" .
:Country a owl:Class ; rdfs:label "country" .
:memberOf a owl:ObjectProperty ; rdfs:label "member of" .
:manages a owl:ObjectProperty ; rdfs:label "manages" .
:responsibleFor a owl:ObjectProperty ; rdfs:label "responsible for" .
:suppliedBy a owl:ObjectProperty ; rdfs:label "supplied by" .
:locatedIn a owl:ObjectProperty ; rdfs:label "located in" .
:price a owl:DatatypeProperty ; rdfs:label "price" .
:email a owl:DatatypeProperty ; rdfs:label "email" .
:status a owl:DatatypeProperty ; rdfs:label "status" .
:code a owl:DatatypeProperty ; rdfs:label "code" .

:norway a :Country ; rdfs:label "Norway" ; :code "NO" .
:sweden a :Country ; rdfs:label "Sweden" ; :code "SE" .
:japan a :Country ; rdfs:label "Japan" ; :code "JP" .
:acme a :Supplier ; rdfs:label "Acme Components" ; :locatedIn :norway .
:nordic a :Supplier ; rdfs:label "Nordic Sensors" ; :locatedIn :norway .
:svea a :Supplier ; rdfs:label "Svea Optics" ; :locatedIn :sweden .
:kyoto a :Supplier ; rdfs:label "Kyoto Motors" ; :locatedIn :japan .
:rd a :Department ; rdfs:label "Research" ; :responsibleFor :lidar , :cam .
:ops a :Department ; rdfs:label "Operations" ; :responsibleFor :motor , :care .
:lidar a :Hardware , :Product ; rdfs:label "Lidar X2" ; :price 1200 ; :suppliedBy :nordic , :acme ; :status "active" .
:cam a :Hardware , :Product ; rdfs:label "Camera C1" ; :price 300 ; :suppliedBy :svea ; :status "active" .
:motor a :Hardware , :Product ; rdfs:label "Motor M5" ; :price 750 ; :suppliedBy :kyoto , :acme ;
    :status "discontinued" .
:care a :Product ; rdfs:label "Gold Care" ; :price 99 ; :suppliedBy :acme ; :status "active" .
:anna a :Employee ; rdfs:label "Anna Berg" ; :memberOf :rd ; :email "anna@example.org" .
:bjorn a :Employee ; rdfs:label "Bjorn Dahl" ; :memberOf :rd ; :manages :rd ; :email "bjorn@example.org" .
:carla a :Employee ; rdfs:label "Carla Rossi" ; :memberOf :ops ; :manages :ops ; :email "carla@example.org" .
"""
"""Who supplies what, and who is responsible for it."""
