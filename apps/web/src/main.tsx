import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";

const root = document.getElementById("root");
if (root === null) throw new Error("The page has no place for the app");

// After an update of the server the old page asks for files that are gone: the new page knows the new names.
window.addEventListener("vite:preloadError", (event) => {
  event.preventDefault();
  window.location.reload();
});

createRoot(root).render(
  <StrictMode>
    <Providers />
  </StrictMode>,
);
