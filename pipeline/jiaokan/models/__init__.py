"""Trained files, and what evaluates them."""
