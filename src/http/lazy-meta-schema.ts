import framework from 'express-openapi-validator/dist/framework/openapi.schema.validator.js';

const { OpenAPISchemaValidator } = framework;

/** Stands in for the validator's own class, which is made for every document but asked only when documents are checked. */
class LazySchemaValidator {
  constructor(private readonly options: ConstructorParameters<typeof OpenAPISchemaValidator>[0]) {}

  validate(...document: Parameters<(typeof OpenAPISchemaValidator)['prototype']['validate']>): unknown {
    return new OpenAPISchemaValidator(this.options).validate(...document);
  }
}

/**
 * Lets express-openapi-validator compile the meta-schema of OpenAPI when it checks a document with it, instead of once
 * for every document although told not to check: that takes a third of the time of a start. Safe to repeat.
 */
export function compileMetaSchemaLazily(): void {
  Object.assign(framework, { OpenAPISchemaValidator: LazySchemaValidator });
}
