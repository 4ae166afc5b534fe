/** "Entn" in ASCII: written into the file's header, so that a file of another program is recognised. */
export const APPLICATION_ID = 0x456e746e;

/** Raised with every change of {@link SCHEMA}; a file with a higher number was made by a newer Entente. */
export const SCHEMA_VERSION = 1;

/**
 * One row per event. `position` and `revision` count without gaps: the trigger refuses an insert that would leave one, whoever writes it.
 * `probe` is scratch space for asking whether the disk takes writes again; it holds nothing.
 */
export const SCHEMA = `
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    revision INTEGER NOT NULL,
    category TEXT NOT NULL,
    id       TEXT NOT NULL UNIQUE,
    type     TEXT NOT NULL,
    data     TEXT NOT NULL,
    meta     TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;

  CREATE INDEX events_by_category ON events (category, position);

  CREATE TRIGGER events_leave_no_gap BEFORE INSERT ON events
  WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
    OR NEW.revision <> (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream)
  BEGIN SELECT RAISE(ABORT, 'an event goes to the end of the log and of its stream'); END;

  CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

  CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

  CREATE TABLE probe (ballast BLOB NOT NULL) STRICT;

  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
