"""The times of a page: when it was published and updated, and what its other dates say."""
