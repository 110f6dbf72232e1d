import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** Checks against a schema of others in `schemas/`; gives what is wrong. Draft-04 schemas differ only in the name of `id`. */
export function foreignSchema(name: string): (value: unknown) => string[] {
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), 'utf8'));
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };
}
