/** What a process did to the files of one folder, recorded by strace, in order. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";

/** A change of the folder, or a moment that matters; files have numbers, because their names change. */
export type DiskStep =
  | {
      readonly kind: "write";
      readonly file: number;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly kind: "truncate"; readonly file: number; readonly length: number }
  /** `from` gets no name, or `to` loses its name, if it is null. */
  | {
      readonly kind: "name";
      readonly file: number;
      readonly from: string | null;
      readonly to: string | null;
    }
  /** The steps before `until` of this file, or of the names in this folder, are durable. */
  | {
      readonly kind: "sync";
      readonly file: number | null;
      readonly folder: string | null;
      readonly until: number;
    }
  /** An answer was sent, with the ids and names that are in it. */
  | { readonly kind: "answer"; readonly ids: readonly string[] };

export interface Recording {
  readonly steps: readonly DiskStep[];
  /** The files before the first step by their path in the folder; folders have no content. */
  readonly initial: ReadonlyMap<string, { readonly file: number; readonly bytes: Buffer | null }>;
  /** The numbers that are folders. */
  readonly folders: ReadonlySet<number>;
}

const STRACE = "strace";
const CALLS =
  "openat,close,write,pwrite64,writev,pwritev,ftruncate,copy_file_range,sendfile,fsync,fdatasync," +
  "rename,renameat2,link,unlink,unlinkat,mkdir,rmdir";
/** Longer than any single write. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Whether this machine can record. */
export const canRecord = (): boolean => spawnSync(STRACE, ["-V"]).status === 0;

/** Why a test is skipped if it cannot. */
export const CANNOT_RECORD = "strace is not installed";

/** The program and options that record the process which follows. */
export function recordedBy(trace: string): string[] {
  const what = ["-e", `trace=${CALLS}`, "-e", "signal=none"];
  // The process stays the child of the test, and its data and paths are written as hexadecimal digits.
  return [STRACE, "-D", "-f", "-q", "-y", "-xx", "-s", String(MOST_BYTES), "-o", trace, ...what];
}

/** The program and options that kill the process which follows when it gives a file its name for the nth time. */
export function killedAtRename(number: number): string[] {
  const inject = ["-e", "trace=rename", "-e", `inject=rename:signal=SIGKILL:when=${number}`];
  return [STRACE, "-D", "-f", "-q", "-o", "/dev/null", ...inject];
}

/** Reads what was recorded about the files of `folder`, which contained `initial` before. */
export function readRecording(
  trace: string,
  folder: string,
  initial: ReadonlyMap<string, Buffer | null> = new Map(),
): Recording {
  const reader = new Reader(folder, initial);
  for (const call of callsIn(readFileSync(trace, "latin1"), folder)) reader.add(call);
  const { steps, initial: before, folders } = reader;
  return { steps, initial: before, folders };
}

interface Call {
  readonly name: string;
  /** The arguments and the result as printed. */
  readonly text: string;
  readonly at: number;
  /** A sync covers what was written before it began, and holds when it ends. */
  readonly phase: "start" | "end";
}

/** A sync counts when it ends and a new file when it is open; everything else may have happened once it began. */
const AT_END = new Set(["openat", "fsync", "fdatasync"]);

