import { hash } from "node:crypto";
import type { AllianceCommand } from "@entente/contracts/commands/catalogue";
import { unsealedText } from "@entente/contracts/personal";

/**
 * Tells a repeated command from a reused key: SHA-256 over salt, organisation and command. Personal text is left out, because a hash of it would be
 * personal data that erasing could not reach.
 */
export function fingerprint(command: AllianceCommand, organisationId: string | null, salt: string): string {
  const text = JSON.stringify(command, (_key, value: unknown) => (unsealedText(value) === null ? value : null));
  return hash("sha256", `${salt}\n${organisationId ?? ""}\n${text}`, "base64url");
}
