-- what it takes to ask for a task again
CREATE TABLE ${prefix}task_request (
    task_id VARCHAR(512) NOT NULL PRIMARY KEY,
    key_id VARCHAR(255) NOT NULL,
    sealed ${bytes} NOT NULL,
    submitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX ${prefix}task_request_age ON ${prefix}task_request (submitted_at);

-- a person looks for those whose end is unknown
CREATE INDEX ${prefix}task_by_outcome ON ${prefix}task_history (outcome, submitted_at DESC, seq DESC);
