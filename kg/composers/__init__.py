"""Composers: the words of an answer, made from its evidence alone."""
