-- db-scheduler's own table: an instance per subject that has work
CREATE TABLE ${prefix}dispatch (
    task_name            TEXT                     NOT NULL,
    task_instance        TEXT                     NOT NULL,
    task_data            BYTEA,
    execution_time       TIMESTAMP WITH TIME ZONE NOT NULL,
    picked               BOOLEAN                  NOT NULL,
    picked_by            TEXT,
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX ${prefix}dispatch_due ON ${prefix}dispatch (priority DESC, execution_time);
CREATE INDEX ${prefix}dispatch_heartbeat ON ${prefix}dispatch (last_heartbeat);

-- what waits or is at work, in its order; the fence rises with each worker that takes it
CREATE TABLE ${prefix}dispatch_queue (
    place          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id        TEXT                     NOT NULL UNIQUE,
    subject        TEXT                     NOT NULL,
    request        BYTEA                    NOT NULL,
    actor_kind     TEXT                     NOT NULL,
    actor_name     TEXT                     NOT NULL,
    correlation_id TEXT                     NOT NULL,
    expires_at     TIMESTAMP WITH TIME ZONE NOT NULL,
    priority       SMALLINT                 NOT NULL,
    worker         TEXT,
    fence          BIGINT                   NOT NULL DEFAULT 0,
    held_until     TIMESTAMP WITH TIME ZONE,
    cancelled      BOOLEAN                  NOT NULL DEFAULT FALSE
);
CREATE INDEX ${prefix}dispatch_queue_subject ON ${prefix}dispatch_queue (subject, priority DESC, place);
