package io.netstacks.tasks.internal;

import io.netstacks.spi.Secret;
import io.netstacks.spi.error.InvalidInputException;
import io.netstacks.spi.error.NotFoundException;
import io.netstacks.spi.error.UnsupportedCapabilityException;
import io.netstacks.spi.task.TaskHistoryStore;
import io.netstacks.spi.task.TaskRecord;
import io.netstacks.tasks.run.TaskRequest;
import io.netstacks.tasks.run.TaskRequestJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The requests in the history, with which tasks can be asked for again. Safe for use by many threads.
 *
 * @param history keeps them
 * @param json writes and reads them
 */
public record KeptRequests(TaskHistoryStore history, TaskRequestJson json) {

    /** How long a task can be asked for again. */
    static final Duration TIME = Duration.ofDays(7);

    /** Adds a record, with its request if that can be kept. */
    void add(TaskRecord record, TaskRequest<?> request) {
        written(request).ifPresentOrElse(text -> history.add(record, text), () -> history.add(record));
    }

    /** Empty if the operation cannot write its requests, or this one holds what is never kept. */
    private Optional<Secret> written(TaskRequest<?> request) {
        try {
            return Optional.of(Secret.of(json.write(request)));
        } catch (UnsupportedCapabilityException | InvalidInputException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the request of a recorded task.
     *
     * @throws NotFoundException if it was not kept, or is forgotten
     */
    public TaskRequest<?> of(TaskRecord record) {
        Secret text = history.request(record.id())
                .orElseThrow(() -> new NotFoundException("the request of task " + record.id() + " (" + record.name()
                        + " of " + record.subject() + ") is not kept: it is older than " + TIME.toDays()
                        + " days, held a secret answer, or its operation cannot write it; submit a new one"));
        return text.use(characters -> json.read(new String(characters)));
    }

    void expire(Instant now) {
        int unused = history.expireRequests(now.minus(TIME));
    }
}
