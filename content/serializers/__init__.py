"""What posts, comments and messages share, as the API and events show it."""
