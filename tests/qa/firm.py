"""A graph without labels, as tables make it: readable local names, numbers, dates, and names of its own."""

FIRM = """
@prefix : <https://example.org/firm/> .
@prefix w: <https://example.org/firm/worker#> .
@prefix t: <https://example.org/firm/team#> .
@prefix g: <https://example.org/firm/gadget#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:t1 a :team ; t:name "Optics" ; t:budget 500 .
:t2 a :team ; t:name "Acoustics" ; t:budget 300 .
:t3 a :team ; t:name "Haptics" ; t:budget 100 .
:w1 a :worker ; w:fname "Ada" ; w:age 30 ; w:hiredate "2012-05-01"^^xsd:date ; w:team :t1 ; w:city "Oslo" .
:w2 a :worker ; w:fname "Bo" ; w:age 50 ; w:hiredate "2014-05-01"^^xsd:date ; w:team :t1 ; w:city "Bergen" .
:w3 a :worker ; w:fname "Cy" ; w:age 40 ; w:hiredate "2016-05-01"^^xsd:date ; w:team :t2 ; w:city "Oslo" .
:g1 a :gadget ; g:title "Lens" ; g:price 10 ; g:maker :w1 .
:g2 a :gadget ; g:title "Prism" ; g:price 20 ; g:maker :w1 .
:g3 a :gadget ; g:title "Horn" ; g:price 60 ; g:maker :w3 .
"""
"""Teams of workers who make gadgets."""
