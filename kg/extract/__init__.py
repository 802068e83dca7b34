"""Article -> FactSheet, offline and by rules; each fact with its quote and its reasons."""
