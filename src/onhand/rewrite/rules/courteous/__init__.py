"""The polite and the friendly tone: asking, inquiring, declining and complaining mildly."""
