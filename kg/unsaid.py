"""What is written in a graph's files and yet not said: gaps to be filled, and what an overlay takes back."""

from typing import Final

from kg.rdf import KG, RDF

UNSAID: Final = f"""CONSTRUCT {{ ?subject ?property ?object }} WHERE {{
  {{ VALUES ?object {{ {KG.TODO.n3()} }} ?subject ?property ?object }} UNION
  {{ ?retraction a {KG.Retraction.n3()} ; {RDF.subject.n3()} ?subject ; {RDF.predicate.n3()} ?property ;
     {RDF.object.n3()} ?object }}
}}"""
"""Gives the triples that do not count: those with a gap (kg:TODO) as object, and those that a kg:Retraction names."""
