"""What all tests share: case files as tests, hypothesis profiles, a cache directory of their own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings

from ntmrules.messages import speaking
from ntmrules.testing import plugin

pytest_plugins = ["pytester"]

# Derandomised: a run in CI says the same twice. No deadline: a slow machine is no failure.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=30,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("ci"), derandomize=False, max_examples=500)
# What one interpreter has searched at length the others search in brief: the machine of the tests has two cores.
settings.register_profile("brief", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("NTMRULES_HYPOTHESIS", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew after a change that is meant."""
    parser.addoption("--update-golden", action="store_true", help="write the golden traces anew instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Take the plugin where the package is not installed but on the path; keep caches out of the home folder."""
    if not config.pluginmanager.is_registered(plugin):
        config.pluginmanager.register(plugin)
    if "NTMRULES_CACHE" not in os.environ:
        folder = tempfile.mkdtemp(prefix="ntmrules-tests-")
        os.environ["NTMRULES_CACHE"] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(autouse=True)
def spoken(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test read messages in English where it asks for no language; ``@pytest.mark.vietnamese`` reads the default.

    What is asked for with ``--lang`` or ``lang=`` stands. That both languages say the same is held by `test_messages`.
    """
    with speaking("vi" if request.node.get_closest_marker("vietnamese") else "en"):
        yield
