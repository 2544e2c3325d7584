import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { LinkTarget } from "./link-target.ts";

/**
 * Redirects to another address, once. The router's `Navigate` redirects on every render, which never ends if the
 * surrounding screen reads the address.
 */
export function GoTo({ to }: Pick<LinkTarget, "to">) {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to, replace: true }), [navigate, to]);
  return null;
}
