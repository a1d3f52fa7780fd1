"""A reader opens the chat in a real browser and gets a sourced answer."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from playwright.sync_api import expect as expect_that

from tests.app.conftest import APP

CHROMIUM = shutil.which("chromium")
QUESTION = "what IT does SMS marketing need?"
SLOW = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and os.environ.get("CI") != "true", reason="chromium is not installed"),
]


@dataclass
class Visit:
    """A page, with what it asked of the network and said on its console."""

    page: Page
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def note(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            self.elsewhere.append(request.url)

    def hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(said.text)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("chat") / "log"
    command = [sys.executable, "-m", "streamlit", "run", "chat.py", "--server.address", "127.0.0.1"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, "--server.port", str(port), "--server.headless", "true"],
            cwd=APP,
            env={name: value for name, value in os.environ.items() if name != "KG_GRAPH"},
            stdout=out,
            stderr=out,
        )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(120):
        assert server.poll() is None, log.read_text()
        try:
            with urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"the chat did not start: {log.read_text()}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["1280-light", "390-dark"])
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme = request.param
    with browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme) as context:
        visit = Visit(context.new_page())
        visit.page.on("request", visit.note)
        visit.page.on("console", lambda said: visit.complaints.append(said.text) if said.type == "error" else None)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        yield visit
        assert visit.elsewhere == []
        assert visit.complaints == []


def is_wider_than_the_window(page: Page) -> bool:
    widest = "Math.max(...[...document.querySelectorAll('html, body, .stAppViewContainer, .stMain')]"
    return bool(page.evaluate(f"{widest}.map(element => element.scrollWidth)) > innerWidth"))


def test_a_typed_question_is_answered_with_its_proof(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.get_by_role("textbox", name="Ask a question").fill(QUESTION, timeout=SLOW)
    page.keyboard.press("Enter")
    expect_that(page.get_by_text("SMS gateway").first).to_be_visible(timeout=SLOW)
    expect_that(page).to_have_url(re.compile(r"\?q=what.IT.does.SMS.marketing.need"))
    page.get_by_text("Why?", exact=True).click()
    why = page.get_by_test_id("stExpanderDetails")
    expect_that(why.locator("mark").filter(has_text="SMS marketing").first).to_be_visible(timeout=SLOW)
    expect_that(why.get_by_text("Source:").first).to_be_visible()
    expect_that(why.get_by_test_id("stCode")).to_contain_text("SELECT")
    expect_that(why.get_by_role("button", name="Copy to clipboard")).to_be_visible()
    assert not is_wider_than_the_window(page)


def test_opening_why_does_not_carry_the_reader_away(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/?q={quote(QUESTION)}")
    why = page.get_by_text("Why?", exact=True)
    why.scroll_into_view_if_needed(timeout=SLOW)
    why.click()
    expect_that(page.get_by_text("How the question was read")).to_be_visible()
    page.wait_for_timeout(500)
    expect_that(why).to_be_in_viewport()


def test_a_second_question_is_brought_to_the_top(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/?q={quote(QUESTION)}")
    expect_that(page.get_by_text("Why?", exact=True)).to_be_visible(timeout=SLOW)
    page.get_by_role("textbox", name="Ask a question").fill("What IT does email marketing need?")
    page.keyboard.press("Enter")
    second = page.get_by_role("heading", name="What IT does email marketing need?")
    expect_that(page.get_by_text("Why?", exact=True)).to_have_count(2, timeout=SLOW)
    expect_that(second).to_be_in_viewport()


def test_a_decline_is_kind_and_leads_on(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/?q={quote('Which IT does fax marketing need?')}")
    near = page.get_by_role("button", name=re.compile("^What is "))
    near.first.click(timeout=SLOW)
    expect_that(page.get_by_text("Why?", exact=True)).to_have_count(2, timeout=SLOW)
    assert not is_wider_than_the_window(page)


def test_hostile_text_is_shown_and_does_nothing(visit: Visit, address: str) -> None:
    page = visit.page
    hostile = "<img src=x onerror=\"document.title='owned'\"> [x](javascript:alert(1)) $a$ :red[b] **c**"
    page.goto(f"{address}/?q={quote(hostile)}")
    expect_that(page.get_by_text(hostile, exact=True).first).to_be_visible(timeout=SLOW)
    expect_that(page.get_by_text("Why?", exact=True)).to_be_visible(timeout=SLOW)
    assert page.locator("img[src=x], a[href^=javascript]").count() == 0
    assert page.title() == "Ask the graph"
    assert not is_wider_than_the_window(page)
