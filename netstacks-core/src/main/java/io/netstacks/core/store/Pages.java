package io.netstacks.core.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.Sequenced;
import io.netstacks.spi.error.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cuts pages out of rows. Without state. */
public final class Pages {

    private Pages() {}

    /**
     * Returns the page that begins with these rows.
     *
     * @param rows from the page's first row on; one more than the page holds is enough to know that there is a next
     * @param request the size
     * @param value what is shown of a row
     * @param cursor the place of a row
     */
    public static <R, T> Page<T> of(
            List<R> rows, PageRequest request, Function<? super R, T> value, Function<? super R, String> cursor) {
        List<R> shown = rows.size() > request.size() ? rows.subList(0, request.size()) : rows;
        Optional<String> next =
                shown.size() < rows.size() ? Optional.of(cursor.apply(shown.get(shown.size() - 1))) : Optional.empty();
        return new Page<>(shown.stream().<T>map(value).toList(), next);
    }

    /** Returns the page that begins with these numbered rows. */
    public static <T> Page<Sequenced<T>> numbered(List<Sequenced<T>> rows, PageRequest request) {
        return of(rows, request, row -> row, row -> Long.toString(row.sequence()));
    }

    /**
     * Returns the number behind which a page of numbered rows begins; 0 for the first.
     *
     * @throws InvalidInputException if the request does not come from such a page
     */
    public static long numberBefore(PageRequest request) {
        String after = request.after().orElse("0");
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException e) {
            throw InvalidInputException.of(
                    "a page begins at the \"next\" of the page before, not at \"" + after + "\"");
        }
    }
}
