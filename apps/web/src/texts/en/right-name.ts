let names: Readonly<Record<string, string>> = {};

/** The display name of a permission; null if it is unknown or not loaded yet. */
export function rightName(permission: string): string | null {
  return names[permission] ?? null;
}

/** Sets the names of permissions. They are loaded after the first screen, so this file does not import them. */
export function setRightNames(loaded: Readonly<Record<string, string>>): void {
  names = loaded;
}
