import { createHmac, timingSafeEqual } from "node:crypto";

/** `__Host-` where the browser honours it: https only, this host only, whole site. On http (localhost) the plain name. */
export const sessionCookieName = (baseUrl: URL): string => (baseUrl.protocol === "https:" ? "__Host-entente_session" : "entente_session");

/** The value of a cookie as it was sent, or null. */
export function cookieValue(header: string, name: string): string | null {
  for (let at = header.indexOf(`${name}=`); at !== -1; at = header.indexOf(`${name}=`, at + 1)) {
    const before = header[at - 1];
    if (before !== undefined && before !== " " && before !== ";") continue;
    const start = at + name.length + 1;
    const end = header.indexOf(";", start);
    return header.slice(start, end === -1 ? undefined : end).trim();
  }
  return null;
}

/** The session's token when Better Auth signed this cookie with our secret: `token.HMAC-SHA256(token)`, percent-encoded. */
export function sessionToken(value: string, secret: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(value);
  } catch {
    return null;
  }
  const dot = decoded.lastIndexOf(".");
  if (dot < 1) return null;
  const token = decoded.slice(0, dot);
  const presented = Buffer.from(decoded.slice(dot + 1), "base64");
  const expected = createHmac("sha256", secret).update(token).digest();
  return presented.length === expected.length && timingSafeEqual(presented, expected) ? token : null;
}
