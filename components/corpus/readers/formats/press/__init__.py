"""Exports of press databases: many articles in one file, told apart by how they are laid out."""
