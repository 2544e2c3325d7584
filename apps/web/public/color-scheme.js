// Runs before the first paint, so that a dark screen never flashes white. A file of its own, because the page's
// security policy allows no script inside the page.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("daybook-color-scheme");
  } catch {
    // A browser that keeps nothing still follows the system.
  }
  const dark =
    chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mantineColorScheme = dark ? "dark" : "light";
})();
