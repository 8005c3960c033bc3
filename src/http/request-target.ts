import type { RequestHandler } from 'express';

const absoluteForm = /^https?:\/\/([^/?#]+)(?=[/?#]|$)/i;

/**
 * Understands a request line with a whole URL in it, as clients write it that take the service for a proxy: its host
 * counts, not the header's. Source: RFC 9112, 3.2.2.
 */
export const originForm: RequestHandler = (request, _response, next) => {
  const [prefix, host] = request.url.startsWith('/') ? [] : (absoluteForm.exec(request.url) ?? []);
  if (prefix !== undefined && host !== undefined) {
    const rest = request.url.slice(prefix.length);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
    request.headers.host = host;
  }
  next();
};
