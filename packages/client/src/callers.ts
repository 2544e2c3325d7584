/**
 * The call types, written out: the types of tRPC's client depend on those of its server, which a script's strict
 * compiler does not accept.
 */

/** Stops waiting for a response; the server still completes the work. */
interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface Query<Input, Output> {
  query(input: Input, options?: CallOptions): Promise<Output>;
}

export interface Mutation<Input, Output> {
  mutate(input: Input, options?: CallOptions): Promise<Output>;
}

/** The callbacks of a subscription. After a lost connection it resumes and delivers the missed events. */
interface Listener<Event> {
  /** From now on no event is missed. */
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
