/** A server in this process with a shop, for tests over HTTP. */
import { SETUP_BACKUP_PATH, SETUP_TOKEN_HEADER } from "@daybook/contract/backups";
import { newId } from "@daybook/contract/uuid";
import { CHEAP_COST } from "@daybook/core/users/passwords";
import { configOf } from "../env.ts";
import type { Config } from "../env.ts";
import { startServer } from "../start-server.ts";
import type { RunningServer, ServerOptions } from "../start-server.ts";
import { send } from "./send.ts";
import type { Answered, Sent } from "./send.ts";

export const OWNER_PASSWORD = "seven mugs on a shelf";

/** The data that the setup page sends. */
export const setupInput = (token: string, shop: Readonly<Record<string, unknown>> = {}) => ({
  token,
  shop: { name: "Corner shop", currency: "GBP", timeZone: "Europe/London", ...shop },
  owner: { login: "olive", name: "Olive Owner", password: OWNER_PASSWORD },
});

function testConfig(changes: Partial<Config> = {}): Config {
  return {
    ...configOf({ DAYBOOK_DATA: "/nowhere", DAYBOOK_PORT: "0", LOG_LEVEL: "silent" }),
    storeUrl: "memory:",
    sampleUrl: "memory:",
    httpsPort: 0,
    mdns: false,
    ...changes,
  };
}

export interface TestServerOptions extends Omit<Partial<ServerOptions>, "config"> {
  readonly config?: Partial<Config>;
}

/** A running server with helpers for tests. */
export class TestServer {
  readonly running: RunningServer;
  readonly port: number;
  /** The headers of a page of this server. */
  readonly origin: string;
  /** `daybook_sid_…=…` of the owner, after `setUp` was called. */
  cookie = "";

  constructor(running: RunningServer) {
    this.running = running;
    this.port = running.port;
    this.origin = running.url;
  }

  send(sent: Sent): Promise<Answered> {
    return send(this.port, sent);
  }

  /** A write as in the web client: JSON, same origin, cookie. */
  post(
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answered> {
    return this.send({
      method: "POST",
      path,
      headers: {
        "content-type": "application/json",
        origin: this.origin,
        ...(this.cookie === "" ? {} : { cookie: this.cookie }),
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send({
      path,
      headers: { ...(this.cookie === "" ? {} : { cookie: this.cookie }), ...headers },
    });
  }

  /** Sets up the shop over HTTP and keeps the owner's cookie. */
  async setUp(shop: Readonly<Record<string, unknown>> = {}): Promise<this> {
    const token = this.running.setupToken;
    if (token === null) throw new Error("this server needs no set-up");
    const answer = await this.post("/api/setup", setupInput(token, shop));
    if (answer.status !== 200) throw new Error(answer.text);
    this.cookie = cookieIn(answer);
    return this;
  }

  /** Sends a backup as the setup page does. */
  sendBackup(body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send({
      method: "POST",
      path: SETUP_BACKUP_PATH,
      headers: {
        "content-type": "application/octet-stream",
        origin: this.origin,
        [SETUP_TOKEN_HEADER]: this.running.setupToken ?? "",
        ...headers,
      },
      body,
    });
  }

  /** Creates a product at 10.00 with this stock and returns its id and location. */
  async stock(sku: string, pieces: number): Promise<{ productId: string; locationId: string }> {
    const product = await this.json("/api/products", {
      key: newId(),
      sku,
      name: sku,
      priceMinor: 1000,
    });
    const places = JSON.parse((await this.get("/api/locations")).text);
    const [{ id: locationId }] = places.items;
    const { id: productId = "" } = product;
    if (pieces > 0) {
      await this.json("/api/movements/openings", {
        key: newId(),
        locationId,
        lines: [{ productId, quantityMilli: pieces * 1000, costMinor: pieces * 300 }],
      });
    }
    return { productId, locationId };
  }

  /** As `json`, for actions that require the owner's password each time. */
  async confirmedJson(path: string, body: unknown): Promise<Record<string, string>> {
    await this.json("/api/auth/confirm-password", { password: OWNER_PASSWORD });
    return this.json(path, body);
  }

  async json(path: string, body: unknown): Promise<Record<string, string>> {
    const answer = await this.post(path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text);
  }

  stop(): Promise<void> {
    return this.running.stop();
  }
}

/** A server on a free loopback port with a low password cost, on an in-memory database by default. */
export async function openTestServer({
  config,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const running = await startServer({
    passwordCost: CHEAP_COST,
    networkAddresses: () => [],
    webRoot: "/nowhere",
    ...options,
    config: testConfig(config),
  });
  return new TestServer(running);
}

/** One piece for 10.00, paid in cash. */
export const oneSale = (at: { productId: string; locationId: string }, key: string = newId()) => ({
  key,
  locationId: at.locationId,
  lines: [{ productId: at.productId, quantityMilli: 1000 }],
  tenders: [{ tender: "cash", amountMinor: 1000 }],
  expectedTotalMinor: 1000,
});

/** `name=value` of the session cookie, which is the first one of a response. */
export function cookieIn({ headers }: Answered): string {
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
}
