// The same marks as server/core/flags.h, with the same bits.
const burst = 1, shut = 2, rhythm = 4, sameVisit = 8, clock = 16;
const second = 1_000, minute = 60_000, day = 86_400_000;

export const recentRatings = 9;

function isBurst(at, recent) {
  if (recent.length < 5) return false;
  const gap = at - recent[recent.length - 5].at;
  return gap >= 0 && gap < 60 * second;
}

function hasRhythm(at, recent) {
  if (recent.length < 8) return false;
  let later = at, shortest = Infinity, longest = -Infinity;
  for (let i = recent.length - 1; i >= recent.length - 8; --i) {
    const gap = later - recent[i].at;
    shortest = Math.min(shortest, gap);
    longest = Math.max(longest, gap);
    later = recent[i].at;
  }
  return shortest > 0 && longest < 120 * second && longest - shortest < second;
}

// 1970-01-01 was a Thursday; hours[0] is Monday's.
function isShut(at, office) {
  const local = at + office.utcOffset;
  const today = Math.floor(local / day);
  const hours = office.hours[(today + 3) % 7];
  if (!hours) return true;
  const time = local - today * day;
  return time < hours.opens - 60 * minute || time > hours.closes + 60 * minute;
}

function isSecondOfVisit(rating, recent) {
  return recent.some((other) => !other.withdrawn && other.visit === rating.visit && other.officer === rating.officer &&
    (other.officer !== "" || other.counter === rating.counter));
}

export function flagsOf(rating, recent, office, began, received) {
  let flags = 0;
  if (isBurst(rating.at, recent)) flags |= burst;
  if (hasRhythm(rating.at, recent)) flags |= rhythm;
  if (isShut(rating.at, office)) flags |= shut;
  if (isSecondOfVisit(rating, recent)) flags |= sameVisit;
  if (rating.at > received + 300 * second || rating.at < began - 300 * second) flags |= clock;
  return flags;
}
