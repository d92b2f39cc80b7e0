"""Telemetry: reads the device's sensors, one module a platform. Decides nothing."""

from onhand.governor.telemetry.real import Telemetry
from onhand.governor.telemetry.sensors import Sensors

__all__ = ["Sensors", "Telemetry"]
