const markup = Symbol('markup');

/** Markup made by {@link html}, in which every text was escaped. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template: texts are escaped, markup is not, undefined and false are nothing. */
export type Part = string | number | Html | undefined | false | readonly Part[];

/** A template tag for element content and quoted attributes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [markup]: texts.map((text, at) => (at < parts.length ? text + rendered(parts[at]) : text)).join('') };
}

/** A style sheet or script of our own, which is not escaped. */
export function verbatim(text: string): Html {
  return { [markup]: text };
}

/** The markup, to be written. */
export function markupOf(page: Html): string {
  return page[markup];
}

function rendered(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isHtml(part) ? part[markup] : part.map(rendered).join('');
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return markup in part;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;

function escaped(text: string): string {
  return text.replace(unprintable, '\ufffd').replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}
