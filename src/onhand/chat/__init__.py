"""Messages over a session: templates, policies, tools, structured answers. No native code."""
