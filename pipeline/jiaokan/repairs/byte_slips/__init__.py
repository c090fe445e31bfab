"""Repair GBK text that lost a byte, so that every character after it was read one byte off."""
