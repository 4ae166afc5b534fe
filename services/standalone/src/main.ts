import { run } from "@entente/service-kit";
import { openServer } from "./server.ts";

await run("entente", openServer, (settings, address) => {
  const url = settings.ENTENTE_PUBLIC_URL ?? address.replace("127.0.0.1", "localhost").replace("[::1]", "localhost");
  process.stdout.write(
    [
      "",
      `Entente is ready at ${url}`,
      "Sign up there with any e-mail address and a password; nothing is mailed. Invitation links are shown to whoever invites.",
      ...(settings.ENTENTE_EXAMPLE === "on"
        ? ["Or look around first, in an example of invented organisations; ENTENTE_EXAMPLE=off leaves it out."]
        : []),
      settings.ENTENTE_OPERATOR_KEY
        ? "The operator's key is set."
        : "For imports and automation, start with ENTENTE_OPERATOR_KEY set to a long secret of your own.",
      `Data: ${settings.dataFolder}    API: ${url}/api/docs    Stop: Ctrl+C`,
      "",
      "",
    ].join("\n"),
  );
});
