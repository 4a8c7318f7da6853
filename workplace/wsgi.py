"""Pages and API. Production runs these processes apart from the sockets'."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workplace.settings")

application = get_wsgi_application()
