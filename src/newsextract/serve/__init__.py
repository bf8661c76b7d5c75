"""A server: an HTTP API, and pages where people paste articles, look through a database and correct what was found."""
