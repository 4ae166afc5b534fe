/** An RFC 9457 problem as this folder answers it. */
export function problem(status: number, code: string, title: string, more: { headers?: Headers | Record<string, string>; errors?: readonly { pointer: string; detail: string }[] } = {}): Response {
  const headers = new Headers(more.headers);
  headers.set("content-type", "application/problem+json");
  headers.set("cache-control", "no-store");
  const body = { type: `urn:entente:problem:${code}`, title, status, code, ...(more.errors && { errors: more.errors }) };
  return new Response(JSON.stringify(body), { status, headers });
}
