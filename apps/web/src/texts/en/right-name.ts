let names: Readonly<Record<string, string>> = {};

/** The name of a right on screens; null where it is unknown or not loaded yet. */
export function rightName(permission: string): string | null {
  return names[permission] ?? null;
}

/** Sets what rights are called. The names are loaded after the first screen, so this file does not import them. */
export function setRightNames(loaded: Readonly<Record<string, string>>): void {
  names = loaded;
}
