"""The front door: commands that read arguments, call one function and print."""
