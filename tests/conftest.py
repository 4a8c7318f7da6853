"""What every test may ask for."""

from core.translations import compile_stale
from standalone.folders import ROOT

pytest_plugins = ["tests.cast", "tests.browser", "tests.installation", "tests.sockets", "tests.live", "tests.web"]


def pytest_configure() -> None:
    """French as it is written now."""
    compile_stale(ROOT / "locale")
