"""What happens to an edit: files are read with places, checked, and reported as a compiler does."""

from kg.check.findings import Finding, Report, Severity
from kg.check.report import Format, render
from kg.check.validate import validate, validate_graph, validate_text

__all__ = [
    "Finding", "Format", "Report", "Severity", "render", "validate", "validate_graph", "validate_text",
]  # fmt: skip
