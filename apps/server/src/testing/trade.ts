/** Clients that make sales over HTTP. */
import { Agent } from "node:http";
import { newId } from "@daybook/contract/uuid";
import { send } from "./send.ts";
import type { Answered } from "./send.ts";
import { OWNER_PASSWORD, oneSale, setupInput, cookieIn } from "./test-server.ts";

export interface Place {
  readonly productId: string;
  readonly locationId: string;
}

/** A user signed in at one server, with keep-alive connections. */
export class Till {
  readonly port: number;
  readonly cookie: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(port: number, cookie: string) {
    this.port = port;
    this.cookie = cookie;
  }

  /** Sets up a new server and signs in as its owner. */
  static async open(port: number, setupToken: string): Promise<Till> {
    const answer = await new Till(port, "").post("/api/setup", setupInput(setupToken));
    if (answer.status !== 200) throw new Error(answer.text);
    return new Till(port, cookieIn(answer));
  }

  /** Signs in at a server of a shop that was set up before. */
  static async signIn(port: number): Promise<Till> {
    const credentials = { login: "olive", password: OWNER_PASSWORD };
    const answer = await new Till(port, "").post("/api/auth/sign-in", credentials);
    if (answer.status !== 200) throw new Error(answer.text);
    return new Till(port, cookieIn(answer));
  }

  /** The same user on another server of the same database. */
  at(port: number): Till {
    return new Till(port, this.cookie);
  }

  post(path: string, body: unknown): Promise<Answered> {
    const origin = `http://127.0.0.1:${this.port}`;
    const headers = { "content-type": "application/json", origin, cookie: this.cookie };
    const text = JSON.stringify(body);
    return send(this.port, { method: "POST", path, headers, body: text, agent: this.#agent });
  }

  async get(path: string): Promise<Record<string, unknown>> {
    const headers = { cookie: this.cookie };
    const { status, text } = await send(this.port, { path, headers, agent: this.#agent });
    if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
    return JSON.parse(text);
  }

  /** A product at 10.00 with this stock. */
  async stock(sku: string, pieces: number): Promise<Place> {
    const made = await this.post("/api/products", {
      key: newId(),
      sku,
      name: sku,
      priceMinor: 1000,
    });
    const { id: productId } = JSON.parse(made.text);
    const { items } = await this.get("/api/locations");
    const [{ id: locationId }] = items as [{ id: string }];
    const line = { productId, quantityMilli: pieces * 1000, costMinor: pieces * 300 };
    const opened = await this.post("/api/movements/openings", {
      key: newId(),
      locationId,
      lines: [line],
    });
    if (opened.status !== 200) throw new Error(opened.text);
    return { productId, locationId };
  }

  sell(place: Place, key?: string): Promise<Answered> {
    return this.post("/api/sales", oneSale(place, key));
  }

  close(): void {
    this.#agent.destroy();
  }
}
