package io.netstacks.core.internal.store;

import io.netstacks.spi.Limits;
import io.netstacks.spi.Secret;
import io.netstacks.spi.device.Credentials;
import io.netstacks.spi.store.CredentialStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps copies, and hands out copies: whoever wipes a secret wipes his own. */
final class MemoryCredentials implements CredentialStore {

    private final MemoryJournal journal;
    private final MemoryTable<String, Map.Entry<String, Credentials>> credentials;
    private final MemoryDefault chosen;

    MemoryCredentials(MemoryJournal journal) {
        this.journal = journal;
        credentials = new MemoryTable<>(journal);
        chosen = new MemoryDefault("credentials", journal, credentials::has);
    }

    @Override
    public void save(String name, Credentials given) {
        Limits.key("the name of credentials", name);
        Credentials kept = copy(given);
        journal.atomically(() -> {
            credentials.put(name, Map.entry(name, kept));
            return name;
        });
    }

    @Override
    public Optional<Credentials> find(String name) {
        return journal.atomically(() -> credentials.find(name).map(entry -> copy(entry.getValue())));
    }

    @Override
    public List<String> names() {
        return journal.atomically(
                () -> credentials.all().stream().map(Map.Entry::getKey).toList());
    }

    @Override
    public void setDefault(String name) {
        chosen.set(name);
    }

    @Override
    public void clearDefault() {
        chosen.clear();
    }

    @Override
    public Optional<String> defaultName() {
        return journal.atomically(
                () -> chosen.name().or(() -> Optional.of(DEFAULT).filter(credentials::has)));
    }

    @Override
    public Optional<Credentials> findDefault() {
        return journal.atomically(() -> defaultName().flatMap(this::find));
    }

    @Override
    public boolean delete(String name) {
        return journal.atomically(() -> {
            chosen.removed(name);
            return credentials.remove(name);
        });
    }

    /** Nothing is under a key here. */
    @Override
    public int rotate() {
        return 0;
    }

    private static Credentials copy(Credentials original) {
        Credentials.Builder copy = Credentials.of(original.username()).realm(original.realm());
        original.password().map(Secret::duplicate).ifPresent(copy::password);
        original.enableSecret().map(Secret::duplicate).ifPresent(copy::enableSecret);
        original.enableUsername().ifPresent(copy::enableUsername);
        original.privateKey().map(Secret::duplicate).ifPresent(copy::privateKey);
        original.passphrase().map(Secret::duplicate).ifPresent(copy::passphrase);
        original.answers()
                .forEach(answer ->
                        copy.answer(answer.question().pattern(), answer.answer().duplicate()));
        return copy.build();
    }
}
