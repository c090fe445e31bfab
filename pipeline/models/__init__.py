"""What evaluates trained files: no stage's own, so that stages need not know one another to share it."""
