import { z } from "zod";
import { readServerFile } from "./server-file.ts";

/** What the command prints, or the sentence of a refusal. */
const Answer = z.object({ message: z.string() });

/** The answer of the running server of this data folder to one of our commands; null if none responds. */
export async function askServer(
  dataFolder: string,
  order: {
    readonly path: string;
    readonly body: Readonly<Record<string, unknown>>;
    readonly withinMs: number;
  },
): Promise<{ readonly ok: boolean; readonly message: string } | null> {
  const server = readServerFile(dataFolder);
  // A server of an earlier version left no token and has no such command.
  if (server === null || server.token === "") return null;
  try {
    const response = await fetch(`${server.url}${order.path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
      body: JSON.stringify(order.body),
      redirect: "error",
      signal: AbortSignal.timeout(order.withinMs),
    });
    const { message } = Answer.parse(await response.json());
    // A refusal ends without a line break, unlike what a command prints.
    return { ok: response.ok, message: `${message.trimEnd()}\n` };
  } catch {
    return null;
  }
}
