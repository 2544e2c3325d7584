/** Opens a page in the default browser, if there is one. */
export async function openBrowser(url: string): Promise<void> {
  try {
    const { default: open } = await import("open");
    const child = await open(url);
    child.on("error", () => undefined);
  } catch {
    // The address was printed; a machine without a desktop is fine.
  }
}
