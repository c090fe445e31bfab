"""What trains the ranker of titles of HTML."""
