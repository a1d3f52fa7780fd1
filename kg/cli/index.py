"""kg index: what answering needs, built before the first question."""

import json

import click

from kg.cli.common import ANSWERED, Context, shared
from kg.stores.cache import cache_folder, clear_cache
from kg.wiring import Engine


@click.command()
@click.option("--clear", is_flag=True, help="Empty the cache instead.")
@shared(("text", "json"), "text")
def command(context: Context, clear: bool) -> int:
    """Build or refresh the store and the index on disk; nothing is done when they are fresh."""
    if clear:
        folder = clear_cache()
        context.write(json.dumps({"cleared": str(folder)}) if context.form == "json" else f"cleared {folder}")
        return ANSWERED
    engine = Engine.open(settings=context.settings, note=context.note)
    index = engine.answerer.index
    if context.form == "json":
        facts = {
            "names": len(index.lexicon.entries),
            "classes": len(index.schema.classes),
            "graph": f"sha256:{index.digest}",
        }
        context.write(json.dumps({**facts, "model": index.encoder, "cache": str(cache_folder())}, indent=2))
        return ANSWERED
    context.write(
        f"ready: {len(index.lexicon.entries):,} names, {len(index.schema.classes)} classes, "
        f"sha256:{index.digest[:12]}, {index.encoder}, in {cache_folder()}"
    )
    return ANSWERED
