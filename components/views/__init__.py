"""Presentation without Streamlit: from finished tables to plotly charts, JSON, HTML and words."""
