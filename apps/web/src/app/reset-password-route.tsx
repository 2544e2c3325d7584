import { useNavigate } from "@tanstack/react-router";
import { ResetPasswordPage } from "../features/users/reset-password-page.tsx";
import { paths } from "../lib/paths.ts";

/** A new password, and then on to signing in with it. */
export function ResetPasswordRoute() {
  const navigate = useNavigate();
  return <ResetPasswordPage onSaved={() => void navigate({ to: paths.signIn, replace: true })} />;
}
