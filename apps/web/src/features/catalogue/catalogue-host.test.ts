import { numberSigns } from "@daybook/contract/typed-number";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CatalogueRow } from "@daybook/contract/catalogue";
import { catalogueFoot, catalogueHead, catalogueLine } from "@daybook/contract/catalogue-file";
import { createCatalogueHost } from "./catalogue-host.ts";
import type { FromWorker } from "./catalogue-messages.ts";
import type { CatalogueStorage, SavedCatalogue } from "./catalogue-storage.ts";
import { catalogueRow } from "./testing/catalogue-row.ts";

/** A server whose rows change one at a time, each with the next seq. */
class Server {
  readonly asked: string[] = [];
  readonly rows: CatalogueRow[];
  seq = 10;
  status = 200;
  reachable = true;
  complete = true;
  /** The file ends after this many rows. */
  breaksAfter: number | null = null;
  readonly #changed: { seq: number; id: string }[] = [];
  readonly #partSize: number;

  constructor(rows: readonly CatalogueRow[], partSize = 2) {
    this.rows = [...rows];
    this.#partSize = partSize;
  }

  change(row: CatalogueRow): number {
    const index = this.rows.findIndex(({ id }) => id === row.id);
    this.rows[index === -1 ? this.rows.length : index] = row;
    this.#changed.push({ seq: (this.seq += 1), id: row.id });
    return this.seq;
  }

