"""From mentions and measures to entities, positions, facts and events."""
