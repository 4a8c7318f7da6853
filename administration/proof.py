"""Three ways to prove that a mail domain is ours: a code by mail, a file on its site, a record in its DNS."""

from __future__ import annotations

from urllib.parse import urlsplit

import dns.exception
import dns.resolver
from django.utils.translation import gettext as _

from core.errors import Refusal
from core.fetching import Unfetchable, fetch

# Whoever reads one of these boxes looks after the domain (RFC 2142 and what certificate authorities go by). Any
# other address of it proves no more than that one works there.
BOXES = ("postmaster", "hostmaster", "webmaster", "admin", "administrator")
FILE = "workplace-domain.html"
PATH = f"/.well-known/{FILE}"
MOST_BYTES = 20_000
SECONDS = 6.0


def page_of(token: str) -> bytes:
    """The file to be put on the site."""
    return f"<!doctype html>\n<title>{token}</title>\n<p>{token}</p>\n".encode()


def look_at_site(domain: str, token: str) -> None:
    """Raises Refusal unless the domain's own site shows the file. Another site it leads to proves nothing."""
    answer, why = None, ""
    for scheme in ("https", "http"):
        try:
            answer = fetch(f"{scheme}://{domain}{PATH}", most_bytes=MOST_BYTES, seconds=SECONDS, cut=True)
            break
        except Unfetchable as no:
            why = why or no.text
    if answer is None:
        raise _not_proven(_("We could not open the file. %(why)s") % {"why": why})
    if urlsplit(answer.url).hostname not in {domain, f"www.{domain}"}:
        raise _not_proven(_("The file’s address leads to another site. It must be answered by the domain itself."))
    if not answer.ok:
        raise _not_proven(_("There is no such file yet: the site answers %(status)s.") % {"status": answer.status})
    if token.encode() not in answer.body:
        raise _not_proven(_("There is a file, but our text does not stand in it."))


def look_into_dns(domain: str, token: str) -> None:
    """Raises Refusal unless one of the domain's TXT records is the token."""
    try:
        found = txt_records(domain)
    except dns.exception.DNSException:
        text = _("We could not read the TXT records of %(domain)s. New records may take an hour to be seen.")
        raise _not_proven(text % {"domain": domain}) from None
    if token not in found:
        raise _not_proven(_("The record is not there yet. New records may take an hour to be seen."))


def txt_records(domain: str) -> set[str]:
    answer = dns.resolver.Resolver().resolve(domain, "TXT", lifetime=SECONDS)
    return {b"".join(record.strings).decode("utf-8", "replace").strip() for record in answer}


def _not_proven(text: str) -> Refusal:
    return Refusal("not_proven", text)
