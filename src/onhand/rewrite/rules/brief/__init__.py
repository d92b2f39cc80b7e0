"""The concise tone: what carries nothing is taken out, what is roundabout made short."""
