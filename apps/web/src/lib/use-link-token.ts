import { useLocation } from "@tanstack/react-router";
import { useState } from "react";

/**
 * The one-time token of the link to this page, which contains it after a #; "" without one. A later link that is opened
 * in the same tab counts too: the browser does not load the page for it.
 */
export function useLinkToken(): string {
  const { hash } = useLocation();
  const [token, setToken] = useState(hash);
  if (hash !== "" && hash !== token) setToken(hash);
  return token;
}
