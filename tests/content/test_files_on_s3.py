"""Files on S3-compatible storage, over the wire."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import boto3
import pytest
from django.core.files.storage import storages
from django.utils import timezone
from moto.server import ThreadedMotoServer
from PIL import Image

from content.actions import erase_files
from content.actions.preparing import remove_strays
from content.models import File
from core.bucket import Bucket
from core.schema import entered
from standalone.ports import LOOPBACK
from tests.content.conftest import body, picture, stored
from tests.ports import own_port

NAME = "workplace-files"
KEYS = {"access_key": "a", "secret_key": "b", "region_name": "eu-west-3"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = own_port()
    server = ThreadedMotoServer(ip_address=LOOPBACK, port=port, verbose=False)
    server.start()
    yield f"http://{LOOPBACK}:{port}"
    server.stop()


@pytest.fixture
def client(address):
    client = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id="a", aws_secret_access_key="b", region_name="eu-west-3"
    )
    client.create_bucket(Bucket=NAME, CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    yield client
    boto3.resource(
        "s3", endpoint_url=address, aws_access_key_id="a", aws_secret_access_key="b", region_name="eu-west-3"
    ).Bucket(NAME).objects.delete()
    client.delete_bucket(Bucket=NAME)


@pytest.fixture(autouse=True)
def bucket(settings, client, address):
    options = {"bucket_name": NAME, "endpoint_url": address, "location": "files-of-ours", "default_acl": None, **KEYS}
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "core.bucket.Bucket", "OPTIONS": options}}
    assert isinstance(storages["default"], Bucket)


def keys(client) -> list[str]:
    return [thing["Key"] for thing in client.list_objects_v2(Bucket=NAME).get("Contents", [])]


def test_a_file_goes_there_and_comes_back_through_us(client, client_of, file_of, bob):
    file = file_of(bob, b"some bytes")
    assert keys(client) == [f"files-of-ours/{file.path}/raw"]
    answer = client_of(bob).get(f"/files/{file.pk}/original")
    assert (answer.status_code, body(answer), answer["Content-Length"]) == (200, b"some bytes", "10")
    assert "Location" not in answer


def test_a_large_one_travels_in_parts(client, client_of, file_of, bob):
    content = bytes(range(256)) * 40_000
    file = file_of(bob, content)
    assert body(client_of(bob).get(f"/files/{file.pk}/original")) == content


@pytest.mark.parametrize(("asked", "sent"), [("bytes=0-3", b"some"), ("bytes=5-", b"bytes"), ("bytes=-5", b"bytes")])
def test_a_part_of_it_can_be_asked_for(client_of, file_of, bob, asked, sent):
    file = file_of(bob, b"some bytes")
    answer = client_of(bob).get(f"/files/{file.pk}/original", headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (206, sent)


def test_nothing_in_it_is_public(client, file_of, bob):
    file_of(bob)
    (key,) = keys(client)
    grants = client.get_object_acl(Bucket=NAME, Key=key)["Grants"]
    assert [grant["Grantee"].get("URI") for grant in grants] == [None]


def test_pictures_are_prepared_there(client_of, file_of, bob, run_tasks):
    file = file_of(bob, picture(900, 600), "photo.jpg")
    run_tasks()
    assert [name.rsplit("/", 1)[1] for name in stored()] == ["clean", "thumb", "view"]
    thumb = body(client_of(bob).get(f"/files/{file.pk}/thumb"))
    assert Image.open(io.BytesIO(thumb)).size == (320, 213)


def test_what_is_erased_is_gone_there_too(client, file_of, bob, run_tasks):
    erase_files(files=[file_of(bob).pk])
    run_tasks()
    assert keys(client) == []


def test_strays_are_found_there_too(client, acme, file_of, bob):
    kept = file_of(bob)
    client.put_object(Bucket=NAME, Key=f"files-of-ours/{entered()}/files/aa/stray/raw", Body=b"x")
    assert remove_strays(since=timezone.now() + timedelta(hours=1)) == 1
    assert keys(client) == [f"files-of-ours/{kept.path}/raw"]


def test_bytes_that_are_missing_are_a_404(client, client_of, file_of, bob):
    file = file_of(bob)
    client.delete_object(Bucket=NAME, Key=f"files-of-ours/{file.path}/raw")
    assert client_of(bob).get(f"/files/{file.pk}/original").status_code == 404
    assert File.objects.filter(pk=file.pk).exists()
