// The catalogue as other pages need it: whose name belongs to an id. Fetched once, and again after it was changed.

import * as api from "./api.js";
import { query_select } from "./choices.js";
import * as session from "./session.js";
import { local, t } from "./words.js";

let fetched = null;

export const forget_catalogue = () => (fetched = null);

// {etag, imported, catalogue}, or an empty one before the first import.
export function edition() {
  fetched ??= api.get("/v1/admin/catalogue").catch((problem) => {
    fetched = null;
    if (problem.status === 404)
      return { etag: "", imported: null, catalogue: { offices: [], counters: [], officers: [], services: [] } };
    throw problem;
  });
  return fetched;
}

export const named = (list, id) => {
  const found = list?.find((one) => one.id === id);
  return found ? local(found.name) : id;
};
export const entries = (list) => list.map((one) => [one.id, local(one.name)]).sort((a, b) => a[1].localeCompare(b[1]));

// Which office a page shows, by the address; nothing for who sees one alone. `every`: what the choice of all is called.
export const office_select = (catalogue, every) =>
  !session.own_office() &&
  catalogue.offices.length > 1 &&
  query_select(t("today.office"), "office", [["", every], ...entries(catalogue.offices)]);
