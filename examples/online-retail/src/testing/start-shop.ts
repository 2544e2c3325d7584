/** A fresh shop in a process of its own, set up and with a key for the example: as an owner would start it. */
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
  /** Ends the process and removes its folder. */
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const SETUP_TOKEN = "only-this-test-knows-the-token";
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** The rights the example needs, and no more. */
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

/** Starts a server from its sources and sets it up. `databaseUrl` names a PostgreSQL database; null keeps a file. */
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
  // A test that fails before it stops the server leaves none behind.
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

/** What the server says first names its address. Its output is read to the end: a closed pipe would end it. */
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

/** Sets the shop up as its owner and makes a key. Answers the key. */
const PASSWORD = "seven wicker hearts, large";

async function setUp(url: string): Promise<string> {
  let cookie = "";
  const fetchSignedIn: typeof globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set("origin", url);
    if (cookie !== "") headers.set("cookie", cookie);
    const answer = await globalThis.fetch(input, { ...init, headers });
    // The session's cookie comes first; the others do not sign anybody in.
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
