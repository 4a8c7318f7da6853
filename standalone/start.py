"""One start, from the checks to the last process gone."""

import argparse
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

from core.translations import compile_stale
from standalone import environment, options, ports, programs, ready
from standalone.ending import Ending
from standalone.fingerprint import Done
from standalone.folders import ROOT, private
from standalone.keys import keys
from standalone.output import Console
from standalone.postgres import Postgres
from standalone.processes import Process, Supervisor, wait_until_ready
from standalone.progress import seconds_since_began
from standalone.refusal import Refusal
from standalone.state import State
from standalone.steps import Steps
from standalone.valkey import Valkey

ROOM = 200 * 1024 * 1024
PATIENCE = 30.0  # seconds for a server's answer on a slow disk
REPAIRS = 600.0  # seconds for PostgreSQL, which puts its data right first where it was ended abruptly


def static_sources() -> list[Path]:
    """What the collected files are made of; other people's come with the requirements."""
    sources = [ROOT / "static", *ROOT.glob("[!.]*/static"), ROOT / "core" / "static.py", ROOT / "requirements.txt"]
    return [source for source in sources if source.exists()]


class Start:
    def __init__(self, chosen: argparse.Namespace, home: Path) -> None:
        self.chosen, self.home = chosen, home
        self.console = Console()
        self.supervisor = Supervisor(self.console)
        self.state = State(home / "state.json")
        self.ending = Ending()
        self.steps = Steps(self.console)
        self.loopback = options.is_loopback(chosen.host)
        self.keeps_mail = "EMAIL_URL" not in os.environ

    def run(self) -> int:
        self.check()
        self.ending.listen()
        try:
            self.prepare()
            self.ending.watching = True
            self.supervisor.watch(self.ending.asked)
        except KeyboardInterrupt:
            pass
        finally:
            self.end()
        return 0

    def check(self) -> None:
        """What can be refused is refused before anything runs."""
        options.refuse_an_open_demo(self.chosen, "demo" in self.state, "started" not in self.state)
        ports.must_be_free(self.chosen.port, self.chosen.host)
        if shutil.disk_usage(self.home).free < ROOM:
            raise Refusal(f"The disk is nearly full: {self.home} needs 200 MB. Make some room and start again.")

    def prepare(self) -> None:
        self.choose()
        static = self.begin_static()
        self.start_servers()
        compile_stale(ROOT / "locale")
        self.migrate()
        if static:
            self.steps.wait(static, then=self.static.note)
        self.make_demo()
        self.start_programs()
        self.state.note("started")
        ready.when_it_answers(self.chosen.host, self.chosen.port, self.tell)

    def choose(self) -> None:
        """Ports, secrets, servers and what the children are told of them."""
        self.ports = ports.same_again(["postgres", "valkey", "mail"], self.home / "ports.json")
        secrets = keys(self.home / "keys.json")
        self.postgres = self.valkey = None
        if "DATABASE_URL" not in os.environ:
            self.postgres = Postgres(private(self.home / "postgres"), self.ports["postgres"], secrets["postgres"])
        if "REDIS_URL" not in os.environ:
            self.valkey = Valkey(private(self.home / "valkey"), self.ports["valkey"], secrets["valkey"])
        values = self.settings(secrets["secret_key"])
        environment.keep(values, self.home / "environment.json")
        self.environment = {**os.environ, **values, "PYTHONUNBUFFERED": "1"}
        self.steps.environment = self.environment

    def settings(self, secret_key: str) -> dict[str, str]:
        """What the caller has set goes before what we would choose; who can reach us is a fact and goes first."""
        port = "" if self.chosen.port == 80 else f":{self.chosen.port}"
        ours = {
            "DATABASE_URL": self.postgres.url if self.postgres else "",
            "REDIS_URL": self.valkey.url if self.valkey else "",
            "SECRET_KEY": secret_key,
            "PUBLIC_URL": f"http://localhost{port}",
            "MEDIA_ROOT": str(private(self.home / "media")),
            "STATIC_ROOT": str(private(self.home / "static")),
            "EMAIL_URL": f"smtp://{ports.LOOPBACK}:{self.ports['mail']}",
        }
        facts = {
            "LOOPBACK_ONLY": "1" if self.loopback else "0",
            "MAIL_FOLDER": str(self.home / "mail") if self.shows_mail else "",
        }
        return {name: os.environ.get(name, value) for name, value in ours.items()} | facts

    @property
    def shows_mail(self) -> bool:
        """Sign-in codes stand in mails: nobody but this machine may read them."""
        return self.keeps_mail and self.loopback

    def begin_static(self) -> Process | None:
        """Beside everything else, and only when a source changed."""
        self.static = Done(self.home / "static.done", static_sources())
        if self.static:
            return None
        return self.steps.begin("static", "collectstatic", "--clear", "--noinput", "--verbosity", "0")

    def start_servers(self) -> None:
        if self.valkey:
            valkey = self.supervisor.start(self.valkey.program())
            wait_until_ready(valkey, self.valkey.is_ready, PATIENCE)
        if self.postgres:
            self.start_postgres(self.postgres)

    def start_postgres(self, postgres: Postgres) -> None:
        if postgres.needs_init():
            self.console.line("up", "making the database")
            postgres.init()
        postgres.check_version()
        wait_until_ready(self.supervisor.start(postgres.program()), postgres.is_ready, REPAIRS)
        if "database" not in self.state:
            postgres.make_database()
            self.state.note("database")

    def migrate(self) -> None:
        """Skipped where every migration of this release went through before; in a database of one's own, always run."""
        migrations = [file for folder in ROOT.glob("*/migrations") for file in folder.glob("*.py")]
        done = Done(self.home / "migrate.done", [*migrations, ROOT / "requirements.txt"])
        if not done or self.postgres is None:
            self.steps.run("migrate", "migrate_companies")
            done.note()

    def make_demo(self) -> None:
        if "started" in self.state or self.chosen.no_demo:
            return
        self.console.line("up", "making the demo companies")
        self.steps.run("demo", "demo")

    def start_programs(self) -> None:
        if self.keeps_mail:
            folder = private(self.home / "mail")
            self.supervisor.start(programs.mail_sink(self.environment, self.ports["mail"], folder))
        self.supervisor.start(programs.web(self.environment, self.chosen.host, self.chosen.port))
        self.supervisor.start(programs.worker(self.environment))
        self.supervisor.start_later(programs.beat(self.environment, private(self.home / "beat")), seconds=3)

    def tell(self) -> None:
        told = ready.addresses(self.environment["PUBLIC_URL"], "demo" in self.state, self.where_mails_end())
        lines = [
            "",
            self.console.bold(f"Up after {seconds_since_began():.1f} s."),
            *told,
            "  Ctrl-C ends everything; the data stay.",
            "",
        ]
        self.console.plain("\n".join(lines))

    def where_mails_end(self) -> str:
        if self.shows_mail:
            return f"{self.environment['PUBLIC_URL']}/mail/   all that is sent, nothing leaves this machine"
        if self.keeps_mail:
            return f"kept in {self.home / 'mail'}; to send it: EMAIL_URL=smtp://host:port python3 manage.py up …"
        return f"sent through {urlsplit(os.environ['EMAIL_URL']).hostname}"

    def end(self) -> None:
        """Also after half a start. A second Ctrl-C while this lasts ends all at once."""
        self.ending.watching = False
        if self.supervisor.processes:
            self.console.line("up", "ending everything")
        self.steps.break_off()
        self.supervisor.end()
