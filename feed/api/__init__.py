"""The feed through the API, a module for each thing."""
