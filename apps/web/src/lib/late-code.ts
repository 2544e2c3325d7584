/** Code that could not be loaded: the server is unreachable, or has other files since an update. */
export class CodeNotLoaded extends Error {
  constructor(cause: unknown) {
    super("A part of Daybook could not be loaded", { cause });
    this.name = "CodeNotLoaded";
  }
}

type Load = () => Promise<unknown>;

const later: Load[] = [];

/**
 * Code that is not part of the first load. It is loaded on use, or in advance once the first screen is shown. If it
 * cannot be loaded, `CodeNotLoaded` is thrown, and the error page offers a retry.
 */
export function lateCode<Module>(load: () => Promise<Module>): () => Promise<Module> {
  const attempt = async () => {
    try {
      return await load();
    } catch (error) {
      throw new CodeNotLoaded(error);
    }
  };
  later.push(attempt);
  return attempt;
}

/**
 * Loads the remaining code one by one while the browser is idle, so every screen opens even if the server is
 * unreachable. Stops at the first failure; the next call continues there.
 */
export async function loadLateCode(whenIdle: () => Promise<void> = idle): Promise<void> {
  for (let next = later[0]; next !== undefined; next = later[0]) {
    await whenIdle();
    try {
      await next();
    } catch {
      return;
    }
    // Two calls may load the same code.
    if (later[0] === next) later.shift();
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no requestIdleCallback.
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve());
    else setTimeout(resolve, 50);
  });
}
