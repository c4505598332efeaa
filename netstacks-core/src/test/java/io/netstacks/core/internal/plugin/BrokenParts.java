package io.netstacks.core.internal.plugin;

import io.netstacks.spi.Availability;
import io.netstacks.spi.SpiVersion;
import io.netstacks.spi.parse.OutputParser;
import io.netstacks.spi.parse.ParseInput;
import io.netstacks.spi.parse.ParseResult;
import io.netstacks.spi.platform.Platform;
import io.netstacks.spi.platform.PlatformProvider;
import java.util.List;

/** Providers as they come in jars: some work, the others fail in every way that a jar can think of. */
public final class BrokenParts {

    private BrokenParts() {}

    /** Works. */
    public static class Good implements OutputParser {
        @Override
        public String id() {
            return "good";
        }

        @Override
        public SpiVersion builtAgainst() {
            return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
        }

        @Override
        public ParseResult parse(ParseInput input) {
            return new ParseResult.NoTemplate(input.platform(), input.command());
        }
    }

    /** Works too. */
    public static final class AlsoGood extends Good {
        @Override
        public String id() {
            return "also-good";
        }
    }

    /** Has the id of another one. */
    public static final class SameId extends Good {}

    /** Cannot be created. */
    public static final class ThrowsInConstructor extends Good {
        public ThrowsInConstructor() {
            throw new IllegalStateException("no licence");
        }
    }

    /** Cannot even be initialised. */
    public static final class ThrowsInInitializer extends Good {
        private static final int LENGTH = length();

        private static int length() {
            throw new IllegalArgumentException("static trouble");
        }

        public int value() {
            return LENGTH;
        }
    }

    /** Has no name. */
    public static final class Blank extends Good {
        @Override
        public String id() {
            return " ";
        }
    }

    /** Throws where nobody expects it. */
    public static final class ThrowsInId extends Good {
        @Override
        public String id() {
            throw new AssertionError("id not known yet");
        }
    }

    /** Is for a later library. */
    public static final class Newer extends Good {
        @Override
        public String id() {
            return "newer";
        }

        @Override
        public SpiVersion builtAgainst() {
            return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR + 1);
        }
    }

    /** Lacks something. */
    public static final class LacksDriver extends Good {
        @Override
        public String id() {
            return "lacking";
        }

        @Override
        public Availability availability() {
            return Availability.unavailable("the driver is not on the class path");
        }
    }

    /** Is no parser. */
    public static final class NoParser {}

    /** Creates itself well, and fails when it is asked. */
    public static final class BadPlatforms implements PlatformProvider {
        @Override
        public String id() {
            return "bad-platforms";
        }

        @Override
        public SpiVersion builtAgainst() {
            return new SpiVersion(SpiVersion.MAJOR, SpiVersion.MINOR);
        }

        @Override
        public List<Platform> platforms() {
            throw new IllegalStateException("its file is missing");
        }
    }
}
