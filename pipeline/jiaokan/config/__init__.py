"""The settings: one class for each table of `configs/pipeline.toml`, and the loader."""
