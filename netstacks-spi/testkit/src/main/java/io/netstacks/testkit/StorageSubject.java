package io.netstacks.testkit;

import io.netstacks.spi.Page;
import io.netstacks.spi.PageRequest;
import io.netstacks.spi.backup.Backup;
import io.netstacks.spi.backup.NewBackup;
import io.netstacks.spi.config.ConfigText;
import io.netstacks.spi.store.Stores;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the parts of {@link StorageContract} work on. Confined: one thread at a time. */
interface StorageSubject {

    /** Letters of many scripts, an emoji, a combining accent, a quote, a backslash, NUL, and half of a surrogate pair. */
    String ANY_UNICODE = "Zürich Ω 東京 \uD83D\uDE80 e\u0301 'x' \\0 \" \t\u0000 \uD83D|";

    /** When the tests take place: with nanoseconds, of which stores keep the microseconds. */
    Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");

    /** Returns the empty stores of this test. */
    Stores stores();

    /** Returns the keys of this test. */
    StorageKeys keys();

    /** Tells whether the stores encrypt with the keys that they get. */
    boolean encrypts();

    /** Returns a configuration that is to be stored; the text is its own normal form. */
    static NewBackup config(String device, Instant takenAt, String text) {
        return config(device, takenAt, ConfigText.of(text, text));
    }

    /** Returns a configuration that is to be stored. */
    static NewBackup config(String device, Instant takenAt, ConfigText text) {
        return new NewBackup(device, "cisco_ios", takenAt, Backup.Origin.MANUAL, "user:kim", text);
    }

    /** Returns the items of all pages; {@code between} runs after each page. */
    static <T> List<T> allPages(int size, Function<PageRequest, Page<T>> list, Runnable between) {
        List<T> items = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(size));
        while (request.isPresent()) {
            PageRequest current = request.get();
            Page<T> page = list.apply(current);
            items.addAll(page.items());
            between.run();
            request = page.next().map(current::from);
        }
        return items;
    }
}
