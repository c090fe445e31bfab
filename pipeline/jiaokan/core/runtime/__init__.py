"""What makes objects cheaper: the garbage collector paused, and properties that are made on first use."""
