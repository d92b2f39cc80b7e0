"""The confident tone: hedges and self-doubt taken out."""
