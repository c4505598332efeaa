package io.netstacks.core.internal.jinja;

import io.netstacks.spi.template.RenderOptions;

/**
 * What of the options decides how a template is read; the rest only matters when it runs.
 *
 * @param extensions whether {@code do}, {@code break} and {@code continue} are statements
 */
public record JinjaSyntax(boolean trimBlocks, boolean lstripBlocks, boolean keepTrailingNewline, boolean extensions) {

    /** Returns the part of the options. */
    public static JinjaSyntax of(RenderOptions options) {
        return new JinjaSyntax(
                options.trimBlocks(), options.lstripBlocks(), options.keepTrailingNewline(), options.extensions());
    }
}
