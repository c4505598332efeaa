package io.netstacks.core.internal.jinja;

/** One implementation of a block, and the template that it stands in. */
record JinjaBlock(JinjaTemplate template, JinjaStmt.Block block) {}
