"""Who calls the API: an app by its session token, a page by its cookie."""

from __future__ import annotations

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from core.errors import NotAllowed
from people import actions
from tenants.second_factor import lacks_second_factor


class TokenAuthentication(XSessionTokenAuthentication):
    """`X-Session-Token`, as allauth's headless sign-in hands it out. A dead token is 401, never a guest."""

    def authenticate(self, request):
        if not self.get_session_token(request):
            return None
        found = super().authenticate(request)
        if found is None or not found[0].is_active:
            raise AuthenticationFailed
        person = found[0]
        if person.language:
            translation.activate(person.language)  # until the middleware's own choice is restored
        if request.company and not request.company.paused:
            actions.note_seen(person=person)
            actions.note_used(person=person, session_key=found[1].session_key)
        return found

    def authenticate_header(self, request) -> str:
        return "X-Session-Token"


class Session(SessionAuthentication):
    """The browser's cookie, with CSRF checked."""

    def authenticate_header(self, request) -> str:
        return "Session"


class MembersOnly(BasePermission):
    """People of this company; on the public host there is no API."""

    def has_permission(self, request, view) -> bool:
        user = request.user
        if request.company and user.is_authenticated and lacks_second_factor(request.company, user):
            raise NotAllowed("second_factor_required", _("Your company asks for a second factor. Set one up first."))
        return bool(request.company and user.is_authenticated and user.is_active and user.joined_at)
