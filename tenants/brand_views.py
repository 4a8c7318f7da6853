"""What a browser asks for before anyone signs in: colours, icons, the installable app. No content of the company."""

from __future__ import annotations

from functools import lru_cache, wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from tenants import brand

YEAR = "public, max-age=31536000, immutable"
SHORT = "public, max-age=300"


def for_everyone(view):
    """Opens the view to signed-out people (see people.middleware), and only on a company's host."""

    @wraps(view)
    def inside(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.company is None:
            raise Http404
        return view(request, *args, **kwargs)

    inside.open_to_strangers = True
    return inside


def keep(response: HttpResponse, request: HttpRequest) -> HttpResponse:
    """For a year under a versioned address; five minutes for who asks without one."""
    response["Cache-Control"] = YEAR if request.GET.get("v") == str(request.company.brand_version) else SHORT
    return response


@for_everyone
def stylesheet(request: HttpRequest) -> HttpResponse:
    return keep(HttpResponse(brand.stylesheet(request.company), content_type="text/css; charset=utf-8"), request)


@for_everyone
def manifest(request: HttpRequest) -> HttpResponse:
    version = request.company.brand_version

    def icon_url(size: int, purpose: str) -> str:
        name = "tenants:icon" if purpose == "any" else "tenants:icon-maskable"
        return f"{reverse(name, args=[size])}?v={version}"

    data = brand.manifest(request.company, icon_url, "/")
    return keep(JsonResponse(data, content_type="application/manifest+json"), request)


@for_everyone
def icon(request: HttpRequest, size: int, maskable: bool = False) -> HttpResponse:
    if size not in brand.ICON_SIZES:
        raise Http404
    picture = brand.icon_of(request.company, size, maskable)
    return keep(HttpResponse(picture, content_type="image/png"), request)


@for_everyone
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, since a worker only looks after pages below its own address."""
    response = HttpResponse(worker_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def worker_script() -> bytes:
    return (settings.BASE_DIR / "static" / "js" / "sw.js").read_bytes()


@for_everyone
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")
