"""What a page says of itself: title, author, day of publication, each with its source."""
