"""Proposers: other words or queries for what the engine does not understand. Language models are asked here only."""
