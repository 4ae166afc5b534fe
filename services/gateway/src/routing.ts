/** Which service answers a route of the table of access; null for what the gateway answers itself. */
export function serviceOf(route: string): "identity" | "alliances" | "insights" | null {
  const [method, path = ""] = route.split(" ");
  if (path === "/api/openapi.json" || path.startsWith("/api/docs")) return null;
  if (/^\/api\/(auth|session|password-recovery|organisations|member-invitations|people|imports\/organisations)/.test(path))
    return "identity";
  if (path.startsWith("/api/views") || path === "/api/portfolio" || path === "/api/live" || path === "/api/installation") return "insights";
  if (path.startsWith("/api/alliances/") && method === "GET" && !path.includes("/invitations/")) return "insights";
  return "alliances";
}
