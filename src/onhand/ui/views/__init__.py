"""The pages of the app; each shows what its presenter says."""
