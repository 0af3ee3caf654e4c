"""What belongs to the Overview: charts of the selected articles, similarity, who took text."""