/** The calls that concern the folder or a socket, by the moment at which they count. */
function callsIn(text: string, folder: string): Call[] {
  const marks = [hexOf(folder), hexOf("socket:[")];
  const begun = new Map<string, { readonly head: string; readonly at: number }>();
  const calls: Call[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    const [, thread = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const resumed = /^<\.\.\. \w+ resumed>/.exec(rest);
    if (resumed === null && !marks.some((mark) => rest.includes(mark))) continue;
    if (rest.endsWith(" <unfinished ...>")) {
      begun.set(thread, { head: rest.slice(0, -" <unfinished ...>".length), at });
      continue;
    }
    const before = resumed === null ? undefined : begun.get(thread);
    if (resumed !== null && before === undefined) continue;
    begun.delete(thread);
    const whole = (before?.head ?? "") + rest.slice(resumed?.[0].length ?? 0);
    const name = whole.slice(0, whole.indexOf("("));
    if (/= -1 E\w+ /.test(whole.slice(-200))) continue;
    const call = { name, text: whole };
    calls.push({ ...call, at: AT_END.has(name) ? at : (before?.at ?? at), phase: "end" });
    if (name.endsWith("sync")) calls.push({ ...call, at: before?.at ?? at, phase: "start" });
  }
  const order = ({ at, phase }: Call): number => 2 * at + (phase === "end" ? 1 : 0);
  return calls.toSorted((one, other) => order(one) - order(other));
}

interface OpenFile {
  readonly file: number;
  offset: number;
  readonly appends: boolean;
}

/** Follows names and open files, so that every step names the file that it changes. */
class Reader {
  readonly steps: DiskStep[] = [];
  readonly initial = new Map<string, { file: number; bytes: Buffer | null }>();
  readonly folders = new Set<number>();
  readonly #folder: string;
  readonly #names = new Map<string, number>();
  readonly #open = new Map<number, OpenFile>();
  /** What each file contains, for calls that copy from one to another. */
  readonly #contents: Contents[] = [];
  /** The number of steps when a sync of this descriptor began. */
  readonly #syncs = new Map<string, number>();

  constructor(folder: string, initial: ReadonlyMap<string, Buffer | null>) {
    this.#folder = folder;
    for (const [path, bytes] of initial) {
      const file = this.#newFile();
      if (bytes === null) this.folders.add(file);
      else this.#contents[file]?.write(0, bytes);
      this.#names.set(path, file);
      this.initial.set(path, { file, bytes });
    }
  }

  #newFile(): number {
    return this.#contents.push(new Contents()) - 1;
  }

  add({ name, text, phase }: Call): void {
    const paths = quotedIn(text).map((bytes) => this.#inFolder(bytes.toString()));
    const [first, second] = descriptorsIn(text);
    switch (name) {
      case "openat":
        return this.#opened(text, paths[0] ?? null);
      case "close":
        return void (first !== undefined && this.#open.delete(first.number));
      case "write":
      case "pwrite64":
      case "writev":
      case "pwritev":
        return this.#written(name, text);
      case "ftruncate":
        return this.#truncated(first, numbersAfter(text)[0] ?? 0);
      case "copy_file_range":
        return this.#copied({ from: first, to: second, text });
      case "sendfile":
        return this.#copied({ from: second, to: first, text });
      case "fsync":
      case "fdatasync":
        return this.#synced(first, phase);
      case "rename":
      case "renameat2":
        return this.#renamed(paths[0] ?? null, paths[1] ?? null);
      case "link":
        return this.#linked(paths[0] ?? null, paths[1] ?? null);
      case "unlink":
      case "unlinkat":
      case "rmdir":
        return this.#removed(paths[0] ?? null);
      case "mkdir":
        return void this.folders.add(this.#created(paths[0] ?? null));
    }
  }

  /** The path in the folder; null outside it. */
  #inFolder(path: string): string | null {
    return path.startsWith(`${this.#folder}/`) ? relative(this.#folder, path) : null;
  }

  #opened(text: string, path: string | null): void {
    const result = descriptorsIn(text.slice(text.lastIndexOf(" = "))).at(0);
    if (path === null || result === undefined) return;
    const known = this.#names.get(path);
    if (known !== undefined && this.folders.has(known)) return;
    const file = known ?? this.#created(path);
    if (known !== undefined && text.includes("O_TRUNC"))
      this.#push({ kind: "truncate", file, length: 0 });
    this.#open.set(result.number, { file, offset: 0, appends: text.includes("O_APPEND") });
  }

  #created(path: string | null): number {
    const file = this.#newFile();
    if (path === null) return file;
    this.#names.set(path, file);
    this.#push({ kind: "name", file, from: null, to: path });
    return file;
  }

  #written(name: string, text: string): void {
    const [descriptor] = descriptorsIn(text);
    const bytes = Buffer.concat(quotedIn(text));
    if (descriptor?.path.startsWith("socket:")) return this.#answered(bytes.toString());
    const open = this.#openIn(descriptor);
    if (open === null) return;
    const result = Number(text.slice(text.lastIndexOf(" = ") + 3));
    if (bytes.length !== result) throw new Error(`not all of a write was recorded: ${result}`);
    const given = name.startsWith("p") ? numbersAfter(text).at(-1) : undefined;
    const end = this.#contents[open.file]?.length ?? 0;
    const offset = given ?? (open.appends ? end : open.offset);
    if (given === undefined) open.offset = offset + result;
    this.#push({ kind: "write", file: open.file, offset, bytes });
  }

  #answered(text: string): void {
    const ids = [...text.matchAll(/"(?:id|name)":"([^"]+)"/g)].map(([, id = ""]) => id);
    if (ids.length > 0) this.steps.push({ kind: "answer", ids });
  }

  #truncated(descriptor: Descriptor | undefined, length: number): void {
    const open = this.#openIn(descriptor);
    if (open !== null) this.#push({ kind: "truncate", file: open.file, length });
  }

  #copied({
    from,
    to,
    text,
  }: {
    from?: Descriptor | undefined;
    to?: Descriptor | undefined;
    text: string;
  }): void {
    const target = this.#openIn(to);
    if (target === null) return;
    const source = this.#openIn(from);
    if (source === null)
      throw new Error(`a file outside the folder was copied into it: ${from?.path}`);
    const length = Number(text.slice(text.lastIndexOf(" = ") + 3));
    const [given] = [...text.matchAll(/\[(\d+)\]/g)].map(([, offset]) => Number(offset));
    const offset = given ?? source.offset;
    if (given === undefined) source.offset += length;
    const bytes = Buffer.from(this.#contents[source.file]?.read(offset, length) ?? []);
    this.#push({ kind: "write", file: target.file, offset: target.offset, bytes });
    target.offset += length;
  }

  #synced(descriptor: Descriptor | undefined, phase: Call["phase"]): void {
    if (descriptor === undefined) return;
    const key = `${descriptor.number} ${descriptor.path}`;
    if (phase === "start") return void this.#syncs.set(key, this.steps.length);
    const until = this.#syncs.get(key) ?? 0;
    const open = this.#openIn(descriptor);
    if (open !== null)
      return void this.steps.push({ kind: "sync", file: open.file, folder: null, until });
    if (descriptor.path !== this.#folder && this.#inFolder(descriptor.path) === null) return;
    const folder = relative(this.#folder, descriptor.path);
    this.steps.push({ kind: "sync", file: null, folder, until });
  }

  #renamed(from: string | null, to: string | null): void {
    const file = from === null ? undefined : this.#names.get(from);
    if (from === null || to === null || file === undefined)
      throw new Error(`a file was moved into the folder or out of it: ${from} ${to}`);
    this.#names.delete(from);
    this.#names.set(to, file);
    this.#push({ kind: "name", file, from, to });
  }

  #linked(from: string | null, to: string | null): void {
    const file = this.#names.get(from ?? "");
    if (to === null || file === undefined) return;
    this.#names.set(to, file);
    this.#push({ kind: "name", file, from: null, to });
  }

  #removed(path: string | null): void {
    const file = path === null ? undefined : this.#names.get(path);
    if (path === null || file === undefined) return;
    this.#names.delete(path);
    this.#push({ kind: "name", file, from: path, to: null });
  }

  #openIn(descriptor: Descriptor | undefined): OpenFile | null {
    if (descriptor === undefined || this.#inFolder(descriptor.path) === null) return null;
    return this.#open.get(descriptor.number) ?? null;
  }

  #push(step: DiskStep): void {
    this.steps.push(step);
    if (step.kind === "write") this.#contents[step.file]?.write(step.offset, step.bytes);
    if (step.kind === "truncate") this.#contents[step.file]?.truncate(step.length);
  }
}

