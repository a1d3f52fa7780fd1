"""The curve of risk against coverage as a picture: an SVG that reads on light and on dark pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kg.evaluation.risk import WRONG_SHARE, Held, Point, coverage_at, risk_coverage

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 24, 52, 58
LEGEND = 22
"""The height of a line of the legend."""
COLOURS = (("#1f6feb", "#6cb0ff"), ("#b35900", "#ffab5c"), ("#1a7f4b", "#56d494"), ("#8250df", "#c8a6ff"))
"""For the curves in turn, on a light and on a dark page."""
DASHES = ("none", "7 4", "2 3", "10 3 2 3")
"""So that curves differ without colour too."""
STYLE = """
svg { background: #ffffff; color: #1f2328; font: 13px system-ui, sans-serif }
text { fill: currentColor } .title { font-size: 16px; font-weight: 600 }
.axis { stroke: currentColor } .grid { stroke: currentColor; opacity: .15 }
.bound { stroke: currentColor; stroke-dasharray: 4 4; opacity: .6 } .curve { fill: none; stroke-width: 2.2 }
"""
DARK = "svg { background: #0d1117; color: #e6edf3 }"


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawn area: coverage from 0 to 1, risk from 0 to `top`."""

    top: float

    def x(self, coverage: float) -> float:
        """How far right a coverage stands, in pixels."""
        return round(LEFT + coverage * (WIDTH - LEFT - RIGHT), 1)

    def y(self, risk: float) -> float:
        """How far down a risk stands, in pixels."""
        return round(HEIGHT - BOTTOM - risk / self.top * (HEIGHT - TOP - BOTTOM), 1)


def draw(title: str, curves: Mapping[str, Sequence[Held]]) -> str:
    """An SVG with a curve of risk against coverage for each name."""
    points = {name: risk_coverage(held) for name, held in curves.items()}
    told = {name: f"{name}: {_percent(coverage_at(held))} answered at 5 % wrong" for name, held in curves.items()}
    highest = max((point.risk for found in points.values() for point in found), default=0.0)
    frame = Frame(min(1.0, (int(highest * 10) + 1) / 10))
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    drawn = [_curve(frame, number, told[name], found) for number, (name, found) in enumerate(points.items())]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title told">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="told">{escape("; ".join(told.values()))}</desc>',
        f"<style>{STYLE}{_colours(0, len(drawn))}",
        f"@media (prefers-color-scheme: dark) {{ {DARK} {_colours(1, len(drawn))} }}</style>",
        f'<text class="title" x="{LEFT}" y="26">{escape(title)}</text>',
        *_axes(frame),
        *(line for curve in drawn for line in curve),
    ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _colours(scheme: int, count: int) -> str:
    return " ".join(f".c{n} {{ stroke: {COLOURS[n % len(COLOURS)][scheme]} }}" for n in range(count))


def _axes(frame: Frame) -> Iterator[str]:
    left, right, bottom = frame.x(0), frame.x(1), frame.y(0)
    for step in range(6):
        x, y, risk = frame.x(step / 5), frame.y(frame.top * step / 5), frame.top * step / 5
        yield f'<line class="grid" x1="{x}" y1="{frame.y(frame.top)}" x2="{x}" y2="{bottom}"/>'
        yield f'<line class="grid" x1="{left}" y1="{y}" x2="{right}" y2="{y}"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{step * 20} %</text>'
        yield f'<text x="{left - 8}" y="{y + 4}" text-anchor="end">{_percent(risk)}</text>'
    yield f'<path class="axis" fill="none" d="M{left} {frame.y(frame.top)} V{bottom} H{right}"/>'
    yield f'<line class="bound" x1="{left}" y1="{frame.y(WRONG_SHARE)}" x2="{right}" y2="{frame.y(WRONG_SHARE)}"/>'
    yield f'<text x="{right}" y="{frame.y(WRONG_SHARE) - 6}" text-anchor="end">5 % wrong</text>'
    middle = f'x="{(left + right) / 2}" y="{HEIGHT - 14}" text-anchor="middle"'
    yield f"<text {middle}>coverage: share of all questions answered, surest first</text>"
    down = (frame.y(0) + frame.y(frame.top)) / 2
    turned = f'x="18" y="{down}" text-anchor="middle" transform="rotate(-90 18 {down})"'
    yield f"<text {turned}>risk: wrong among them</text>"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _curve(frame: Frame, number: int, told: str, points: Sequence[Point]) -> Iterator[str]:
    style = f'class="curve c{number}" stroke-dasharray="{DASHES[number % len(DASHES)]}"'
    line = " ".join(f"{frame.x(point.coverage)},{frame.y(point.risk)}" for point in points)
    x, y = frame.x(0) + 14, frame.y(frame.top) + 16 + number * LEGEND
    yield f'<polyline {style} points="{line}"/>'
    yield f'<line {style} x1="{x}" y1="{y}" x2="{x + 28}" y2="{y}"/>'
    yield f'<text x="{x + 36}" y="{y + 4}">{escape(told)}</text>'
