import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import type { LinkTarget } from "./link-target.ts";

/**
 * Leads to another address, once. The router's own `Navigate` sets out again whenever it is drawn again; where the
 * screen around it reads the address, that is without end.
 */
export function GoTo({ to }: Pick<LinkTarget, "to">) {
  const navigate = useNavigate();
  useEffect(() => void navigate({ to, replace: true }), [navigate, to]);
  return null;
}
