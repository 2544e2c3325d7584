import { connect } from "node:net";
import type { Socket } from "node:net";

interface Answer {
  readonly status: number;
  readonly body: string;
}

/**
 * An HTTP/1.1 connection for one request at a time. Node's client would use as much CPU as the server, so this one
 * supports only what the servers send: a status, a length or chunks, and a body.
 */
export interface Connection {
  ask(request: string): Promise<Answer>;
  close(): void;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const LINE_END = Buffer.from("\r\n");
const CHUNKED = /\r\ntransfer-encoding: chunked/i;

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return new KeepAlive(socket);
}

/** The text of a request; `body` is JSON. */
export function requestText(options: {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly port: number;
  readonly apiKey: string;
  readonly body?: string;
}): string {
  const { method, path, port, apiKey, body } = options;
  const head = `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${apiKey}\r\n`;
  if (body === undefined) return `${head}\r\n`;
  return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

class KeepAlive implements Connection {
  readonly #socket: Socket;
  /** Why no more requests can be sent. */
  #ended: Error | null = null;
  #received: Buffer = Buffer.alloc(0);
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#onData(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("The server closed the connection.")));
  }

  ask(request: string): Promise<Answer> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.#received.toString("latin1", 0, end);
    const bodyStart = end + HEAD_END.length;
    const status = Number(head.slice(9, 12));
    if (CHUNKED.test(head)) {
      const whole = chunksFrom(this.#received, bodyStart);
      if (whole !== null) this.#answer({ status, body: whole.body }, whole.end);
      return;
    }
    const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
    if (length === undefined) return this.#fail(new Error(`An answer without a length:\n${head}`));
    const bodyEnd = bodyStart + Number(length);
    if (this.#received.length < bodyEnd) return;
    this.#answer({ status, body: this.#received.toString("utf8", bodyStart, bodyEnd) }, bodyEnd);
  }

  #answer(answer: Answer, end: number): void {
    this.#received = this.#received.subarray(end);
    const settle = this.#settle;
    this.#settle = null;
    settle?.resolve(answer);
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    this.#settle?.reject(error);
    this.#settle = null;
  }
}

/** A chunked body without trailers, and its end; null while it is incomplete. */
function chunksFrom(received: Buffer, start: number): { body: string; end: number } | null {
  const chunks: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = received.indexOf(LINE_END, at);
    if (lineEnd < 0) return null;
    const length = Number.parseInt(received.toString("latin1", at, lineEnd), 16);
    const from = lineEnd + LINE_END.length;
    at = from + length + LINE_END.length;
    if (received.length < at) return null;
    if (length === 0) return { body: Buffer.concat(chunks).toString("utf8"), end: at };
    chunks.push(received.subarray(from, from + length));
  }
}
