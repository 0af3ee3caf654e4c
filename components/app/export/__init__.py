"""Export: the menus and files by which findings leave a library."""
