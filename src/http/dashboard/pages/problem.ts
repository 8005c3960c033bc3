import { html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { overviewPath } from '../links.ts';

/** A page for whatever could not be shown: what is the matter in a few words, and a way on. */
export function problemPage(title: string, message: string): Page {
  const content = html`<h1>${title}</h1>
    <p>${message}</p>
    <p><a href="${overviewPath}">To the overview</a></p>`;
  return { title, content };
}
