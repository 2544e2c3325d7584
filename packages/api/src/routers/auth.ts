import { Done } from "@daybook/contract/fields";
import {
  ChangePassword,
  ConfirmPassword,
  EndSession,
  MeNow,
  Nothing,
  ResetPassword,
  Sessions,
  SessionsEnded,
  SetPin,
  SignedIn,
  SignIn,
  SwitchUser,
} from "@daybook/contract/users";
import {
  changeOwnPassword,
  confirmOwnPassword,
  endAllOwnSessions,
  endOneOwnSession,
  listSessions,
  me,
  resetPassword,
  setPin,
  signIn,
  signOut,
  stayActive,
  switchUser,
} from "../auth/own-account.ts";
import { can, get, openToAll, post, router } from "../trpc.ts";

const self = () => can("auth.self");

// These writes have no key: repeating them is harmless, and none of them records a transaction.
export const auth = router({
  signIn: openToAll("nobody is signed in yet")
    .meta(
      post("/auth/sign-in", {
        summary: "Sign in",
        description: "Sets the session cookie.",
        refuses: ["wrong_credentials", "too_many_attempts"],
      }),
    )
    .input(SignIn)
    .output(SignedIn)
    .mutation(signIn),
  switchUser: self()
    .meta(
      post("/auth/switch-user", {
        summary: "Let another person take over this till",
        description:
          "By their PIN, only on a till. The session lasts at most twelve hours and confirms nothing that needs the password again.",
        refuses: ["not_a_till", "pin_blocked", "too_many_attempts", "wrong_pin"],
      }),
    )
    .input(SwitchUser)
    .output(SignedIn)
    .mutation(switchUser),
  stayActive: self()
    .meta(
      post("/auth/stay-active", {
        summary: "Tell that someone is at this till",
        description: "A till that nobody uses locks, if the shop has chosen so.",
      }),
    )
    .input(Nothing)
    .output(Done)
    .mutation(stayActive),
  setPin: self()
    .meta(
      post("/auth/pin", {
        summary: "Set your PIN, or remove it",
        refuses: ["wrong_credentials", "too_many_attempts"],
      }),
    )
    .input(SetPin)
    .output(Done)
    .mutation(setPin),
  signOut: self()
    .meta(post("/auth/sign-out", { summary: "Sign out" }))
    .input(Nothing)
    .output(Done)
    .mutation(signOut),
  me: self()
    .meta(get("/auth/me", { summary: "Get the person who is signed in" }))
    .input(Nothing)
    .output(MeNow)
    .query(me),
  confirmPassword: self()
    .meta(
      post("/auth/confirm-password", {
        summary: "Confirm the password of the person who is signed in",
        description: "Holds for ten minutes.",
        refuses: ["wrong_credentials", "too_many_attempts"],
      }),
    )
    .input(ConfirmPassword)
    .output(Done)
    .mutation(confirmOwnPassword),
  changePassword: self()
    .meta(
      post("/auth/change-password", {
        summary: "Change your own password",
        description:
          "Ends all your sessions and opens a new one; ends your API keys too, unless `keepKeys`.",
        refuses: ["wrong_credentials", "too_many_attempts", "weak_password"],
      }),
    )
    .input(ChangePassword)
    .output(SignedIn)
    .mutation(changeOwnPassword),
  sessions: self()
    .meta(get("/auth/sessions", { summary: "List your own sessions" }))
    .input(Nothing)
    .output(Sessions)
    .query(listSessions),
  endSession: self()
    .meta(
      post("/auth/sessions/{id}/end", {
        summary: "End one of your sessions",
        refuses: ["not_found"],
      }),
    )
    .input(EndSession)
    .output(SessionsEnded)
    .mutation(endOneOwnSession),
  endAllSessions: self()
    .meta(post("/auth/sessions/end-all", { summary: "End all your other sessions" }))
    .input(Nothing)
    .output(SessionsEnded)
    .mutation(endAllOwnSessions),
  resetPassword: openToAll("the link's token proves the person")
    .meta(
      post("/auth/reset-password", {
        summary: "Set a new password with a reset link",
        description: "Ends all sessions and API keys of the person.",
        refuses: ["reset_link_spent", "weak_password"],
      }),
    )
    .input(ResetPassword)
    .output(Done)
    .mutation(resetPassword),
});
