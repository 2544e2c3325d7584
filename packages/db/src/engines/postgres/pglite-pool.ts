import type { PGlite } from "@electric-sql/pglite";
import { NUMBER_TYPES } from "./wire.ts";
import type { TakenWire, Wire, WirePool, WireStatement } from "./wire.ts";

/** PGlite has one connection, so each user of it blocks all others, including statements outside transactions. */
export function createPglitePool(pglite: PGlite): WirePool {
  const wire = wireOf(pglite);
  let last: Promise<void> = Promise.resolve();

  const take = async (): Promise<TakenWire> => {
    let release: () => void = () => undefined;
    const turn = last;
    last = new Promise<void>((resolve) => (release = resolve));
    await turn;
    return { ...wire, connection: pglite, release: () => release() };
  };

  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    const taken = await take();
    try {
      return await work();
    } finally {
      taken.release(false);
    }
  };

  return {
    query: (statement) => alone(() => wire.query(statement)),
    script: (text) => alone(() => wire.script(text)),
    take,
    listen: async (channels, onNotified) => {
      const stops: (() => Promise<void>)[] = [];
      for (const channel of channels)
        stops.push(await alone(() => pglite.listen(channel, (text) => onNotified(channel, text))));
      return async () => {
        for (const stop of stops) await alone(() => stop());
      };
    },
    close: () => pglite.close(),
  };
}

function wireOf(pglite: PGlite): Wire {
  const parsers = Object.fromEntries(NUMBER_TYPES);
  return {
    async query({ text, values, arrays }: WireStatement) {
      const { rows } = await pglite.query<unknown>(text, [...values], {
        rowMode: arrays ? "array" : "object",
        parsers,
      });
      return rows;
    },
    async script(text) {
      const answers = await pglite.exec(text);
      return answers.at(-1)?.rows ?? [];
    },
  };
}
