/** Daybook from a script: every procedure with its types, refusals as values. */
import {
  createTRPCClient,
  createWSClient,
  httpBatchLink,
  httpLink,
  splitLink,
  TRPCClientError,
  wsLink,
} from "@trpc/client";
import { WebSocket as NodeWebSocket } from "ws";
import type { AppRouter } from "@daybook/api/client";
import { MOST_BODY_BYTES } from "@daybook/contract/body-limit";
import { REASONS } from "@daybook/contract/reasons";
import type { ReasonCode } from "@daybook/contract/reasons";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal, Refusal, RefusalOf } from "@daybook/contract/refusal";
import { reasonSentence } from "@daybook/contract/sentences";
import { newId } from "@daybook/contract/uuid";
import type { InputOf, OutputOf } from "./callers.ts";
import { writtenOut } from "./written-out.ts";

// A script has this package alone, so the words of the contract that it needs come with it.
export type { ReasonCode as RefusalCode } from "@daybook/contract/reasons";
export type { FieldError, ReadRefusal, RefusalOf } from "@daybook/contract/refusal";

export interface DaybookClientOptions {
  /** Where Daybook answers: `http://192.168.1.20:8080`. */
  readonly url: string;
  /** A key made by `POST /api/api-keys`; without one, only what needs no sign-in can be asked. */
  readonly apiKey?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** For live changes; left out, the package `ws`. */
  readonly webSocket?: typeof globalThis.WebSocket;
}

export type DaybookClient = ReturnType<typeof createDaybookClient>;

/** `Inputs["sales"]["ringUp"]`: what a procedure takes. */
export type Inputs = {
  [Feature in keyof DaybookClient]: {
    [Name in keyof DaybookClient[Feature]]: InputOf<DaybookClient[Feature][Name]>;
  };
};
/** `Outputs["sales"]["ringUp"]`: what a procedure answers; of a subscription, one event. */
export type Outputs = {
  [Feature in keyof DaybookClient]: {
    [Name in keyof DaybookClient[Feature]]: OutputOf<DaybookClient[Feature][Name]>;
  };
};

/** The server takes no more calls in one request. */
const MAX_BATCH = 20;
const MAX_URL = 8000;

/**
 * A typed client: `await daybook.products.list.query({ search: "mug" })`. Calls made in one turn of the event loop go
 * in one request; live changes come over a socket that is opened when the first subscription needs it.
 */
export function createDaybookClient(options: DaybookClientOptions) {
  const root = options.url.replace(/\/+$/, "");
  const authorization = options.apiKey === undefined ? null : `Bearer ${options.apiKey}`;
  const http = {
    url: `${root}/trpc`,
    headers: (): Record<string, string> => (authorization === null ? {} : { authorization }),
    fetch: (input: string | URL | Request, init?: unknown) => {
      // safe because what a link passes to fetch is what fetch takes; only its optional fields are spelt otherwise
      const request = init as RequestInit;
      // The server ends the connection in the middle of a larger body, and nobody would hear why.
      if (sizeOf(request?.body) > MOST_BODY_BYTES) return Promise.resolve(tooLarge());
      return (options.fetch ?? globalThis.fetch)(input, request);
    },
  };
  const client = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: wsLink({
          client: createWSClient({
            url: `${root.replace(/^http/, "ws")}/trpc`,
            WebSocket: options.webSocket ?? socketWith(authorization),
            lazy: { enabled: true, closeMs: 1000 },
          }),
        }),
        false: splitLink({
          // These are counted one by one, so the server takes them in a request of their own; and many rows at once
          // must not be too large only because of what travels with them.
          condition: ({ path }) => /^(auth|setup)\./.test(path) || path.endsWith("Many"),
          true: httpLink(http),
          false: httpBatchLink({ ...http, maxItems: MAX_BATCH, maxURLLength: MAX_URL }),
        }),
      }),
    ],
  });
  return writtenOut(client);
}

function sizeOf(body: unknown): number {
  return typeof body === "string" ? new TextEncoder().encode(body).length : 0;
}

/** The answer the server would give. */
function tooLarge(): Response {
  const { status, retryable } = REASONS.payload_too_large;
  const message = reasonSentence({ code: "payload_too_large", details: {} });
  const refusal: Refusal = {
    code: "payload_too_large",
    message,
    fieldErrors: {},
    details: {},
    retryable,
    requestId: "not sent",
  };
  const data = { code: "PAYLOAD_TOO_LARGE", httpStatus: status, refusal };
  return Response.json({ error: { code: -32_013, message, data } }, { status });
}

/** A fresh idempotency key. Make one per intended write and send the same one again when you try again. */
export function newKey(): string {
  return newId();
}

/**
 * What Daybook refused, or null where the error is something else: no connection, say. `switch (refusal.code)` narrows
 * its details. What a server of a later version sends and this one does not know has the code "unknown".
 */
export function refusalOf(error: unknown): ReadRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  // safe because every property is looked at by the contract below before it is believed
  const data = error.data as { refusal?: unknown } | null | undefined;
  return readRefusal(data?.refusal);
}

/** The error of a refused call. */
export interface RefusalError<Code extends ReasonCode = ReasonCode> extends Error {
  readonly data: { readonly refusal: RefusalOf<Code> };
}

/**
 * Whether this is a refusal, and, if you name a code, that one. Where it is,
 * `isRefusal(error, "insufficient_stock")` makes `error.data.refusal.details.shortages` known.
 */
export function isRefusal<Code extends ReasonCode = ReasonCode>(
  error: unknown,
  code?: Code,
): error is RefusalError<Code> {
  const refusal = refusalOf(error);
  return refusal !== null && (code === undefined || refusal.code === code);
}

/** Browsers cannot add headers to a socket; Node can, and a key travels in one. */
function socketWith(authorization: string | null): typeof globalThis.WebSocket {
  class KeyedSocket extends NodeWebSocket {
    constructor(address: string | URL) {
      super(address, authorization === null ? {} : { headers: { authorization } });
    }
  }
  // safe because ws offers the browser's interface, as far as the link uses it
  return KeyedSocket as unknown as typeof globalThis.WebSocket;
}
