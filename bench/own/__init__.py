"""Benchmark graphs of our own, with questions that were written without a look at the engine."""
