"""The title of a page of HTML: candidates, what is measured of them, and the choice among them."""
