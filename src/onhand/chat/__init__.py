"""Messages over a session: templates, history policies, tools, structured output. No native code."""
