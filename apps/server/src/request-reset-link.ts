import { z } from "zod";
import { RESET_PASSWORD_PATH } from "./routes/command-routes.ts";
import { readServerFile } from "./server-file.ts";

/** A link, or the sentence of a refusal. */
const Answer = z.object({ message: z.string() });

/** Requests a password reset link from the running server of this data folder; null if none responds. */
export async function requestResetLink(
  dataFolder: string,
  login: string,
): Promise<{ readonly ok: boolean; readonly message: string } | null> {
  const server = readServerFile(dataFolder);
  // A server of an earlier version left no token and has no such command.
  if (server === null || server.token === "") return null;
  try {
    const response = await fetch(`${server.url}${RESET_PASSWORD_PATH}`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
      body: JSON.stringify({ login }),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    return { ok: response.ok, ...Answer.parse(await response.json()) };
  } catch {
    return null;
  }
}
