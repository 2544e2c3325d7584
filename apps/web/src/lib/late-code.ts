/** Code that could not be fetched: the server is away, or has other files since an update. */
export class CodeNotLoaded extends Error {
  constructor(cause: unknown) {
    super("A part of Daybook could not be loaded", { cause });
    this.name = "CodeNotLoaded";
  }
}

type Load = () => Promise<unknown>;

const later: Load[] = [];

/**
 * Code that is no part of the first load. It is loaded when it is used, or before that, once the first screen stands.
 * Where it cannot be had, `CodeNotLoaded` is thrown, and the page of errors offers to try again.
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
 * Loads what is still missing, one after the other and only while nothing else is to be done, so that every screen opens
 * also when the server is away. Ends at the first that cannot be had; the next call goes on there.
 */
export async function loadLateCode(whenIdle: () => Promise<void> = idle): Promise<void> {
  for (let next = later[0]; next !== undefined; next = later[0]) {
    await whenIdle();
    try {
      await next();
    } catch {
      return;
    }
    // Two calls may have loaded the same.
    if (later[0] === next) later.shift();
  }
}

function idle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no word for idle.
    if (typeof requestIdleCallback === "function") requestIdleCallback(() => resolve());
    else setTimeout(resolve, 50);
  });
}
