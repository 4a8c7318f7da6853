"""The one socket of a person's browser or phone."""

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    """Accepts people whom `CompanySocket` let in."""
