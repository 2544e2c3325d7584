import pg from "pg";

const RECONNECT_MS = 1_000;
/** A connection that only listens does not notice a lost server, so it sends a query now and then. */
const ASK_MS = 15_000;

/** The channel of a notification, and its text. */
export type OnNotified = (channel: string, text: string) => void;

export interface ListenOptions {
  readonly session: pg.ClientConfig;
  readonly channels: readonly string[];
  readonly onNotified: OnNotified;
  readonly onError: (error: Error) => void;
}

/**
 * Calls `onNotified` for each notification, on a separate connection. Reconnects after a failure and then calls it once
 * for each channel with an empty text, because notifications may have been missed. Returns the function that stops it.
 */
export async function listen({ session, channels, onNotified, onError }: ListenOptions) {
  let current: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const client = new pg.Client({
      ...session,
      connectionTimeoutMillis: 5_000,
      application_name: "daybook listener",
    });
    client.on("notification", ({ channel, payload }) => onNotified(channel, payload ?? ""));
    client.on("error", onError);
    client.on("end", () => lost(client));
    await client.connect();
    for (const channel of channels) await client.query(`LISTEN ${channel}`);
    current = client;
    timer = setTimeout(() => void ask(client), ASK_MS);
    if (stopped) void client.end();
  };

  const lost = (client: pg.Client): void => {
    if (stopped || current !== client) return;
    current = null;
    again();
  };

  const ask = async (client: pg.Client): Promise<void> => {
    try {
      await client.query("SELECT 1");
    } catch (error) {
      onError(asError(error));
      void client.end().catch(() => undefined);
      return lost(client);
    }
    if (!stopped && current === client) timer = setTimeout(() => void ask(client), ASK_MS);
  };

  const again = (): void => {
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (stopped) return;
      connect().then(
        () => channels.forEach((channel) => onNotified(channel, "")),
        (error: unknown) => {
          onError(asError(error));
          again();
        },
      );
    }, RECONNECT_MS);
  };

  await connect();
  return async () => {
    stopped = true;
    if (timer) clearTimeout(timer);
    // Nothing is in progress on it, so there is no need to wait for the server.
    void current?.end().catch(() => undefined);
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
