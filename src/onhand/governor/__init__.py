"""The governor: reads the device, decides how hard an engine may work, frees memory in time.

Knows engines only by what they register; runs no model and holds no prompt.
"""
