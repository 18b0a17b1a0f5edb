// Addresses of the pages: #/cases/…?office=…; the browser's back button goes through them.

export function here() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return {
    path: path.split("/").filter(Boolean).map(decodeURIComponent),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

export function address(path, query = {}) {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = entries.length ? `?${new URLSearchParams(entries)}` : "";
  return `#/${path.map(encodeURIComponent).join("/")}${search}`;
}

export const go = (path, query) => (location.hash = address(path, query));

// The same page with another choice; an empty value takes one away.
export const choose = (changes) => {
  const { path, query } = here();
  go(path, { ...query, ...changes });
};
export const chosen_address = (changes) => {
  const { path, query } = here();
  return address(path, { ...query, ...changes });
};
