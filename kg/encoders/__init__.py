"""Encoders: texts to vectors. Models are loaded here and nowhere else."""
