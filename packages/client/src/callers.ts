/**
 * The ways to ask, in types of our own: those of tRPC's client lead to its server's, which a script's strict compiler
 * does not accept.
 */

/** Ends the waiting for an answer; what the server has begun, it ends all the same. */
interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface Query<Input, Output> {
  query(input: Input, options?: CallOptions): Promise<Output>;
}

export interface Mutation<Input, Output> {
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** What is told of a subscription. After a lost connection it goes on by itself, with what happened meanwhile. */
interface Listener<Event> {
  /** From here on nothing is missed. */
  readonly onStarted?: () => void;
  readonly onData?: (event: Event) => void;
  readonly onError?: (error: Error) => void;
  readonly onStopped?: () => void;
  readonly onComplete?: () => void;
}

export interface Subscription<Input, Event> {
  subscribe(input: Input, listener: Listener<Event>): { unsubscribe(): void };
}

export type InputOf<Caller> = Caller extends
  | Query<infer Input, unknown>
  | Mutation<infer Input, unknown>
  | Subscription<infer Input, unknown>
  ? Input
  : never;

export type OutputOf<Caller> = Caller extends
  | Query<never, infer Output>
  | Mutation<never, infer Output>
  | Subscription<never, infer Output>
  ? Output
  : never;
