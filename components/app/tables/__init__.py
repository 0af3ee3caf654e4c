"""Result tables that pages read, as one snapshot of a library; without Streamlit."""
