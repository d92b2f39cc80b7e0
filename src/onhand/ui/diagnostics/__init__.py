"""What the diagnostics view shows: readings over time, log, recovery trial, report. No Flet."""
