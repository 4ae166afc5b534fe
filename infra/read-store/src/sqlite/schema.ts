/** The tables of the embedded read store. */
export const schema = `
  CREATE TABLE generations (
    generation INTEGER PRIMARY KEY AUTOINCREMENT, view TEXT NOT NULL, version INTEGER NOT NULL, active INTEGER NOT NULL DEFAULT 0,
    fault_position TEXT, fault_reason TEXT
  ) STRICT;
  CREATE UNIQUE INDEX one_active ON generations (view) WHERE active = 1;
  CREATE TABLE documents (
    generation INTEGER NOT NULL, key TEXT NOT NULL, stream TEXT NOT NULL, revision INTEGER NOT NULL, doc TEXT NOT NULL,
    PRIMARY KEY (generation, key)
  ) STRICT;
  CREATE TABLE progress (stream TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE checkpoint (only INTEGER PRIMARY KEY CHECK (only = 1), position TEXT NOT NULL) STRICT;
`;
