"""Repair text that was read in a wrong charset and lost bytes."""