/** The content of a file, which grows as it is written. */
export class Contents {
  #bytes = Buffer.alloc(0);
  length = 0;

  write(offset: number, bytes: Uint8Array): void {
    const end = offset + bytes.length;
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(Math.max(end, 2 * this.#bytes.length));
      this.#bytes.copy(grown, 0, 0, this.length);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, offset);
    this.length = Math.max(this.length, end);
  }

  truncate(length: number): void {
    if (length > this.length) return this.write(length - 1, Buffer.alloc(1));
    this.#bytes.fill(0, length, this.length);
    this.length = length;
  }

  read(offset = 0, length = this.length): Buffer {
    return this.#bytes.subarray(offset, Math.min(offset + length, this.length));
  }

  copy(): Contents {
    const copy = new Contents();
    copy.write(0, this.read());
    return copy;
  }
}

/** The folder that a name is in. */
export const folderOf = (path: string): string => (dirname(path) === "." ? "" : dirname(path));

interface Descriptor {
  readonly number: number;
  readonly path: string;
}

const hexOf = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll("\\x", ""), "hex");

function quotedIn(text: string): Buffer[] {
  return [...text.matchAll(/"([^"]*)"/g)].map(([, hex = ""]) => bytesOf(hex));
}

function descriptorsIn(text: string): Descriptor[] {
  return [...text.matchAll(/(\d+)<([^>]*)>/g)].map(([, number, hex = ""]) => ({
    number: Number(number),
    path: bytesOf(hex).toString(),
  }));
}

/** The plain numbers among the arguments. */
function numbersAfter(text: string): number[] {
  const end = text.lastIndexOf(")");
  const start = Math.max(
    text.lastIndexOf('"', end),
    text.lastIndexOf("]", end),
    text.lastIndexOf(">", end),
  );
  return [...text.slice(start + 1, end).matchAll(/\d+/g)].map(Number);
}
