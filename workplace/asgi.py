"""Pages and sockets in one process: pages run in WSGI threads, which keep their connections.

In production a proxy sends `/ws/` here and everything else to `workplace.wsgi`.
"""

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter
from django.conf import settings

from workplace.wsgi import application as pages  # first of ours: it sets Django up, before any model is imported

# isort: split
from realtime.lifespan import lifespan
from workplace.routing import sockets

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(pages, workers=settings.WEB_THREADS),
        "websocket": sockets,
        "lifespan": lifespan,
    }
)
