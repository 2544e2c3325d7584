import { useNavigate } from "@tanstack/react-router";
import { ResetPasswordPage } from "../features/users/reset-password-page.tsx";
import { paths } from "../lib/paths.ts";

/** Sets a new password, then continues to sign-in. */
export function ResetPasswordRoute() {
  const navigate = useNavigate();
  return <ResetPasswordPage onSaved={() => void navigate({ to: paths.signIn, replace: true })} />;
}
