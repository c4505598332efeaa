-- the first of a subject is found without looking at the others: what a worker has taken, then the most urgent, then the oldest
DROP INDEX ${prefix}dispatch_queue_subject;
CREATE INDEX ${prefix}dispatch_queue_first ON ${prefix}dispatch_queue (subject, (worker IS NULL), priority DESC, place);
-- counting what waits reads nothing else
CREATE INDEX ${prefix}dispatch_queue_waiting ON ${prefix}dispatch_queue (place) WHERE worker IS NULL;
-- a task that nobody has taken before is begun without reading its record; empty in entries of an older version
ALTER TABLE ${prefix}dispatch_queue ADD COLUMN task_name TEXT;
ALTER TABLE ${prefix}dispatch_queue ADD COLUMN mutating BOOLEAN;
ALTER TABLE ${prefix}dispatch_queue ADD COLUMN submitted_at TIMESTAMP WITH TIME ZONE;
