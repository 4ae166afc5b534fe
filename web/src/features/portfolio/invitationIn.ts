/** The page behind an invitation's link, whole or only its path; nothing when it is no invitation of this Entente. */
export function invitationIn(link: string): string | undefined {
  const text = link.trim();
  if (text === "" || !URL.canParse(text, location.origin)) return undefined;
  const url = new URL(text, location.origin);
  return url.origin === location.origin && /^\/(member-)?invitations\/[^/]+$/.test(url.pathname) ? url.pathname : undefined;
}
