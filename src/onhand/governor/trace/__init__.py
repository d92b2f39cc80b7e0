"""A run's record as JSON lines: written while it happens, read and summed up afterwards.

`docs/reference/trace.md` is the specification. No prompt, answer or path is ever in a trace.
"""

from onhand.governor.trace.meter import RequestMeter as RequestMeter
from onhand.governor.trace.reader import Trace as Trace
from onhand.governor.trace.reader import read_trace as read_trace
from onhand.governor.trace.summary import TraceSummary as TraceSummary
from onhand.governor.trace.summary import summarise as summarise
from onhand.governor.trace.writer import TraceWriter as TraceWriter
