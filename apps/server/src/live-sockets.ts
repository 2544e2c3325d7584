import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { getWSConnectionHandler } from "@trpc/server/adapters/ws";
import { WebSocket, WebSocketServer } from "ws";
import { DomainError, refuse } from "@daybook/core/errors/domain-error";
import { refusalOfError } from "@daybook/core/errors/refusal-of-error";
import type { Rights } from "@daybook/api/server/auth/resolve-actor";
import type { ApiContext } from "@daybook/api/server/context";
import { statusOf } from "@daybook/api/server/refusal";
import { display } from "@daybook/api/server/routers/display";
import { live } from "@daybook/api/server/routers/live";
import { router } from "@daybook/api/server/trpc";
import { refusalBody } from "./refusal-answer.ts";
import { refuseOnSocket } from "./socket-answer.ts";

const MAX_SOCKETS = 300;
/** This many connections are reserved for owners, so they can always see what is going on. */
const RESERVED_FOR_OWNERS = 20;
const MAX_PER_PERSON = 40;
const MAX_PER_SIGN_IN = 20;
/** A subscription takes some hundred bytes; one message can contain several, and each gets a response. */
const MAX_MESSAGE_BYTES = 2 * 1024;
/** A page subscribes once and pings now and then. */
const MAX_MESSAGES_PER_SECOND = 20;
const MAX_WAITING_BYTES = 1024 * 1024;
const PING_MS = 15_000;
const HANDSHAKE_MS = 5_000;
/** Close codes of the WebSocket protocol, and ours for "sign in again" and "reconnect with your new permissions". */
const GOING_AWAY = 1001;
const SIGNED_OUT = 4401;
const OTHER_RIGHTS = 4403;

export interface LiveSocketsOptions {
  /** Why this upgrade is refused; null if it is allowed. */
  readonly checkUpgrade: (request: IncomingMessage) => DomainError | null;
  readonly makeContext: (request: IncomingMessage) => Promise<ApiContext>;
  readonly onProblem: (error: unknown) => void;
  readonly pingMs?: number | undefined;
}

/** The open live connections of this process, on the path `/trpc`. */
export interface LiveSockets {
  /** Handles an HTTP upgrade: checks and authentication run before the handshake. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Checks each session and its permissions now, and closes connections that are no longer valid. */
  revalidate(): void;
  /** Closes all connections and accepts no more. */
  close(): void;
  readonly count: number;
}

/** The socket accepts only subscriptions: anything else would bypass the HTTP limits. */
const socketRouter = router({
  live: router({ changes: live.changes }),
  display: router({ watch: display.watch, watchers: display.watchers }),
});

type Sent = Parameters<WebSocket["send"]>[0];
type SendOptions = Parameters<WebSocket["send"]>[1];
type Sender = (error?: Error) => void;

/**
 * Closes the connection of a client with more than a megabyte of unread data, to save memory, and of a client that
 * sends far more than a page would, before its messages are processed.
 */
class BoundedSocket extends WebSocket {
  #second = 0;
  #heard = 0;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "message" && this.#exceedsLimits()) {
      this.terminate();
      return true;
    }
    return super.emit(event, ...args);
  }

  #exceedsLimits(): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#heard = 0;
    this.#second = second;
    this.#heard += 1;
    return this.#heard > MAX_MESSAGES_PER_SECOND;
  }

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
    // An idle connection is closed.
    const handshakeTimer = setTimeout(() => socket.destroy(), HANDSHAKE_MS);
    this.#admit(request)
      .then((context) => this.#open(request, socket, head, context))
      .catch((error: unknown) => this.#refuse(request, socket, error))
      .finally(() => clearTimeout(handshakeTimer));
  }

  revalidate(): void {
    for (const member of this.#members) {
      member.context.rightsNow().then(
        (rights) => this.#compare(member, rights),
        // A busy database says nothing about the session; the next ping checks again.
        this.#options.onProblem,
      );
    }
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    for (const { socket } of this.#members) {
      socket.close(GOING_AWAY, "Daybook stops.");
      // A client that does not respond to the close frame is not waited for.
      setTimeout(() => socket.terminate(), 500).unref();
    }
  }

  #compare({ socket, context }: Member, rights: Rights | null): void {
    const had = context.who?.actor.permissions ?? new Set();
    if (rights === null) socket.close(SIGNED_OUT, "Sign in again.");
    else if (rights.size !== had.size || [...rights].some((right) => !had.has(right)))
      socket.close(OTHER_RIGHTS, "What you may do has changed.");
  }

  /** The actor of an upgrade, if it is allowed. */
  async #admit(request: IncomingMessage): Promise<ApiContext> {
    const refusal = this.#options.checkUpgrade(request);
    if (refusal !== null) throw refusal;
    if (!/^\/trpc(?:\?|$)/.test(request.url ?? "")) throw refuse("no_such_path", {});
    if (this.#closed) throw refuse("busy", {});
    const context = await this.#options.makeContext(request);
    if (context.who === null) throw refuse("not_signed_in", {});
    return context;
  }

  /** Counting and opening are synchronous, so concurrent upgrades cannot exceed the limit. */
  #open(request: IncomingMessage, socket: Duplex, head: Buffer, context: ApiContext): void {
    if (!this.#hasRoomFor(context)) throw refuse("too_many_requests", { retryAfterSeconds: 10 });
    this.#contexts.set(request, context);
    this.#server.handleUpgrade(request, socket, head, (client) => {
      const member: Member = { socket: client, context, answered: true };
      this.#members.add(member);
      client.on("pong", () => (member.answered = true));
      client.once("close", () => this.#members.delete(member));
      this.#connect(client, request);
    });
  }

  #hasRoomFor(context: ApiContext): boolean {
    const person = personOf(context);
    const own = [...this.#members].filter((member) => personOf(member.context) === person);
    const here = own.filter((member) => member.context.session?.id === context.session?.id);
    const isOwner = context.session?.roles.includes("owner") === true;
    const most = isOwner ? MAX_SOCKETS : MAX_SOCKETS - RESERVED_FOR_OWNERS;
    return (
      own.length < MAX_PER_PERSON && here.length < MAX_PER_SIGN_IN && this.#members.size < most
    );
  }

  #refuse(request: IncomingMessage, socket: Duplex, error: unknown): void {
    const refusal = error instanceof DomainError ? error : refusalOfError(error);
    if (refusal === null) this.#options.onProblem(error);
    const sentRefusal = refusal ?? refuse("internal", {});
    refuseOnSocket(
      socket,
      statusOf(sentRefusal.code),
      refusalBody(sentRefusal, "", request.url ?? ""),
    );
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

/** A user over all sessions; each API key separately. */
function personOf({ home: { who } }: ApiContext): string {
  const { apiKeyId = null, userId = 0 } = who?.actor ?? {};
  return apiKeyId === null ? `person ${userId}` : `key ${apiKeyId}`;
}
