/** Small file systems that tests fill, which needs root and Linux. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "vitest";

/** System programs; tests that need a missing one are skipped. */
const MOUNT = "mount";
const UNMOUNT = "umount";
export const asRoot = process.platform === "linux" && process.getuid?.() === 0;

/** Small file systems of one test. */
export class SmallDisks {
  readonly #mounts: string[] = [];

  /** A new one; the test is skipped if it cannot be made. */
  make(ctx: TestContext, size: string): string {
    ctx.skip(!asRoot, "only root can make a small disk");
    const at = mkdtempSync(join(tmpdir(), "daybook-disk-"));
    const { status } = spawnSync(MOUNT, ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", at]);
    ctx.skip(status !== 0, "this system lets nobody mount a disk");
    this.#mounts.push(at);
    return at;
  }

  /** Nothing can be written to it any more. Returns whether the system allows that. */
  makeReadOnly(at: string): boolean {
    return spawnSync(MOUNT, ["-o", "remount,ro", at]).status === 0;
  }

  /** Unplugs it, also while it is in use. */
  unplug(at: string): void {
    spawnSync(UNMOUNT, ["--lazy", at]);
  }

  removeAll(): void {
    for (const at of this.#mounts.splice(0)) {
      spawnSync(UNMOUNT, ["--lazy", at]);
      rmSync(at, { recursive: true, force: true });
    }
  }
}

const BALLAST = "ballast";

/** Leaves this many bytes free. */
export function fillDisk(at: string, leftBytes: number): void {
  freeDisk(at);
  const { bavail, bsize } = statfsSync(at);
  writeFileSync(join(at, BALLAST), Buffer.alloc(Math.max(0, bavail * bsize - leftBytes), 1));
}

export function freeDisk(at: string): void {
  rmSync(join(at, BALLAST), { force: true });
}
