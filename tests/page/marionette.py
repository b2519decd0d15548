"""Firefox by its own wire (Marionette): enough to open a page and run a script in it, and no driver to install."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PREFERENCES = {
    "marionette.port": 0,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "browser.aboutwelcome.enabled": False,
    "app.update.disabledForTesting": True,
    "network.captive-portal-service.enabled": False,
}
LONGEST = 120


def program() -> str | None:
    """Return Firefox, if there is one."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """A running Firefox; ``run`` returns what a script answers by its last argument."""

    def __init__(self, wire: socket.socket) -> None:
        self.wire, self.last = wire, 0
        self.stream = wire.makefile("rb")
        self._read()
        self.tell("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"timeouts": {"script": LONGEST * 1000}}}})

    def _read(self) -> Any:
        size = b""
        while (letter := self.stream.read(1)) != b":":
            if not letter:
                raise ConnectionError("Firefox is gone")
            size += letter
        return json.loads(self.stream.read(int(size)))

    def tell(self, command: str, about: dict[str, Any]) -> Any:
        """Give one command and return its answer; ``RuntimeError`` for what Firefox refuses."""
        self.last += 1
        data = json.dumps([0, self.last, command, about]).encode()
        self.wire.sendall(str(len(data)).encode() + b":" + data)
        _, _, error, answer = self._read()
        if error:
            raise RuntimeError(error["message"])
        return answer

    def open(self, address: str) -> None:
        """Open an address."""
        self.tell("WebDriver:Navigate", {"url": address})

    def run(self, script: str, *given: Any) -> Any:
        """Run an asynchronous script: ``done`` takes what it answers."""
        text = f"const done = arguments[arguments.length - 1], given = arguments;\n{script}"
        return self.tell("WebDriver:ExecuteAsyncScript", {"script": text, "args": list(given)})["value"]


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Run Firefox without a window on a profile of its own in ``folder``."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [str(program()), "--headless", "--no-remote", "--marionette", "--profile", str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            with socket.create_connection(("127.0.0.1", _port(folder)), timeout=LONGEST) as wire:
                yield Firefox(wire)
        finally:
            running.terminate()


def _port(folder: Path) -> int:
    """Return the port that Firefox chose; it writes it down when it listens."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        path = folder / "MarionetteActivePort"
        if path.is_file() and (text := path.read_text(encoding="ascii").strip()):
            return int(text)
        time.sleep(0.1)
    raise TimeoutError("Firefox did not start")
