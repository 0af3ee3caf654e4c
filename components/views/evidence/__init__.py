"""Evidence packs: what was found between articles, whole, on one page or as data."""

from components.views.evidence.gather import Material, gather
from components.views.evidence.pack import Pack
from components.views.evidence.write_html import write_html
from components.views.evidence.write_json import write_json

__all__ = ["Material", "Pack", "gather", "write_html", "write_json"]
