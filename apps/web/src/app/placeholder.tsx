/** Stands where a screen is being built. */
export function placeholder() {
  return null;
}
