"""The tables of a release: their columns, the rows of a document, and Parquet files of rows."""
