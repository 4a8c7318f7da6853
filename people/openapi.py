"""How the two ways to sign in are written in the OpenAPI document."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "people.authentication.TokenAuthentication"
    name = "sessionToken"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "X-Session-Token",
            "description": "Handed out by `POST /_allauth/app/v1/auth/login`. The socket `/ws/` takes the same header.",
        }


class CookieScheme(OpenApiAuthenticationExtension):
    target_class = "people.authentication.Session"
    name = "cookie"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "session", "description": "The browser's; needs CSRF."}
