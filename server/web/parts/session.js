// Who signed in here, and what they may.

import * as api from "./api.js";

let session = null;

export const current = () => session;
export const may = (right) => session?.rights.includes(right) ?? false;
export const own_office = () => session?.office ?? "";

function take(told, on_signed_out) {
  session = told;
  api.begin(told?.csrf ?? "", on_signed_out);
  return told;
}

// The session that this browser has, or null.
export async function resume(on_signed_out) {
  try {
    return take(await api.get("/v1/session"), on_signed_out);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    return null;
  }
}
export const sign_in = async (name, password, on_signed_out) =>
  take(await api.post("/v1/session", { name, password }), on_signed_out);
export async function sign_out() {
  await api.remove("/v1/session");
  forget();
}
export const forget = () => take(null, () => {});
