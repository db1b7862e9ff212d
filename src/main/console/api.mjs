// api.mjs — the types of the contract, for the client: node api.mjs
import fs from 'node:fs'
import openapiTS, { astToString } from 'openapi-typescript'

const ast = await openapiTS(new URL('../../../api-spec/openapi.yaml', import.meta.url))
fs.writeFileSync(new URL('src/api/schema.d.ts', import.meta.url), astToString(ast))
