import { Done } from "@daybook/contract/fields";
import {
  ChangePassword,
  ConfirmPassword,
  EndSession,
  Me,
  Nothing,
  ResetPassword,
  Sessions,
  SessionsEnded,
  SignedIn,
  SignIn,
} from "@daybook/contract/users";
import {
  changeOwnPassword,
  confirmOwnPassword,
  endAllOwnSessions,
  endOneOwnSession,
  listSessions,
  me,
  resetPassword,
  signIn,
  signOut,
} from "../auth/own-account.ts";
import { can, get, openToAll, post, router } from "../trpc.ts";

const self = () => can("auth.self");

// These writes carry no key: a second one does no harm, and none of them books anything.
export const auth = router({
  signIn: openToAll("nobody is signed in yet")
    .meta(post("/auth/sign-in"))
    .input(SignIn)
    .output(SignedIn)
    .mutation(signIn),
  signOut: self().meta(post("/auth/sign-out")).input(Nothing).output(Done).mutation(signOut),
  me: self().meta(get("/auth/me")).input(Nothing).output(Me).query(me),
  confirmPassword: self()
    .meta(post("/auth/confirm-password"))
    .input(ConfirmPassword)
    .output(Done)
    .mutation(confirmOwnPassword),
  changePassword: self()
    .meta(post("/auth/change-password"))
    .input(ChangePassword)
    .output(SignedIn)
    .mutation(changeOwnPassword),
  sessions: self().meta(get("/auth/sessions")).input(Nothing).output(Sessions).query(listSessions),
  endSession: self()
    .meta(post("/auth/sessions/{id}/end"))
    .input(EndSession)
    .output(SessionsEnded)
    .mutation(endOneOwnSession),
  endAllSessions: self()
    .meta(post("/auth/sessions/end-all"))
    .input(Nothing)
    .output(SessionsEnded)
    .mutation(endAllOwnSessions),
  resetPassword: openToAll("the link's token proves the person")
    .meta(post("/auth/reset-password"))
    .input(ResetPassword)
    .output(Done)
    .mutation(resetPassword),
});
