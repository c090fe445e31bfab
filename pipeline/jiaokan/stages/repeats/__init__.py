"""Who repeats whom: what compares the documents of a corpus with one another. Nothing is removed.

Unlike the other stages it needs all documents at once; `jiaokan.execution.repeat_search` takes a corpus
through it. Texts are compared as they are folded (`folded_text`): script, width, case and marks do not
count. `document_sketch` is what is kept of a document: a digest of its text, a signature of its 5-grams
(`minhash`), and a digest of each paragraph. Documents with a key in common (`key_groups`) are compared
(`similarity`), first by their signatures, then by all their 5-grams; those that are the same or near form
clusters (`document_clusters`).
"""
