"""Where graphs live: files read into Oxigraph, and queries run within limits."""
