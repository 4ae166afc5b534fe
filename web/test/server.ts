import { vi } from "vitest";

type Answer = unknown | ((request: Request) => unknown);

/** What a route answers with instead of data. */
export const refusal = (status: number, code: string, title = "No", wayOut = "Ask") =>
  new Response(JSON.stringify({ type: "about:blank", code, status, title, wayOut, correlationId: "c-1" }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });

/** Stands in for the server: answers by "METHOD /path", and keeps what it was asked. A route it does not know is a fault. */
export function serve(routes: Record<string, Answer>) {
  const asked: { route: string; body: unknown; headers: Headers; search: URLSearchParams }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const { pathname, searchParams } = new URL(request.url);
    const route = `${request.method} ${pathname}`;
    const text = await request.clone().text();
    asked.push({ route, body: text === "" ? undefined : JSON.parse(text), headers: request.headers, search: searchParams });
    if (!(route in routes)) throw new Error(`Nothing answers ${route}`);
    const found = routes[route];
    const answer: unknown = typeof found === "function" ? (found as (request: Request) => unknown)(request) : found;
    if (answer instanceof Response) return answer.clone();
    if (answer === undefined) return new Response(null, { status: 204 });
    return new Response(JSON.stringify(answer), { status: 200, headers: { "content-type": "application/json" } });
  });
  return { asked, of: (route: string) => asked.filter((each) => each.route === route) };
}
