"""Evidence packs: what was found between articles, whole, on one page or as data."""

from components.views.export.evidence_pack.gather import Material, gather_pack
from components.views.export.evidence_pack.pack import Pack
from components.views.export.evidence_pack.write import write_html, write_json

__all__ = ["Material", "Pack", "gather_pack", "write_html", "write_json"]
