import type { FastifyRequest } from "fastify";

/** What authenticating reads of a request. */
export type Asked = Pick<FastifyRequest, "method" | "headers" | "query" | "protocol" | "host">;

/**
 * Whether a browser says that a page of another site sent this. Software that sends no Origin carries no cookie of a browser's either,
 * so it is let through.
 * @param publicOrigin where browsers reach Entente; when it is not set, pages live at whatever address the browser used.
 */
export function comesFromElsewhere(request: Asked, publicOrigin: string | undefined): boolean {
  const { origin } = request.headers;
  if (request.headers["sec-fetch-site"] === "cross-site") return true;
  return origin !== undefined && origin !== (publicOrigin ?? `${request.protocol}://${request.host}`);
}
