"""How good answers are: benchmark folders read, answers scored against gold, scores summed up."""
