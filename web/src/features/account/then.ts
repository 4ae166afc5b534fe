/** Where to go after signing in: `?then=`, but only a place of ours. Whoever mails a link must not lead people away with it. */
export function placeAfter(then: unknown, otherwise = "/"): string {
  if (typeof then !== "string" || !/^\/(?![/\\])/.test(then)) return otherwise;
  const url = URL.canParse(then, location.origin) ? new URL(then, location.origin) : undefined;
  if (!url || url.origin !== location.origin || /^\/sign-(in|up)$/.test(url.pathname)) return otherwise;
  return url.pathname + url.search + url.hash;
}

/** Hands `?then=` on from one of these pages to the next. */
export function withThen(path: string, then: unknown) {
  return { path, ...(typeof then === "string" && { query: { then } }) };
}
