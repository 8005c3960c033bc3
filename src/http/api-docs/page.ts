import { html, textOf } from '../html.ts';

/** A document the page links to. */
export interface ListedDocument {
  title: string;
  /** Path of the document as JSON. */
  address: string;
}

/**
 * The page of the API browser as HTML. Titles and addresses are escaped; the script finds the documents in an attribute,
 * so that no script stands in the page.
 */
export function apiDocsPage(documents: readonly ListedDocument[]): string {
  const urls = documents.map(({ title, address }) => ({ name: title, url: address }));
  const links = documents.map(({ title, address }) => html`<li><a href="${address}">${title}</a></li>`);
  return textOf(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Surety APIs</title>
          <link rel="icon" href="/api-docs/assets/favicon-32x32.png" />
          <link rel="stylesheet" href="/api-docs/assets/swagger-ui.css" />
          <link rel="stylesheet" href="/api-docs/assets/browse.css" />
        </head>
        <body>
          <header>
            <h1>Surety APIs</h1>
            <nav aria-label="Documents as JSON">
              <ul>
                ${links}
              </ul>
            </nav>
          </header>
          <main id="browser" data-documents="${JSON.stringify(urls)}"></main>
          <script src="/api-docs/assets/swagger-ui-bundle.js"></script>
          <script src="/api-docs/assets/swagger-ui-standalone-preset.js"></script>
          <script src="/api-docs/assets/browse.js"></script>
        </body>
      </html> `,
  );
}
