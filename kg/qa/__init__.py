"""What happens to a question: analysis, linking, interpretation, ranking, SPARQL, evidence, answer."""
