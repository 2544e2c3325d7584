import type { TRPCClient } from "@trpc/client";
import type { AppRouter, Inputs, Outputs } from "@daybook/api/client";
import type { Mutation, Query, Subscription } from "./callers.ts";

type Procedures = AppRouter["_def"]["record"];

/** One procedure of the given kind. */
type Caller<Procedure, Input, Output> = Procedure extends { _def: { type: "query" } }
  ? Query<Input, Output>
  : Procedure extends { _def: { type: "mutation" } }
    ? Mutation<Input, Output>
    : Output extends AsyncIterable<infer Event>
      ? Subscription<Input, Event>
      : never;

/** The same client with its type written out in full, so the package needs neither the server's types nor tRPC's. */
export function writtenOut(client: TRPCClient<AppRouter>): {
  [Feature in keyof Procedures]: {
    [Name in keyof Procedures[Feature]]: Caller<
      Procedures[Feature][Name],
      Name extends keyof Inputs[Feature] ? Inputs[Feature][Name] : never,
      Name extends keyof Outputs[Feature] ? Outputs[Feature][Name] : never
    >;
  };
} {
  return client;
}
