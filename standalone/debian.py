"""What the tests want of the machine beside Python: a browser and its fonts, as Debian packages."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

APT = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")


@dataclass(frozen=True)
class Missing:
    """Packages that are not there, and why they could not be had."""

    packages: list[str]
    why: str

    def __str__(self) -> str:
        return f"{', '.join(self.packages)} ({self.why})"


def provide(listing: Path) -> Missing | None:
    """Install what is missing where that can be done; what stays missing is answered, not raised."""
    if not shutil.which("dpkg-query"):
        return None if has_browser() else Missing(["chromium"], "this is not Debian; install it by hand")
    missing = not_installed(wanted(listing))
    if not missing:
        return None
    if os.geteuid() != 0:
        return Missing(missing, f"as root: apt-get install {' '.join(missing)}")
    if not shutil.which("apt-get"):
        return Missing(missing, "there is no apt-get here")
    return install(missing)


def has_browser() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def wanted(listing: Path) -> list[str]:
    lines = (line.split("#", 1)[0].strip() for line in listing.read_text().splitlines())
    return [line for line in lines if line]


def not_installed(packages: list[str]) -> list[str]:
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages]
    known = subprocess.run(query, capture_output=True, text=True).stdout.splitlines()
    installed = {line.split()[0] for line in known if line.endswith(" installed")}
    return [package for package in packages if package not in installed]


def install(packages: list[str]) -> Missing | None:
    print(f"Installing for the tests: {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([*APT, *step], env=environment, capture_output=True, text=True)
    still = not_installed(packages)
    if not still:
        return None
    said = (done.stderr.strip().splitlines() or ["nothing"])[-1]
    return Missing(still, f"apt-get said: {said}")
