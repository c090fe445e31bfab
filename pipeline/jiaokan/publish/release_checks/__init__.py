"""Check what a release says of itself before anything is done by it: its manifest, and its tables."""
