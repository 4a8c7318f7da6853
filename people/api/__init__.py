"""Answers of the API about people, by topic."""
