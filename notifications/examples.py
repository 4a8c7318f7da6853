"""How the API of the bell looks in its document. A test holds it to the shapes."""

from __future__ import annotations

from people.examples import ANA, AT

NOTIFICATION = {
    "id": "5530",
    "kind": "feed.post_commented",
    "about": {"type": "feed.post", "id": "4711"},
    "text": "Ana Adams and 4 others commented on your post",
    "quote": "@Bob Brown well done!",
    "link": "/posts/4711/?comment=9012#comment-9012",
    "tag": "feed.post_commented:feed.post:4711",
    "person": ANA,
    "actor_count": 5,
    "changed_at": AT,
    "seen": True,
    "read": False,
}
SUBSCRIPTION = {
    "id": "16",
    "name": "Chrome on Android",
    "this_device": True,
    "created_at": AT,
    "pushed_at": None,
}
NEW_SUBSCRIPTION = {
    "endpoint": "https://push.example/send/eK2pQ9",
    "keys": {
        "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
        "auth": "tBHItJI5svbpez7KI4CCXg",
    },
}
