package io.netstacks.core.store;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
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
}
