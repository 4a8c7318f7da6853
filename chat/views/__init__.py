"""Work Chat's pages, and the parts of them that the browser fetches by itself."""
