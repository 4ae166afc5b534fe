const prefix = "entente.draft.";

/** What was typed and not yet sent, kept for as long as the tab lives: signing in again or a reload must not lose it. */
export function draftOf<Values extends object>(name: string): Partial<Values> | undefined {
  try {
    const kept = sessionStorage.getItem(prefix + name);
    return kept === null ? undefined : (JSON.parse(kept) as Partial<Values>);
  } catch {
    return undefined;
  }
}

export function keepDraft(name: string, values: object) {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(values));
  } catch {
    // Storage may be closed to us; what was typed then lasts as long as the page.
  }
}

export function forgetDraft(name: string) {
  try {
    sessionStorage.removeItem(prefix + name);
  } catch {
    // As above.
  }
}

/** The next person at this screen must not read them. */
export function forgetDrafts() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    // As above.
  }
}
