"""The casual tone: officialese and long words made plain."""
