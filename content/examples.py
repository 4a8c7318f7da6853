"""How files, drafts, names after `@` and saved things look in the API's document. A test holds them to the shapes."""

from __future__ import annotations

from typing import Any

from people.examples import AT, BOB

FILE: dict[str, Any] = {
    "id": "1207",
    "kind": "picture",
    "name": "oven.jpg",
    "mime": "image/jpeg",
    "size": 184_223,
    "width": 1600,
    "height": 1200,
    "duration": None,
    "alt_text": "The oven, open",
    "state": "ready",
    "url": "/files/1207/original/oven.jpg",
    "view_url": "/files/1207/view",
    "thumb_url": "/files/1207/thumb",
}
CARD = {
    "id": "61",
    "url": "https://rye.example/starter",
    "title": "How to keep a rye starter",
    "text": "Flour, water, and a warm place.",
    "site": "rye.example",
    "picture": "/cards/61/picture?v=1",
    "picture_width": 1200,
    "picture_height": 630,
}
DRAFT = {
    "place": "group:31",
    "text": "Tomorrow we bake",
    "data": {},
    "files": [FILE],
    "device": "phone",
    "version": 3,
    "updated_at": AT,
}
MENTIONABLE = {
    **BOB,
    "title": "Shop manager",
    "department": "Shops",
    "photo": "/people/12/photo?v=3",
    "is_member": True,
    "can_see": True,
}
SAVED_MARK = {"kind": "post", "id": "4711", "saved_at": AT, "list": "5"}
SAVED = {
    **SAVED_MARK,
    "title": "Shop swap North",
    "text": "The rye starter is alive again.",
    "link": "/posts/4711/",
    "person": BOB,
    "at": AT,
}
SAVED_LIST = {"id": "5", "name": "Recipes", "count": 8, "created_at": AT}
