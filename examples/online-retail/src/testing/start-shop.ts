/** A new shop in a separate process, set up and with an API key for the example. */
import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { createDaybookClient, newKey } from "@daybook/client";
import { TIME_ZONE } from "../time-zone.ts";

export interface StartedShop {
  readonly url: string;
  readonly apiKey: string;
  /** Stops the process and deletes its folder. */
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const SETUP_TOKEN = "only-this-test-knows-the-token";
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** Only the permissions that the example needs. */
const SCOPES = [
  "products.read",
  "products.write",
  "locations.read",
  "locations.write",
  "customers.read",
  "customers.write",
  "movements.read",
  "movements.opening",
  "movements.adjust",
  "sales.read",
  "sales.ringUp",
  "sales.overridePrice",
  "sales.return",
  "sales.returnWithoutReceipt",
  "sales.refundOtherTender",
  "documents.backdate",
  "documents.history",
  "reports.read",
  "reports.verify",
  "settings.read",
] as const;

/** Starts a server from its sources and sets it up. `databaseUrl` is a PostgreSQL database; null uses a file. */
export async function startShop(databaseUrl: string | null = null): Promise<StartedShop> {
  const data = await mkdtemp(join(tmpdir(), "online-retail-"));
  const server = spawn(
    process.execPath,
    ["--import", "tsx", join(ROOT, "apps/server/src/main.ts"), "start", "--port", "0"],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        NODE_ENV: "production",
        DAYBOOK_DATA: data,
        SETUP_TOKEN,
        LOG_LEVEL: "warn",
        DATABASE_URL: databaseUrl ?? "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  // Stops the server if a test fails before it does so.
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  server.once("exit", () => process.off("exit", kill));
  const stop = async () => {
    if (server.exitCode === null && server.signalCode === null) {
      const exited = once(server, "exit");
      server.kill("SIGTERM");
      await exited;
    }
    await rm(data, { recursive: true, force: true });
  };
  try {
    const url = await addressOf(server);
    return { url, apiKey: await setUp(url), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The first output contains its address. The output is read to the end, because a closed pipe would stop the server.
 */
function addressOf(server: ChildProcessByStdio<null, Readable, Readable>): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    const listen = (chunk: unknown) => {
      said += String(chunk);
      const [address] = ADDRESS.exec(said) ?? [];
      if (address !== undefined) resolve(address);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.once("error", reject);
    server.once("exit", () => reject(new Error(`The server did not start:\n${said}`)));
  });
}

/** Sets the shop up as its owner and creates a key. Returns the key. */
const PASSWORD = "seven wicker hearts, large";

async function setUp(url: string): Promise<string> {
  let cookie = "";
  const fetchSignedIn: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", url);
    if (cookie !== "") headers.set("cookie", cookie);
    const answer = await globalThis.fetch(input, { ...init, headers });
    // The session cookie comes first; the others do not sign anybody in.
    cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return answer;
  };
  const owner = createDaybookClient({ url, fetch: fetchSignedIn });
  await owner.setup.create.mutate({
    token: SETUP_TOKEN,
    shop: { name: "Online retail", currency: "GBP", timeZone: TIME_ZONE, taxPpm: 0 },
    owner: { login: "owner", name: "Olive Owner", password: PASSWORD },
  });
  await owner.auth.confirmPassword.mutate({ password: PASSWORD });
  const { secret } = await owner.apiKeys.create.mutate({
    key: newKey(),
    name: "Replay",
    scopes: [...SCOPES],
    requestsPerSecond: null,
  });
  if (secret === null) throw new Error("A new key shows its secret");
  return secret;
}
