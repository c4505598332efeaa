package io.netstacks.spi.mop;

import io.netstacks.spi.error.InvalidInputException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A type of steps in the catalogue. Immutable.
 *
 * @param id what documents call it: small letters, digits and {@code _}, at most 50
 * @param details what people say about it
 * @param builtIn whether the library brought it; such a one can be disabled, but neither changed nor deleted
 */
public record MopStepType(String id, MopStepTypeDetails details, boolean builtIn) {

    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,50}");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final int ROOM_FOR_SUFFIX = 40;

    /** Checks the id. */
    public MopStepType {
        if (!ID.matcher(id).matches()) {
            throw InvalidInputException.of(
                    "the id of a step type has small letters, digits and _, at most 50, not \"" + id + "\"");
        }
    }

    /**
     * Returns the id that is made from a name: small letters and digits stay, everything else becomes {@code _}.
     *
     * @param attempt from 1; from 2 on it is added at the end, for ids that are taken
     */
    public static String idOf(String name, int attempt) {
        String plain =
                OTHERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        String id = plain.isEmpty() ? "step" : plain.replace(' ', '_');
        String cut = id.length() > ROOM_FOR_SUFFIX ? id.substring(0, ROOM_FOR_SUFFIX) : id;
        return attempt == 1 ? cut : cut + "_" + attempt;
    }

    /**
     * Returns a copy that people say something else about; the name stays, because documents know the id that was made of it.
     *
     * @throws InvalidInputException if the name would not stay, or it is built in and more would change than whether it may run
     */
    public MopStepType with(MopStepTypeDetails newDetails) {
        if (!newDetails.name().equals(details.name())) {
            throw InvalidInputException.of("step type " + id + " keeps its name \"" + details.name() + "\"");
        }
        if (builtIn && !newDetails.equals(details.enabled(newDetails.enabled()))) {
            throw InvalidInputException.of(
                    "step type " + id + " is built in: it can be enabled and disabled, and nothing else");
        }
        return new MopStepType(id, newDetails, builtIn);
    }
}
