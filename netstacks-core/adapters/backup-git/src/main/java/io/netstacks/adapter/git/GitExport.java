package io.netstacks.adapter.git;

import java.util.Optional;

/**
 * What an export did. Immutable.
 *
 * @param commits how many backups were written, one commit each
 * @param head the newest commit; empty if the repository has none
 */
public record GitExport(int commits, Optional<String> head) {}
