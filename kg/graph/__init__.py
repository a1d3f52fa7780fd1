"""What a graph is: its schema, its names, its words, its sources."""
