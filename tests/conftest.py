"""What every test may ask for."""

pytest_plugins = [
    "tests.browser",
    "tests.cast",
    "tests.installation",
    "tests.sockets",
]
