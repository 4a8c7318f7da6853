"""The feed's pages. A request of the page's own scripts (htmx's header) gets the fragment instead of the page."""
