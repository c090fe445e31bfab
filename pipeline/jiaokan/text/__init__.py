"""What is known of Chinese text, used by all stages."""
