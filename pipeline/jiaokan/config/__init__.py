"""Settings: the tables of `configs/pipeline.toml` as classes, and what reads them."""
