"""An HTTP API and a review page."""
