"""Turtle as text: its words with their comments, its layout, and changes of single places in it."""
