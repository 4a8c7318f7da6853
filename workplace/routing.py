"""The one socket, `/ws/`."""

from channels.routing import URLRouter
from django.urls import path, re_path

from realtime.consumer import consumer
from tenants.websocket import CompanySocket, no_such_socket

sockets = URLRouter([path("ws/", CompanySocket(consumer)), re_path("", no_such_socket)])
