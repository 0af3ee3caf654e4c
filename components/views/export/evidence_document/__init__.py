"""Evidence packs as documents to print and send: DOCX and PDF, made from one list of blocks."""

from components.views.export.evidence_document.write_docx import write_docx
from components.views.export.evidence_document.write_pdf import write_pdf

__all__ = ["write_docx", "write_pdf"]
