"""Search the documents of a corpus for repeats: the corpus stage `repeats`, in passes over its shards.

1. Each shard writes its documents as a part, or the tables of a release, and their sketches beside it
   (`sketch_files`): keys sorted, so that a task reads the slice of each shard's keys that begin alike.
2. Tasks find documents with equal keys (`key_passes`): equal texts, pairs that may be alike, and paragraphs.
3. Pairs are compared by all their 5-grams (`exact_counts`).
4. Clusters are formed, and for each shard it is written what its documents repeat (`findings_files`).
5. The parts are written anew with that; in the tables of a release its columns are filled
   (`table_completion`).

`search_driver` runs steps 2 to 4. Memory holds the keys of one task and a few numbers of each document that
repeats another. A pass keeps what each task has made, so a search that was stopped goes on.
"""
