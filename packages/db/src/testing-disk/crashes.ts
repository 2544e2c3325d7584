/** The folder as the end of a process or a power cut leaves it, made from a recording. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Contents, folderOf } from "./recording.ts";
import type { DiskStep, Recording } from "./recording.ts";

/**
 * What is left after the steps before a cut. `kill`: everything that was written. After a power cut what was synced, and
 * of the rest: `ordered` the first part, the last write of it torn; `dropped` any of it; `torn` any sectors of it.
 */
export type CrashMode = "kill" | "ordered" | "dropped" | "torn";

export const POWER_CUTS = ["ordered", "dropped", "torn"] as const satisfies readonly CrashMode[];

/** A number from 0 up to 1. */
export type Random = () => number;

type Change = Extract<DiskStep, { kind: "write" | "truncate" | "name" }>;

interface Pending {
  readonly step: Change;
  readonly at: number;
}

/** What a crash left, and what had been answered before it. */
export interface Crash {
  /** The contents by path; null for a folder. */
  readonly files: ReadonlyMap<string, Buffer | null>;
  readonly answered: ReadonlySet<string>;
}

/** Goes through a recording once; each crash is at the same step as the one before, or at a later one. */
export class CrashMaker {
  readonly #recording: Recording;
  readonly #contents = new Map<number, Contents>();
  readonly #names = new Map<string, number>();
  readonly #answered = new Set<string>();
  #pending: Pending[] = [];
  #at = 0;

  constructor(recording: Recording) {
    this.#recording = recording;
    for (const [path, { file, bytes }] of recording.initial) {
      this.#names.set(path, file);
      if (bytes !== null) this.#contentsOf(file).write(0, bytes);
    }
  }

  /** The folder after a crash before step `cut`. */
  crash(cut: number, mode: CrashMode, random: Random): Crash {
    while (this.#at < cut) this.#advance();
    const contents = new Map<number, Contents>();
    const names = new Map(this.#names);
    const change = (step: Change): void => {
      if (step.kind === "name") return rename(names, step);
      const file = contents.get(step.file) ?? this.#contentsOf(step.file).copy();
      contents.set(step.file, file);
      apply(file, step);
    };
    for (const step of kept(this.#pending, mode, random)) change(step);
    const files = new Map<string, Buffer | null>();
    for (const [path, file] of names) {
      const parent = folderOf(path);
      if (parent !== "" && !names.has(parent)) continue;
      const content = contents.get(file) ?? this.#contents.get(file);
      files.set(
        path,
        this.#recording.folders.has(file) ? null : (content?.read() ?? Buffer.alloc(0)),
      );
    }
    return { files, answered: new Set(this.#answered) };
  }

  #advance(): void {
    const step = this.#recording.steps[this.#at];
    if (step === undefined) throw new Error("the recording has no such step");
    if (step.kind === "answer") for (const id of step.ids) this.#answered.add(id);
    else if (step.kind === "sync") this.#sync(step);
    else this.#pending.push({ step, at: this.#at });
    this.#at++;
  }

  #sync(sync: Extract<DiskStep, { kind: "sync" }>): void {
    const left: Pending[] = [];
    for (const one of this.#pending) {
      const { step, at } = one;
      const isMeant =
        step.kind === "name"
          ? sync.folder !== null && folderOf(step.to ?? step.from ?? "") === sync.folder
          : step.file === sync.file;
      if (!isMeant || at >= sync.until) left.push(one);
      else if (step.kind === "name") rename(this.#names, step);
      else apply(this.#contentsOf(step.file), step);
    }
    this.#pending = left;
  }

  #contentsOf(file: number): Contents {
    const known = this.#contents.get(file) ?? new Contents();
    this.#contents.set(file, known);
    return known;
  }
}

/** Writes the files of a crash into an empty folder. */
export function writeCrash({ files }: Crash, folder: string): void {
  for (const [path, bytes] of files) {
    const target = join(folder, path);
    mkdirSync(bytes === null ? target : dirname(target), { recursive: true, mode: 0o700 });
    if (bytes !== null) writeFileSync(target, bytes, { mode: 0o600 });
  }
}

export interface RandomCrashes {
  readonly mode: CrashMode;
  readonly crashes: number;
  readonly random: Random;
}

/** What is found after each of some crashes at random moments, with the moment. */
export async function afterRandomCrashes(
  recording: Recording,
  { mode, crashes, random }: RandomCrashes,
  problemsOf: (crash: Crash) => Promise<readonly string[]>,
): Promise<string[]> {
  const steps = recording.steps.length;
  const moments = Array.from({ length: crashes }, () => Math.floor(random() * (steps + 1)));
  const maker = new CrashMaker(recording);
  const found: string[] = [];
  for (const moment of moments.toSorted((a, b) => a - b)) {
    const problems = await problemsOf(maker.crash(moment, mode, random));
    found.push(...problems.map((problem) => `${mode}, before step ${moment}: ${problem}`));
  }
  return found;
}

/** The same recording as if no file whose name ends so had ever been synced. */
export function withoutSyncs(recording: Recording, end: string): Recording {
  const { steps } = recording;
  const files = new Set(
    steps.flatMap((step) => (step.kind === "name" && step.to?.endsWith(end) ? [step.file] : [])),
  );
  const isOther = (step: DiskStep): boolean =>
    step.kind !== "sync" || step.file === null || !files.has(step.file);
  // What a sync covers is counted in steps, so those left out keep their places.
  const nothing: DiskStep = { kind: "answer", ids: [] };
  return { ...recording, steps: steps.map((step) => (isOther(step) ? step : nothing)) };
}

function apply(file: Contents, step: Exclude<Change, { kind: "name" }>): void {
  if (step.kind === "write") file.write(step.offset, step.bytes);
  else file.truncate(step.length);
}

function rename(names: Map<string, number>, step: Extract<Change, { kind: "name" }>): void {
  if (step.from !== null) names.delete(step.from);
  if (step.to !== null) names.set(step.to, step.file);
}

const SECTORS = [512, 4096];
const SHARES = [0, 0.5, 0.9];

function kept(pending: readonly Pending[], mode: CrashMode, random: Random): Change[] {
  const steps = pending.map(({ step }) => step);
  if (mode === "kill") return steps;
  const sector = oneOf(SECTORS, random);
  if (mode === "ordered") {
    const first = steps.slice(0, Math.floor(random() * (steps.length + 1)));
    const last = first.pop();
    return last === undefined ? first : [...first, ...firstSectors(last, sector, random)];
  }
  const share = oneOf(SHARES, random);
  const some = steps.filter(() => random() < share);
  return mode === "dropped" ? some : some.flatMap((step) => someSectors(step, sector, random));
}

const oneOf = <T>(items: readonly T[], random: Random): T => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
};

function sectorsOf(step: Change, size: number): Change[] {
  if (step.kind !== "write") return [step];
  const { offset, bytes } = step;
  const sectors: Change[] = [];
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + size - ((offset + from) % size));
    sectors.push({ ...step, offset: offset + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return sectors;
}

function firstSectors(step: Change, size: number, random: Random): Change[] {
  const sectors = sectorsOf(step, size);
  return sectors.slice(0, Math.ceil(random() * sectors.length));
}

function someSectors(step: Change, size: number, random: Random): Change[] {
  const sectors = sectorsOf(step, size);
  return sectors.filter(() => sectors.length === 1 || random() < 0.7);
}
