"""A big company, and what its pages cost.

    python -m bench.company make --scale 0.1     # big.localhost: a tenth of 10,000 people … 10,000,000 reactions
    python -m bench.company make --host small.localhost --posts 10000
    python -m bench.company measure              # server time through the real views, in this process
    python -m bench.company compare              # New at big.localhost against small.localhost
    python -m bench.company plans                # the query plans where an index decides
    python -m bench.company drop                 # both companies

`--scale 1` is 10,000 people, 500 groups, 1,000,000 posts, 5,000,000 comments and 10,000,000 reactions. People and
groups stay as many for `--posts`, which sets the posts alone (comments and reactions follow them).
"""

from __future__ import annotations

import argparse
import time

from bench import stage

BIG, SMALL = "big.localhost", "small.localhost"
PEOPLE, GROUPS, POSTS = 10_000, 500, 1_000_000


def make(host: str, scale: float, posts: int) -> None:
    from bench.filling import fill
    from bench.rows import size_of
    from core.schema import inside

    company = stage.listed(host)
    begun = time.monotonic()
    with inside(company):
        fill(company.schema_name, people=int(PEOPLE * scale), groups=int(GROUPS * scale), posts=posts)
        print(f"{host}: {size_of(company.schema_name)} in {time.monotonic() - begun:.0f} s")


def drop() -> None:
    from core.schema import inside_public
    from tenants.models import Company

    with inside_public():
        for company in Company.objects.filter(domains__domain__in=[BIG, SMALL]):
            stage.only_here(_database())
            company.delete(force_drop=True)
            print(f"{company.name} is gone")


def _database() -> str:
    from django.conf import settings

    return str(settings.DATABASE_URL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["make", "measure", "compare", "plans", "drop"])
    parser.add_argument("--host", default=BIG)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--posts", type=int, default=0)
    parser.add_argument("--times", type=int, default=200)
    asked = parser.parse_args()
    stage.set_up()
    from bench import measuring
    from realtime.lifespan import settle

    settle()  # as a process that serves does once
    if asked.what == "make":
        make(asked.host, min(asked.scale, 1.0), asked.posts or int(POSTS * min(asked.scale, 1.0)))
    elif asked.what == "measure":
        measuring.measure(asked.host, min(asked.times, stage.MOST))
    elif asked.what == "compare":
        measuring.compare(asked.host, SMALL, min(asked.times, stage.MOST))
    elif asked.what == "plans":
        measuring.plans(asked.host)
    else:
        drop()


if __name__ == "__main__":
    main()
