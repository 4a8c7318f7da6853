"""The local mail box in the browser: every mail this installation sends, for whoever sits at this machine.

Mounted on the public host, and only where `up` keeps mails and listens to this machine alone, since sign-in
codes are in them.
"""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from standalone.letters import Letter, Letters

SHOWN = 100
NO_RIGHTS = {  # a mail is a stranger's page: it may look as it likes, and do nothing
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
}


def box(request: HttpRequest) -> HttpResponse:
    letters = Letters(settings.MAIL_FOLDER).newest(SHOWN)
    return render(request, "standalone/mail.html", {"letters": letters, "shown": SHOWN})


def read(request: HttpRequest, key: str) -> HttpResponse:
    return render(request, "standalone/letter.html", {"letter": letter_or_404(key)})


@xframe_options_sameorigin
@csp(NO_RIGHTS)
def html(request: HttpRequest, key: str) -> HttpResponse:
    """The mail's own page, for the frame on ours; its links open beside it."""
    return HttpResponse(f'<base target="_blank">{letter_or_404(key).html}')


def letter_or_404(key: str) -> Letter:
    try:
        return Letters(settings.MAIL_FOLDER).get(key)
    except KeyError:
        raise Http404 from None
