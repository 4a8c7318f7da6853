"""What bench.fanout lets uvicorn serve."""

from bench import stage

stage.set_up()

from bench.fanout import open_door as application  # noqa: E402

__all__ = ["application"]
