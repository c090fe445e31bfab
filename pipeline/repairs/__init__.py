"""Repairs of corrupted text, one corruption per module, in the order of REPAIRS."""
