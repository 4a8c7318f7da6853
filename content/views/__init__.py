"""What posts, comments and messages share, as pages fetch it."""
