"""Mail domains: whose they are, and which belong to everybody."""

from __future__ import annotations

from core.schema import inside_public
from tenants.models import Company, MailDomain

# Mail providers open to the public. An address there says nothing about where a person works.
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


def domain_of(address: str) -> str:
    """The part after the @, in lower case."""
    return address.rpartition("@")[2].strip().lower()


def is_public_provider(domain: str) -> bool:
    return domain in PUBLIC_PROVIDERS


def company_of_mail_domain(domain: str) -> Company | None:
    """The company that has proven this mail domain, whatever its state; looked up in public, from wherever one is."""
    with inside_public():
        found = MailDomain.objects.select_related("company").filter(domain=domain, proven_at__isnull=False).first()
    return found.company if found else None
