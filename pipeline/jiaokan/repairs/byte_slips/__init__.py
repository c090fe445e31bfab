"""Repair GBK text that lost a byte, so that the characters after it were read one byte off."""
