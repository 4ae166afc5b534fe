/** Whether a service can do its work now. Details go to the operator's log, not to the public answer. */
export interface Health {
  ready(): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
}

/** Ready when every part is; a part answers null, or why it is not. */
export function healthOf(parts: Readonly<Record<string, () => Promise<string | null>>>): Health {
  return {
    async ready() {
      const reasons: string[] = [];
      for (const [name, check] of Object.entries(parts)) {
        const reason = await check().catch((error: unknown) => String(error));
        if (reason !== null) reasons.push(`${name}: ${reason}`);
      }
      return { ready: reasons.length === 0, reasons };
    },
  };
}
