"""What articles repeat that tell different stories: footers, menus, offers."""
