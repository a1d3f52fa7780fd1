"""kg index: what answering needs, built before the first question."""

import click

from kg.cli.common import ANSWERED, Context, shared
from kg.stores.cache import cache_folder, clear_cache
from kg.wiring import Engine


@click.command()
@click.option("--clear", is_flag=True, help="Empty the cache instead.")
@shared(("text",), "text")
def command(context: Context, clear: bool) -> int:
    """Build or refresh the store and the index on disk; nothing is done when they are fresh."""
    if clear:
        context.write(f"cleared {clear_cache()}")
        return ANSWERED
    engine = Engine.open(settings=context.settings, note=context.note)
    index = engine.answerer.index
    context.write(
        f"ready: {len(index.lexicon.entries):,} names, {len(index.schema.classes)} classes, "
        f"sha256:{index.digest[:12]}, {index.encoder}, in {cache_folder()}"
    )
    return ANSWERED
