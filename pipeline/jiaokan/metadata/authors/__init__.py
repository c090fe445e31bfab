"""Who wrote, edited and posted a page: by labels, credits, signatures, bare names and accounts."""
