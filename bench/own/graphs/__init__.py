"""The graphs: each module makes the triples of one, always the same."""
