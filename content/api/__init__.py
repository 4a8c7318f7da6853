"""What posts, comments and messages share, through the API."""
