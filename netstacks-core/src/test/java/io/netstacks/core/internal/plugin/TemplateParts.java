package io.netstacks.core.internal.plugin;

import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.template.TemplateFunction;
import io.netstacks.spi.template.TemplateFunctions;
import java.util.Map;

/** Packages of template functions, a whole one and one that breaks half-way. */
public final class TemplateParts {

    private TemplateParts() {}

    /** Works. */
    public static class Shout implements TemplateFunctions {
        @Override
        public String id() {
            return "shout";
        }

        @Override
        public SpiVersion builtAgainst() {
            return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
        }

        @Override
        public Map<String, TemplateFunction> filters() {
            return Map.of(id(), (arguments, named) -> arguments.get(0) + "!");
        }
    }

    /** Gives its filters, and fails when it is asked for its tests. */
    public static final class Half extends Shout {
        @Override
        public String id() {
            return "half";
        }

        @Override
        public Map<String, TemplateFunction> tests() {
            throw new IllegalStateException("half of it");
        }
    }
}
