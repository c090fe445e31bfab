"""Description lists: the runs of labels and values of a page, and one verdict for each."""
