"""In CI a test is skipped for one reason only: the benchmark graphs that KG_BENCH names are not there."""

import os
from pathlib import Path

import pytest

ALLOWED = "KG_BENCH"


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return Path(__file__).parents[2]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if refused_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in refused_skips(terminalreporter.config):
        terminalreporter.write_line(f"ERROR in CI no test is skipped for: {reason}", red=True)


def refused_skips(config: pytest.Config) -> list[str]:
    """The reasons of skips that CI does not accept; none outside CI."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return []
    reasons = [str(report.longrepr[-1]) for report in reporter.stats.get("skipped", [])]
    return [reason for reason in reasons if ALLOWED not in reason]