  readonly fetch = async (path: string) => {
    this.asked.push(path);
    if (!this.reachable) throw new TypeError("Failed to fetch");
    const { pathname, searchParams } = new URL(path, "http://shop.test");
    const answer = JSON.stringify(pathname === "/catalogue" ? null : this.#changes(searchParams));
    return {
      status: this.status,
      json: async () => JSON.parse(answer),
      lines: () => this.#lines(this.seq),
    };
  };

  /** A few rows at a time, in their current state. */
  async *#lines(seq: number): AsyncGenerator<string> {
    yield catalogueHead(seq);
    let sent = 0;
    for (; sent < this.rows.length; sent += this.#partSize) {
      if (this.breaksAfter !== null && sent >= this.breaksAfter) throw new TypeError("network");
      yield catalogueLine(this.rows.slice(sent, sent + this.#partSize));
    }
    yield catalogueFoot(Math.min(sent, this.rows.length));
  }

  #changes(searchParams: URLSearchParams): unknown {
    const after = Number(searchParams.get("after"));
    if (!this.complete || after > this.seq) return { items: [], seq: this.seq, complete: false };
    const ids = new Set(this.#changed.filter(({ seq }) => seq > after).map(({ id }) => id));
    return { items: this.rows.filter(({ id }) => ids.has(id)), seq: this.seq, complete: true };
  }
}

class Memory implements CatalogueStorage {
  saved: SavedCatalogue | null = null;
  readonly changes: (ReadonlySet<string> | "all")[] = [];
  broken = false;
  breaksOff = false;

  async load(take: (rows: readonly CatalogueRow[]) => Promise<void>) {
    if (this.broken) throw new Error("no room");
    for (const row of this.saved?.rows ?? []) await take([row]);
    if (this.breaksOff) throw new Error("the copy breaks off");
    return this.saved?.seq ?? null;
  }

  async save(catalogue: SavedCatalogue, changed: ReadonlySet<string> | "all") {
    if (this.broken) throw new Error("no room");
    this.saved = { seq: catalogue.seq, rows: [...catalogue.rows] };
    this.changes.push(changed);
  }
}

function hostOf(server: Server, storage = new Memory(), pause = () => Promise.resolve()) {
  const messages: FromWorker[] = [];
  const waiting: (() => void)[] = [];
  const host = createCatalogueHost({
    fetch: server.fetch,
    storage,
    post: (message) => void messages.push(message),
    later: (_milliseconds, run) => void waiting.push(run),
    pause,
    amounts: { exponent: 2, signs: numberSigns("en") },
  });
  const search = (text = "") => {
    host.ask(1, { kind: "search", query: { text, sort: "name" } });
    const answer = messages.at(-1);
    if (answer?.kind !== "answer") throw new Error("a question is answered at once");
    return answer;
  };
  return {
    host,
    storage,
    messages,
    names: (text?: string) => search(text).rows.map((row) => row.name),
    version: () => search().version,
    states: () => messages.flatMap((message) => (message.kind === "state" ? message.state : [])),
    /** Advances the time of a delay. */
    passTime: async () => {
      for (const run of waiting.splice(0)) run();
      // Work started above finishes before any timer of the test.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}

const [ant, bee, cat] = ["Ant", "Bee", "Cat"].map((name) => catalogueRow({ name, sku: name }));
if (ant === undefined || bee === undefined || cat === undefined) throw new Error("three rows");

describe("the first visit of a browser", () => {
  test("[X1] loads one file, and the rows loaded so far can be searched", async () => {
    const server = new Server([ant, bee, cat]);
    const { host, names, states } = hostOf(server);
    await host.start();
    expect(server.asked).toEqual(["/catalogue?format=packed"]);
    expect(states().at(0)).toBe("loading");
    expect(states().at(-1)).toBe("ready");
    expect(names()).toEqual(["Ant", "Bee", "Cat"]);
  });

  test("requests the changes made while it was loading, from the seq of the file", async () => {
    const server = new Server([ant, bee, cat]);
    const { host, names } = hostOf(server);
    const started = host.start();
    const seq = server.change({ ...ant, name: "Anteater" });
    await Promise.all([started, host.changed(seq)]);
    expect(names()).toEqual(["Anteater", "Bee", "Cat"]);
  });

  test("[X2] misses no change made while it loads, of any kind and at any time", async () => {
    const change = fc.record({ what: fc.constantFrom("rename", "add"), row: fc.nat(2) });
    const plan = fc.array(fc.option(change), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(plan, fc.boolean(), async (changes, isNotified) => {
        const server = new Server([ant, bee, cat], 1);
        const left = [...changes];
        const notified: Promise<void>[] = [];
        const { host, names } = hostOf(server, new Memory(), async () => {
          const next = left.shift();
          if (!next) return;
          const name = `Changed ${left.length}`;
          const old = server.rows[next.row] ?? ant;
          const row = next.what === "add" ? catalogueRow({ name }) : { ...old, name };
          const seq = server.change(row);
          if (isNotified) notified.push(host.changed(seq));
        });
        await host.start();
        await Promise.all([...notified, host.changed(server.seq)]);
        expect(names()).toEqual(server.rows.map(({ name }) => name).toSorted());
      }),
    );
  });

  test("starts again if the file is truncated, and is not ready before it is complete", async () => {
    const server = new Server([ant, bee, cat], 1);
    server.breaksAfter = 2;
    const { host, names, states, passTime } = hostOf(server);
    await host.start();
    expect(states()).not.toContain("ready");
    server.breaksAfter = null;
    await passTime();
    expect(states().at(-1)).toBe("ready");
    expect(names()).toEqual(["Ant", "Bee", "Cat"]);
  });

  test("reports the failure, and retries until the server is back", async () => {
    const server = new Server([ant]);
    server.reachable = false;
    const { host, names, states, passTime } = hostOf(server);
    await host.start();
    expect(states()).toEqual(["failed"]);
    server.reachable = true;
    await passTime();
    expect(states().at(-1)).toBe("ready");
    expect(names()).toEqual(["Ant"]);
  });
});

describe("a change", () => {
  test("[X2] is requested from the last known seq, and increases the version", async () => {
    const server = new Server([ant, bee]);
    const { host, names, version } = hostOf(server);
    await host.start();
    const before = version();
    await host.changed(server.change({ ...bee, name: "Bumblebee" }));
    expect(server.asked.at(-1)).toBe("/catalogue/changes?after=10");
    expect(names()).toEqual(["Ant", "Bumblebee"]);
    expect(version()).toBeGreaterThan(before);
  });

  test("that is already known is not requested", async () => {
    const server = new Server([ant]);
    const { host } = hostOf(server);
    await host.start();
    const asked = server.asked.length;
    await host.changed(server.seq);
    expect(server.asked).toHaveLength(asked);
  });

  test("in a burst sends one request at a time, and the last one is not missed", async () => {
    const server = new Server([ant]);
    const { host, names } = hostOf(server);
    await host.start();
    const asked = server.asked.length;
    const all = Array.from({ length: 40 }, (_, index) =>
      host.changed(server.change({ ...ant, name: `Ant ${index}` })),
    );
    await Promise.all(all);
    expect(names()).toEqual(["Ant 39"]);
    expect(server.asked.length - asked).toBeLessThanOrEqual(2);
  });

  test("of another database, whose seq is never reached, does not send requests for ever", async () => {
    const server = new Server([ant]);
    const { host } = hostOf(server);
    await host.start();
    const asked = server.asked.length;
    await host.changed(server.seq + 5000);
    expect(server.asked.length - asked).toBe(1);
  });

  test("too large to be listed reloads everything, while the old rows can still be searched", async () => {
    const server = new Server([ant, bee, cat]);
    const { host, names, states } = hostOf(server);
    await host.start();
    server.complete = false;
    server.rows.splice(0, 3, { ...cat, name: "Lynx" });
    const states0 = states().length;
    await host.changed(server.change({ ...ant, name: "Emu" }));
    expect(names()).toEqual(["Emu", "Lynx"]);
    expect(new Set(states().slice(states0))).toEqual(new Set(["ready"]));
  });
});

describe("the cached copy", () => {
  test("can be searched before the server has answered, and is then updated", async () => {
    const server = new Server([ant, bee]);
    const first = hostOf(server);
    await first.host.start();
    await first.passTime();
    expect(first.storage.changes).toEqual(["all"]);
    await first.host.changed(server.change({ ...bee, name: "Bumblebee" }));
    await first.passTime();
    expect(first.storage.changes.at(-1)).toEqual(new Set([bee.id]));
    server.change({ ...ant, name: "Anteater" });

    const again = hostOf(server, first.storage);
    server.reachable = false;
    await again.host.start();
    expect(again.states().at(-1)).toBe("ready");
    expect(again.names()).toEqual(["Ant", "Bumblebee"]);
    server.reachable = true;
    server.asked.length = 0;
    await again.passTime();
    expect(server.asked).toEqual(["/catalogue/changes?after=11"]);
    expect(again.names()).toEqual(["Anteater", "Bumblebee"]);
  });

  test("is waited for if the live connection is quicker", async () => {
    const storage = new Memory();
    storage.saved = { seq: 10, rows: [ant, bee] };
    const server = new Server([ant, bee]);
    const { host, names } = hostOf(server, storage);
    const started = host.start();
    await host.changed(null);
    await host.changed(server.change({ ...bee, name: "Bumblebee" }));
    await started;
    expect(server.asked).toEqual(["/catalogue/changes?after=10"]);
    expect(names()).toEqual(["Ant", "Bumblebee"]);
  });

  test("may be unavailable: the catalogue is then kept in memory", async () => {
    const storage = new Memory();
    storage.broken = true;
    const { host, names, passTime } = hostOf(new Server([ant]), storage);
    await host.start();
    await passTime();
    expect(names()).toEqual(["Ant"]);
  });

  test("that is truncated is not used", async () => {
    const storage = new Memory();
    storage.saved = { seq: 10, rows: [cat, bee] };
    storage.breaksOff = true;
    const server = new Server([ant]);
    const { host, names } = hostOf(server, storage);
    await host.start();
    expect(names()).toEqual(["Ant"]);
    expect(server.asked).toEqual(["/catalogue?format=packed"]);
  });

  test("of another database is deleted", async () => {
    const storage = new Memory();
    storage.saved = { seq: 9000, rows: [cat] };
    const { host, names } = hostOf(new Server([ant]), storage);
    await host.start();
    expect(names()).toEqual(["Ant"]);
  });
});

test("a user who is signed out sends no requests", async () => {
  const server = new Server([ant]);
  const { host, names, passTime, states } = hostOf(server);
  await host.start();
  server.status = 401;
  await host.changed(server.change({ ...ant, name: "Secret" }));
  const asked = server.asked.length;
  await passTime();
  await host.changed(server.seq + 1);
  expect(server.asked).toHaveLength(asked);
  expect(names()).toEqual(["Ant"]);
  expect(states().at(-1)).toBe("ready");

  // Another tab signed in, and the live connection came back.
  server.status = 200;
  await host.changed(null);
  expect(names()).toContain("Secret");
});
