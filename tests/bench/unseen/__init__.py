"""Pages by reference, labelled line by line: where each stands in a public repository, and what its lines are."""
