// Shows the documents that the page names. The validator of the browser's makers is off: nothing leaves this service.
const browser = document.getElementById('browser');

window.SwaggerUIBundle({
  domNode: browser,
  urls: JSON.parse(browser.dataset.documents),
  layout: 'StandaloneLayout',
  presets: [window.SwaggerUIBundle.presets.apis, window.SwaggerUIStandalonePreset],
  deepLinking: true,
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
});
