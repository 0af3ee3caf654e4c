"""Shapes: finished numbers in, plotly figures or plain data for our components out."""
