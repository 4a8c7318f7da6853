"""How an answer of the search looks in the API's document. A test holds it to the shapes."""

from __future__ import annotations

from people.examples import AT, BOB

SECTION = {
    "kind": "post",
    "label": "Posts",
    "results": [
        {
            "id": "4711",
            "title": "Shop swap North",
            "title_marks": [],
            "text": "The rye starter is alive again.",
            "marks": [[4, 3]],
            "link": "/posts/4711/",
            "person": BOB,
            "at": AT,
        }
    ],
    "more": True,
    "next": "WyJwb3N0IiwiMjAyNi0wMy0wMlQwNjo0MTowOVoiLDQ3MTFd:3nQx7vGc2kE",
}
