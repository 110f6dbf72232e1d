const DAY = 86_400_000;

/** The day `count` working days before another, Monday to Friday; public holidays are not known to a program offline. */
export function workingDaysBefore(day: string, count: number): string {
  let time = Date.parse(`${day}T00:00:00Z`);
  for (let left = count; left > 0; ) {
    time -= DAY;
    const weekday = new Date(time).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return new Date(time).toISOString().slice(0, 10);
}
