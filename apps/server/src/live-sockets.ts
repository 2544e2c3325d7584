import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import { WebSocket, WebSocketServer } from "ws";
import { DomainError, refuse } from "@daybook/core/domain-error";
import { refusalOfError } from "@daybook/core/refusal-of-error";
import type { ApiContext } from "@daybook/api/server/context";
import { statusOf } from "@daybook/api/server/refusal";
import { live } from "@daybook/api/server/routers/live";
import { router } from "@daybook/api/server/trpc";
import { refusalBody } from "./refusal-answer.ts";
import { refuseOnSocket } from "./socket-answer.ts";

const MAX_SOCKETS = 300;
const MAX_PER_PERSON = 20;
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_WAITING_BYTES = 1024 * 1024;
const PING_MS = 15_000;
const HANDSHAKE_MS = 5_000;
/** Close codes of the WebSocket protocol, and one of ours for "sign in again". */
const GOING_AWAY = 1001;
const SIGNED_OUT = 4401;

export interface LiveSocketsOptions {
  /** Why this upgrade goes no further; null for one that may. */
  readonly judge: (request: IncomingMessage) => DomainError | null;
  readonly makeContext: (request: IncomingMessage) => Promise<ApiContext>;
  readonly onProblem: (error: unknown) => void;
  readonly pingMs?: number | undefined;
}

/** The open live connections of this process, on the path `/trpc`. */
export interface LiveSockets {
  /** Answers an HTTP upgrade: guards and sign-in come before the handshake. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Asks now whether everybody is still signed in, and closes the connections of those who are not. */
  revalidate(): void;
  /** Ends all connections and takes no more. */
  close(): void;
  readonly count: number;
}

/** The socket carries subscriptions only: anything else would pass by the limits of HTTP. */
const socketRouter = router({ live: router({ changes: live.changes }) });

type Sent = Parameters<WebSocket["send"]>[0];
type SendOptions = Parameters<WebSocket["send"]>[1];
type Sender = (error?: Error) => void;

/** Drops a reader that leaves more than a megabyte unread, instead of keeping it all in memory. */
class BoundedSocket extends WebSocket {
  override send(data: Sent, options?: SendOptions | Sender, whenSent?: Sender): void {
    if (this.bufferedAmount > MAX_WAITING_BYTES) this.terminate();
    else if (isSender(options)) super.send(data, options);
    else super.send(data, options ?? {}, whenSent);
  }
}

function isSender(value: unknown): value is Sender {
  return typeof value === "function";
}

interface Member {
  readonly socket: WebSocket;
  readonly context: ApiContext;
  answered: boolean;
}

export function createLiveSockets(options: LiveSocketsOptions): LiveSockets {
  return new Sockets(options);
}

class Sockets implements LiveSockets {
  readonly #options: LiveSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    WebSocket: BoundedSocket,
  });
  readonly #members = new Set<Member>();
  readonly #contexts = new WeakMap<IncomingMessage, ApiContext>();
  readonly #connect: (socket: WebSocket, request: IncomingMessage) => void;
  readonly #timer: NodeJS.Timeout;
  #closed = false;

  constructor(options: LiveSocketsOptions) {
    this.#options = options;
    this.#connect = getWSConnectionHandler({
      wss: this.#server,
      router: socketRouter,
      createContext: ({ req }) => {
        const context = this.#contexts.get(req);
        if (context === undefined) throw new Error("a socket without a sign-in");
        return context;
      },
    });
    this.#timer = setInterval(() => this.#ping(), options.pingMs ?? PING_MS);
    this.#timer.unref();
  }

  get count(): number {
    return this.#members.size;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    // Who opens a connection and says nothing more must not keep it.
    const patience = setTimeout(() => socket.destroy(), HANDSHAKE_MS);
    this.#admit(request)
      .then((context) => this.#open(request, socket, head, context))
      .catch((error: unknown) => this.#refuse(request, socket, error))
      .finally(() => clearTimeout(patience));
  }

  revalidate(): void {
    for (const member of this.#members) {
      member.context.stillSignedIn().then(
        (still) => still || member.socket.close(SIGNED_OUT, "Sign in again."),
        // A busy moment of the database says nothing about the person; the next ping asks again.
        this.#options.onProblem,
      );
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const { socket } of this.#members) {
      socket.close(GOING_AWAY, "Daybook stops.");
      // A client that does not answer the farewell is not waited for.
      setTimeout(() => socket.terminate(), 500).unref();
    }
  }

  /** Who stands behind an upgrade, when nothing stands against it. */
  async #admit(request: IncomingMessage): Promise<ApiContext> {
    const refusal = this.#options.judge(request);
    if (refusal !== null) throw refusal;
    if (!/^\/trpc(?:\?|$)/.test(request.url ?? "")) throw refuse("no_such_path", {});
    if (this.#closed) throw refuse("busy", {});
    const context = await this.#options.makeContext(request);
    if (context.who === null) throw refuse("not_signed_in", {});
    return context;
  }

  /** Counting and opening happen in one go, so that many dials at once cannot pass the count together. */
  #open(request: IncomingMessage, socket: Duplex, head: Buffer, context: ApiContext): void {
    const person = personOf(context);
    const own = [...this.#members].filter((member) => personOf(member.context) === person);
    if (own.length >= MAX_PER_PERSON || this.#members.size >= MAX_SOCKETS)
      throw refuse("too_many_requests", { retryAfterSeconds: 10 });
    this.#contexts.set(request, context);
    this.#server.handleUpgrade(request, socket, head, (client) => {
      const member: Member = { socket: client, context, answered: true };
      this.#members.add(member);
      client.on("pong", () => (member.answered = true));
      client.once("close", () => this.#members.delete(member));
      this.#connect(client, request);
    });
  }

  #refuse(request: IncomingMessage, socket: Duplex, error: unknown): void {
    const refusal = error instanceof DomainError ? error : refusalOfError(error);
    if (refusal === null) this.#options.onProblem(error);
    const told = refusal ?? refuse("internal", {});
    refuseOnSocket(socket, statusOf(told.code), refusalBody(told, "", request.url ?? ""));
  }

  #ping(): void {
    for (const member of this.#members) {
      if (!member.answered) {
        member.socket.terminate();
        continue;
      }
      member.answered = false;
      member.socket.ping();
    }
    this.revalidate();
  }
}

/** Sockets are counted per sign-in, or per key. */
function personOf({ session, who }: ApiContext): string {
  return session?.id ?? `key ${who?.actor.apiKeyId ?? 0}`;
}
