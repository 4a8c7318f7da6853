"""Pages and API. Production runs these processes apart from the sockets'."""

import os

from django.core.wsgi import get_wsgi_application

from realtime.lifespan import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")

application = get_wsgi_application()
settle()  # no lifespan under WSGI: without it the collector looks through all of the product every few requests
