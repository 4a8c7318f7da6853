"""A file on its way out: with the type we know it to be, or as a download; whole or the part that was asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from django.core.files.storage import default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header, parse_etags

from content.models import File
from core.storage import Folder

storage = cast("Folder", default_storage)  # or Bucket, which does the same
FORMS = {"view", "thumb"}
SHOWN = re.compile(r"image/(jpeg|png|webp)|(audio|video)/[a-z0-9]+")
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True)
class Form:
    """One of the forms in which a file is kept."""

    stored: str
    mime: str
    etag: str
    size: int | None = None  # where the row knows it: then parts of it can be asked for


class BadRange(Exception):
    """A part that the file does not have."""


def form_of(file: File, which: str) -> Form:
    """`original`, or a picture's `view` or `thumb`; 404 for one that it has not, or not yet."""
    key = file.path.rsplit("/", 1)[-1][:20]
    if which == "original" and not file.is_picture:
        return Form(f"{file.path}/raw", file.mime, f'"{key}"', file.size)
    if not file.is_picture or not file.is_ready:
        raise Http404
    if which == "original":
        return Form(f"{file.path}/clean", file.mime, f'"{key}-c"', file.size)
    if which not in FORMS:
        raise Http404
    return Form(f"{file.path}/{which}", "image/webp", f'"{key}-{which[0]}"')


def answer(request: HttpRequest, file: File, which: str) -> HttpResponseBase:
    """The bytes. The caller has asked whether this person may have them."""
    form = form_of(file, which)
    if _is_known(request, form):
        return _headed(HttpResponseNotModified(), request, file, form)
    try:
        asked = _range(request, form)
    except BadRange:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{form.size}"})
        return _headed(refused, request, file, form)
    try:
        return _headed(_body(request, form, asked), request, file, form)
    except FileNotFoundError:
        raise Http404 from None


def _body(request: HttpRequest, form: Form, asked: tuple[int, int] | None) -> HttpResponseBase:
    start, length = asked or (0, None)
    size, pieces = storage.stream(form.stored, start, length)
    response: HttpResponseBase = StreamingHttpResponse(pieces) if request.method == "GET" else HttpResponse()
    response["Content-Length"] = str(size)
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{start + size - 1}/{form.size}"
    return response


def _headed(response: HttpResponseBase, request: HttpRequest, file: File, form: Form) -> HttpResponseBase:
    is_shown = SHOWN.fullmatch(form.mime) is not None
    if response.status_code in {200, 206}:
        response["Content-Type"] = form.mime
        as_attachment = not is_shown or "download" in request.GET
        response["Content-Disposition"] = content_disposition_header(as_attachment, file.name) or "attachment"
    if form.size is not None:
        response["Accept-Ranges"] = "bytes"
    response["ETag"] = form.etag
    response["Cache-Control"] = "private, no-cache"  # kept by the reader's own browser, which asks each time
    response["Vary"] = "Cookie, X-Session-Token"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _is_known(request: HttpRequest, form: Form) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or form.etag in [etag.removeprefix("W/") for etag in known]


def _range(request: HttpRequest, form: Form) -> tuple[int, int] | None:
    """Start and length of the one part asked for; None for all of it, which also answers several parts."""
    found = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if form.size is None or not found or not any(found.groups()):
        return None
    if request.headers.get("If-Range", form.etag) != form.etag:
        return None
    first, last = found.groups()
    start = int(first) if first else max(0, form.size - int(last))
    end = min(int(last), form.size - 1) if first and last else form.size - 1
    if start >= form.size or (not first and not int(last)):
        raise BadRange
    if end < start:
        return None  # not a range at all, says the standard
    return start, end - start + 1
