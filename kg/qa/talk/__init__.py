"""Talk: how a question that goes on from the one before is understood and answered."""
