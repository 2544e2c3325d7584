/** Raw requests as an attacker would send them: every header as given, with only those added that HTTP requires. */
import { request } from "node:http";
import type { Agent, IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Keeps connections open; without one, each request opens its own. */
  readonly agent?: Agent;
  /** The source address. */
  readonly localAddress?: string;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The same as it arrived. */
  readonly bytes: Buffer;
}

/** One request on its own connection. */
export function send(port: number, sent: Sent): Promise<Answered> {
  const { method = "GET", path, headers, body, agent = false, ...rest } = sent;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: { ...framing(body, headers), ...headers },
        agent,
        ...rest,
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => {
          const { statusCode: status = 0, headers: answered } = response;
          const bytes = Buffer.concat(parts);
          resolve({ status, headers: answered, text: bytes.toString("utf8"), bytes });
        });
        response.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Node sets the body framing for some methods only. */
function framing(body: Sent["body"], headers: Sent["headers"] = {}): Record<string, string> {
  if (body === undefined || "transfer-encoding" in headers) return {};
  return { "content-length": String(Buffer.byteLength(body)) };
}

/** Writes bytes to a raw socket and returns everything received until the server closed it. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    socket.setEncoding("utf8").setTimeout(20_000, () => socket.destroy());
    socket.on("data", (part: string) => (answer += part));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

/** The status of a raw response. */
export function statusIn(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}

/** The refusal in a response, in the format of tRPC or REST. */
export function refusalIn(text: string): { code: string; message: string; requestId: string } {
  const body = JSON.parse(text);
  const first = Array.isArray(body) ? body[0] : body;
  return first.error?.data?.refusal ?? first;
}
