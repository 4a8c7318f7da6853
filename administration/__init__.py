"""How a company's own admins run it: settings, roles, requests to join, its log."""
