const markup = Symbol('markup');

/** Markup that is safe to send: made by {@link html}, in which every text was escaped. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: text is escaped, markup is not, nothing for undefined and false. */
export type Part = string | number | Html | undefined | false | readonly Part[];

/** A template tag that escapes every text put into it, in element content and in quoted attributes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const pieces = texts.map((text, at) => text + (at < parts.length ? rendered(parts[at]) : ''));
  return { [markup]: pieces.join('') };
}

/** The markup as text, to be sent. */
export function textOf(page: Html): string {
  return page[markup];
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return isList(part) ? part.map(rendered).join('') : part[markup];
}

function isList(part: Html | readonly Part[]): part is readonly Part[] {
  return Array.isArray(part);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters have no meaning in a page and some of them are not allowed in one.
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;

function escaped(text: string): string {
  return text.replace(unprintable, '\ufffd').replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
