/** Daybook client for scripts: typed procedures and typed refusals. */
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
import type { DeclaredRefusals } from "./declared-refusals.generated.ts";
import { writtenOut } from "./written-out.ts";

// Scripts install only this package, so it re-exports the parts of the contract that they need.
export type { ReasonCode as RefusalCode } from "@daybook/contract/reasons";
export type { FieldError, ReadRefusal, RefusalOf } from "@daybook/contract/refusal";

export interface DaybookClientOptions {
  /** The address of the Daybook server: `http://192.168.1.20:8080`. */
  readonly url: string;
  /** An API key; without one, only procedures that need no sign-in can be called. */
  readonly apiKey?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** The WebSocket class for live changes; defaults to the package `ws`. */
  readonly webSocket?: typeof globalThis.WebSocket;
}

export type DaybookClient = ReturnType<typeof createDaybookClient>;

/** `Inputs["sales"]["ringUp"]`: the input of a procedure. */
export type Inputs = {
  [Feature in keyof DaybookClient]: {
    [Name in keyof DaybookClient[Feature]]: InputOf<DaybookClient[Feature][Name]>;
  };
};
/** `Outputs["sales"]["ringUp"]`: the output of a procedure; for a subscription, one event. */
export type Outputs = {
  [Feature in keyof DaybookClient]: {
    [Name in keyof DaybookClient[Feature]]: OutputOf<DaybookClient[Feature][Name]>;
  };
};

/** The name of a procedure: `"sales.ringUp"`. */
export type ProcedureName = keyof DeclaredRefusals;
/** The codes with which a procedure can be refused. */
export type RefusalCodeOf<Name extends ProcedureName> = DeclaredRefusals[Name];

/** The maximum number of calls per request that the server accepts. */
const MAX_BATCH = 20;
const MAX_URL = 8000;

/**
 * A typed client: `await daybook.products.list.query({ search: "mug" })`. Calls made in the same turn of the event
 * loop share one request; live changes use a socket that opens with the first subscription.
 */
export function createDaybookClient(options: DaybookClientOptions) {
  const root = options.url.replace(/\/+$/, "");
  const authorization = options.apiKey === undefined ? null : `Bearer ${options.apiKey}`;
  const http = {
    url: `${root}/trpc`,
    headers: (): Record<string, string> => (authorization === null ? {} : { authorization }),
    fetch: (input: string | URL | Request, init?: unknown) => {
      // safe because a link passes the arguments of fetch; only its optional fields are typed differently
      const request = init as RequestInit;
      // The server closes the connection in the middle of a larger body, and the caller would not see why.
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
          // The server counts these individually and accepts them only in a separate request; bulk writes must not
          // exceed the body limit because of other calls in the batch.
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

/** The refusal that the server would send. */
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

/** A new idempotency key. Generate one per write and use the same key for retries. */
export function newKey(): string {
  return newId();
}

/**
 * The refusal in an error, or null for other errors, such as a lost connection. `switch (refusal.code)` narrows its
 * details. A code of a newer server that this version does not support becomes "unknown".
 */
export function refusalOf(error: unknown): ReadRefusal | null;
/** The refusal of a call to this procedure: `refusalOf(error, "sales.ringUp")` has only its declared codes. */
export function refusalOf<Name extends ProcedureName>(
  error: unknown,
  procedure: Name,
): Extract<ReadRefusal, { readonly code: RefusalCodeOf<Name> | "unknown" }> | null;
export function refusalOf(error: unknown): ReadRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  // safe because the contract below validates every property
  const data = error.data as { refusal?: unknown } | null | undefined;
  return readRefusal(data?.refusal);
}

/** The error of a refused call. */
export interface RefusalError<Code extends ReasonCode = ReasonCode> extends Error {
  readonly data: { readonly refusal: RefusalOf<Code> };
}

/**
 * Whether this is a refusal and, if a code is given, has that code. If so, `isRefusal(error, "insufficient_stock")`
 * narrows `error.data.refusal.details.shortages`.
 */
export function isRefusal<Code extends ReasonCode = ReasonCode>(
  error: unknown,
  code?: Code,
): error is RefusalError<Code> {
  const refusal = refusalOf(error);
  return refusal !== null && (code === undefined || refusal.code === code);
}

/** Browsers cannot add headers to a socket; Node can, and the API key is sent in one. */
function socketWith(authorization: string | null): typeof globalThis.WebSocket {
  class KeyedSocket extends NodeWebSocket {
    constructor(address: string | URL) {
      super(address, authorization === null ? {} : { headers: { authorization } });
    }
  }
  // safe because ws offers the browser's interface, as far as the link uses it
  return KeyedSocket as unknown as typeof globalThis.WebSocket;
}
