import { EventStoreDBClient } from "@eventstore/db-client";

interface Shared {
  readonly client: EventStoreDBClient;
  users: number;
}

const shared = new Map<string, Shared>();

/**
 * The process's one client for a connection string. The client package keeps one table of pending appends for all its clients, so that a
 * broken connection of one fails the appends of another; stores of the same server therefore share a client.
 * @throws {RangeError} when the connection string cannot be understood.
 */
export function acquireClient(connectionString: string): EventStoreDBClient {
  const known = shared.get(connectionString) ?? { client: connect(connectionString), users: 0 };
  shared.set(connectionString, known);
  known.users++;
  return known.client;
}

export async function releaseClient(connectionString: string): Promise<void> {
  const known = shared.get(connectionString);
  if (!known || --known.users > 0) return;
  shared.delete(connectionString);
  await known.client.dispose();
}

function connect(connectionString: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch (error) {
    // The parser's own message quotes the string, and that holds a password.
    throw new RangeError("the EventStoreDB connection string cannot be understood; expected esdb://user:password@host:2113?tls=true", {
      cause: error instanceof Error ? error.name : undefined,
    });
  }
}
