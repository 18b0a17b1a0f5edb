// The catalogue: the office of tests/support/small_catalogue.h.
export const hour = 3_600_000;
const workday = { opens: 8 * hour, closes: 16 * hour };
export const office = { id: "dukcapil", utcOffset: 7 * hour, hours: [workday, workday, workday, workday, workday, null, null] };
export const serviceAt = new Map([["a-1", "ktp"], ["a-2", ""]]);
