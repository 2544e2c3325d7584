import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { median } from "./measure.ts";

/** The median time in milliseconds of a 4 KiB write with fsync on the disk of `folder`. */
export function fsyncMedian(folder: string, times = 200): number {
  const own = mkdtempSync(join(folder, "fsync-"));
  const file = openSync(join(own, "probe"), "w");
  const block = Buffer.alloc(4096, 1);
  const took: number[] = [];
  for (let index = 0; index < times; index++) {
    const start = performance.now();
    writeSync(file, block, 0, block.length, index * block.length);
    fsyncSync(file);
    took.push(performance.now() - start);
  }
  closeSync(file);
  rmSync(own, { recursive: true });
  return median(took);
}
