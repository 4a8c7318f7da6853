"""Mail domains: whose they are, and which belong to everybody."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from core.errors import Refusal
from core.schema import inside_public
from tenants.models import Company, MailDomain

# Mail providers open to the public. An address there says nothing about where a person works. The list is
# our own: the large ones, access providers that give every customer a mailbox, and throw-away addresses.
PUBLIC_PROVIDERS = frozenset(
    """
    126.com 163.com aim.com alice.it aliceadsl.fr aol.com arcor.de att.net bbox.fr bell.net bellsouth.net bigpond.com
    blueyonder.co.uk bluewin.ch bol.com.br btinternet.com caramail.com charter.net club-internet.fr comcast.net cox.net
    duck.com earthlink.net email.com email.cz email.de fastmail.com fastmail.fm free.fr freenet.de gawab.com
    gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net googlemail.com guerrillamail.com hey.com home.nl hotmail.be
    hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com ig.com.br inbox.com
    inbox.ru interia.pl juno.com kpnmail.nl laposte.net libero.it list.ru live.be live.ca live.co.uk live.com live.fr
    live.nl mac.com mail.com mail.de mail.ru mailbox.org mailinator.com me.com msn.com naver.com neuf.fr ntlworld.com
    numericable.fr o2.pl onet.pl online.de online.no optonline.net orange.fr orange.net outlook.be outlook.com
    outlook.de outlook.es outlook.fr outlook.it planet.nl pm.me posteo.de posteo.net proton.me protonmail.ch
    protonmail.com qq.com rediffmail.com rocketmail.com rogers.com sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca
    sina.com sky.com skynet.be sympatico.ca t-online.de talktalk.net telenet.be telus.net terra.com.br tiscali.co.uk
    tiscali.it tuta.com tuta.io tutanota.com tutanota.de uol.com.br verizon.net virgilio.it virginmedia.com
    voila.fr wanadoo.es wanadoo.fr web.de wp.pl xs4all.nl yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk yahoo.com
    yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru yeah.net yopmail.com zoho.com zoho.eu
    """.split()
)


# These serve a country each under its ending: yahoo.com.ar, hotmail.se.
PUBLIC_NAMES = frozenset({"aol", "gmail", "gmx", "googlemail", "hotmail", "yahoo", "ymail"})
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")


def domain_of(address: str) -> str:
    """The part after the @, in lower case and in the letters the wire knows (`xn--…`)."""
    domain = address.rpartition("@")[2].strip().strip(".").lower()
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain


def is_public_provider(domain: str) -> bool:
    name, _dot, ending = domain.partition(".")
    return domain in PUBLIC_PROVIDERS or (name in PUBLIC_NAMES and ending.count(".") < 2)


def public_provider_text(domain: str) -> str:
    """Why an address there is refused, in words."""
    return _(
        "%(domain)s gives addresses to everybody, so it cannot show where you work. Please use your work address."
    ) % {"domain": domain}


def known_domain(text: str) -> str:
    """A mail domain as it is kept. Raises Refusal if it is none, or everybody's. Whose it is plays no part."""
    domain = domain_of(text)
    if len(domain) > 253 or not DOMAIN.fullmatch(domain):
        raise _refuse(_("%(domain)s is not a mail domain.") % {"domain": domain[:80]})
    if is_public_provider(domain):
        raise _refuse(_("%(domain)s gives addresses to everybody; it cannot be a company's.") % {"domain": domain})
    return domain


def free_domain(text: str) -> str:
    """The same for operators, who may read whose it is if it is another company's; raises Refusal then too."""
    domain = known_domain(text)
    with inside_public():
        owner = MailDomain.objects.select_related("company").filter(domain=domain).first()
    if owner:
        raise _refuse(_("%(domain)s belongs to %(company)s.") % {"domain": domain, "company": owner.company})
    return domain


def _refuse(text: str) -> Refusal:
    return Refusal("mail_domain", text, fields={"mail_domains": [text]})


def company_of_mail_domain(domain: str) -> Company | None:
    """The company that has proven this mail domain, whatever its state; looked up in public, from wherever one is."""
    with inside_public():
        found = MailDomain.objects.select_related("company").filter(domain=domain, proven_at__isnull=False).first()
    return found.company if found else None
