"""The one socket, `/ws/`."""

from channels.routing import URLRouter
from django.urls import path

from realtime.consumer import Consumer
from tenants.websocket import CompanySocket

sockets = CompanySocket(URLRouter([path("ws/", Consumer.as_asgi())]))
