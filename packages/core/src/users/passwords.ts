import { hash, verify } from "@node-rs/argon2";
import { refuse } from "../errors/domain-error.ts";

/** The cost of one argon2id computation: memory in KiB and passes, in one thread. */
export interface PasswordCost {
  readonly memoryKiB: number;
  readonly passes: number;
}

/**
 * The cost of every password: OWASP's first choice for argon2id (m=19 MiB, t=2, p=1). The same for all users, so
 * response times reveal nothing, and fast enough for a small computer.
 */
export const PASSWORD_COST: PasswordCost = { memoryKiB: 19_456, passes: 2 };
/** For tests only: the same algorithm at an insecure cost. */
export const CHEAP_COST: PasswordCost = { memoryKiB: 64, passes: 1 };

const RUNNING = 2;
const WAITING = 20;

/** Each computation uses a core and much memory, so only a few run at once and only a few may wait. */
const gate: { running: number; queue: (() => void)[] } = { running: 0, queue: [] };

/** The argon2id hash of a password, with its own salt and parameters. Refuses 429 if too many are waiting. */
export function hashPassword(
  password: string,
  cost: PasswordCost = PASSWORD_COST,
): Promise<string> {
  return inTurn(() =>
    hash(password, { memoryCost: cost.memoryKiB, timeCost: cost.passes, parallelism: 1 }),
  );
}

/** Whether the password matches the hash. A text that is not a hash matches nothing. */
export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return inTurn(async () => {
    try {
      return await verify(passwordHash, password);
    } catch {
      return false;
    }
  });
}

/** Whether a hash was made at another cost than the current one, so the next sign-in should rehash it. */
export function needsRehash(passwordHash: string, cost: PasswordCost): boolean {
  const [, memory, passes] = /^\$argon2id\$v=\d+\$m=(\d+),t=(\d+)/.exec(passwordHash) ?? [];
  if (memory === undefined || passes === undefined) return true;
  return Number(memory) !== cost.memoryKiB || Number(passes) !== cost.passes;
}

const dummies = new Map<string, Promise<string>>();

/** A hash that no password matches, at the current cost: compared with the password of an unknown user. */
export function dummyHash(cost: PasswordCost): Promise<string> {
  const key = `${cost.memoryKiB}/${cost.passes}`;
  let known = dummies.get(key);
  if (known === undefined) {
    known = hashPassword(crypto.randomUUID() + crypto.randomUUID(), cost);
    dummies.set(key, known);
  }
  return known;
}

async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  if (gate.running >= RUNNING) {
    if (gate.queue.length >= WAITING) throw refuse("too_many_requests", { retryAfterSeconds: 1 });
    // A finished computation passes its slot on, so a waiting one takes it without counting again.
    await new Promise<void>((resolve) => gate.queue.push(resolve));
  } else {
    gate.running += 1;
  }
  try {
    return await compute();
  } finally {
    const next = gate.queue.shift();
    if (next === undefined) gate.running -= 1;
    else next();
  }
}
