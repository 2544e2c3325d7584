/** Opens a page in the person's browser where there is one; where there is none, nothing happens. */
export async function openBrowser(url: string): Promise<void> {
  try {
    const { default: open } = await import("open");
    const child = await open(url);
    child.on("error", () => undefined);
  } catch {
    // The address was printed; a machine without a desktop is fine.
  }
}
