"""Groups through the API, a module for each topic."""
