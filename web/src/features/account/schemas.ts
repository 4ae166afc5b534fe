import { organisationCommands } from "@entente/contracts/commands/organisation";
import { line } from "@entente/contracts/text";
import { z } from "zod";

const email = z.string().trim().toLowerCase().max(254).pipe(z.email());
const newPassword = z.string().min(10).max(200);

export const SignIn = z.strictObject({ email, password: z.string().min(1).max(200) });
export const SignUp = z.strictObject({ name: line(), email, password: newPassword });
export const NewPassword = z.strictObject({ password: newPassword });
export const PasswordChange = z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword });
export const Name = z.strictObject({ name: line() });
/** As the command, but a person who founds one knows its country. */
export const Found = organisationCommands.RegisterOrganisation.body
  .pick({ name: true })
  .extend({ country: z.string().regex(/^[A-Z]{2}$/) });
