"""Evidence packs: the findings about a pair, family or selection, as one HTML page or JSON."""

from components.views.export.evidence_pack.gather import Material, gather_pack
from components.views.export.evidence_pack.pack_records import Pack
from components.views.export.evidence_pack.write import write_html, write_json

__all__ = ["Material", "Pack", "gather_pack", "write_html", "write_json"]
