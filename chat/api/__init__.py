"""Work Chat through the API."""
