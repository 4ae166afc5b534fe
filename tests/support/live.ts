import { LiveMessage, type LiveRequest } from "@entente/contracts/api/live";
import type { Member } from "./api.ts";
import WebSocket from "ws";

export interface Live {
  send(request: LiveRequest): void;
  /** The next message, already here or still to come, that is looked for; each message is given once. */
  next(wanted: (message: LiveMessage) => boolean): Promise<LiveMessage>;
  readonly messages: readonly LiveMessage[];
  readonly closed: Promise<number>;
  close(): void;
}

/** Opens the live socket as a browser of that member would. */
export async function openLive(member: Pick<Member, "api" | "organisationId">): Promise<Live> {
  const url = new URL(`/api/live?organisation=${member.organisationId}`, member.api.url.replace("http", "ws"));
  const socket = new WebSocket(url, { headers: { origin: member.api.url, ...member.api.headers } });
  const messages: LiveMessage[] = [];
  const waiting = new Set<() => void>();
  socket.on("message", (data) => {
    messages.push(LiveMessage.parse(JSON.parse(String(data))));
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const taken = new Set<LiveMessage>();
  return {
    messages,
    closed,
    send: (request) => socket.send(JSON.stringify(request)),
    next: (wanted) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find((message) => !taken.has(message) && wanted(message));
          if (!found) return;
          taken.add(found);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => socket.close(),
  };
}
