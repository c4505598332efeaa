package io.netstacks.agent.registry;

/** Who looks at the tools. Seeing a tool is not the right to call it. */
public enum ToolAudience {
    /** People, in an interface: internal tools are left out. */
    UI,
    /** Agents: every tool. */
    AGENT
}
