"""What the pool's processes have loaded before they are forked: the models for some languages.

A seam: it is imported by the process from which those of the pool are forked, and by nothing else.
"""

import gc
import logging
import os

from components.analysis.pipeline.step_table import STEPS
from components.analysis.quotations.raw_quotations import read_quotations
from components.app.worker.engines.process_pool import LANGUAGES

assert STEPS
for language in os.environ.get(LANGUAGES, "").split():
    # The first text of a language loads its models: of names, and in English the parser.
    try:
        read_quotations(["“It is late,” Ann Lee said in Oslo on Monday."], language)
    except Exception:
        # Told at the articles that need them; all other steps need none.
        logging.getLogger("parallax.worker").exception("No models are loaded for %s", language)
# What is left alone by the garbage collector stays in memory that all share.
gc.collect()
gc.freeze()
