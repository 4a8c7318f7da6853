"""Pages and sockets in one process: pages run in WSGI threads, which keep their connections.

In production a proxy sends `/ws/` here and everything else to `workplace.wsgi`.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")

from a2wsgi import WSGIMiddleware  # noqa: E402
from channels.routing import ProtocolTypeRouter  # noqa: E402
from django.conf import settings  # noqa: E402

from workplace.routing import sockets  # noqa: E402
from workplace.wsgi import application as pages  # noqa: E402  (sets Django up, before any model is imported)

application = ProtocolTypeRouter({"http": WSGIMiddleware(pages, workers=settings.WEB_THREADS), "websocket": sockets})
