const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shortDay = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longDay = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';

/** The three forms a date may have in a header: the one in use, and two old ones that still have to be read. */
const forms = [
  new RegExp(`^${shortDay}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^${longDay}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} GMT$`),
  new RegExp(`^${shortDay} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/**
 * The instant (UTC ms, whole seconds) of a date in a header, e.g. `Sun, 22 Nov 2026 10:00:00 GMT`; undefined when it is
 * not one in any of the three forms, or names a day or hour there is not. Years of two digits are those from 1970 to 2069.
 * Source: RFC 9110, 5.6.7.
 */
export function parseHttpDate(text: string): number | undefined {
  const parts = forms.map((form) => form.exec(text.trim())?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const [day, hour, minute, second] = [parts['day'], parts['hour'], parts['minute'], parts['second']].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const at = new Date(0);
  at.setUTCFullYear(yearOf(parts['year'] ?? ''), months.indexOf(parts['month'] ?? ''), day);
  if (day < 1 || at.getUTCDate() !== day) return undefined;
  at.setUTCHours(hour, minute, second);
  return at.getTime();
}

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/** An instant (UTC ms) as headers write it, e.g. `Sun, 22 Nov 2026 10:00:00 GMT`; milliseconds are cut off. Source: RFC 9110, 5.6.7. */
export function formatHttpDate(ms: number): string {
  return new Date(ms).toUTCString();
}
