"""What two releases do not share."""
