"""What is counted over the word index: own stop words, terms over time, neighbours, groups."""
