"""Records as files: JSON, JSON Lines, CSV tables, a terminal table, an HTML page."""
