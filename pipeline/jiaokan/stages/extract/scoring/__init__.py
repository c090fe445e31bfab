"""Compute features of the lines of a page, score them, and choose those of the article.

No step chooses a container and takes the lines in it. `region_features.find_containers` finds the boxes that
hold most of the likely text, and only features of each line are made of them: whether it is in the box, how
far outside. The scores of the lines decide, and a line of the article may stand anywhere on the page.
"""
