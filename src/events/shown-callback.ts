/**
 * A callback as people may see it: scheme, host and path, e.g. `https://oss.example/listen`. The query and credentials may be
 * secrets and are left out; something that cannot be read as an address is left out whole.
 */
export function shownCallback(callback: string): string {
  if (!URL.canParse(callback)) return '';
  const { protocol, host, pathname } = new URL(callback);
  return `${protocol}//${host}${pathname}`;
}
