-- who waits for the result; empty in entries of an older version
ALTER TABLE ${prefix}dispatch_queue ADD COLUMN submitter TEXT;
-- what a task gave whose submitter is another process, sealed, until it fetches it or the time is over
CREATE TABLE ${prefix}dispatch_result (
    task_id    TEXT                     NOT NULL PRIMARY KEY,
    result     BYTEA                    NOT NULL,
    kept_until TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX ${prefix}dispatch_result_age ON ${prefix}dispatch_result (kept_until);
