// Runs before the app and before the first paint. A file of its own, because the page's security policy allows no
// script inside the page.
(() => {
  // The policy also forbids making code from text; the contracts' library would try it unless told not to, and it looks
  // at this the moment its first contract is made.
  globalThis.__zod_globalConfig = { jitless: true };

  // A dark screen never flashes white.
  let chosen = null;
  try {
    chosen = localStorage.getItem("daybook-color-scheme");
    if (localStorage.getItem("daybook-density") === '"compact"')
      document.documentElement.dataset.density = "compact";
  } catch {
    // A browser that keeps nothing still follows the system.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
})();
