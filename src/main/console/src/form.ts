/** A field of a form as the server describes it: JSON Schema with our x-words. */
export interface FieldSchema {
  type?: string
  title?: string
  enum?: string[]
  'x-titles'?: Record<string, string>
  'x-check'?: string
  'x-section'?: string
  maxLength?: number
  maxItems?: number
  items?: FieldSchema
  properties?: Record<string, FieldSchema>
  required?: string[]
}

export type FieldKind = 'object' | 'rows' | 'choices' | 'evidence' | 'choice' | 'yesNo' | 'number' | 'date' | 'moment' | 'words' | 'text'

/** How a field is written. */
export function kindOf(schema: FieldSchema): FieldKind {
  const check = schema['x-check']
  if (check === 'evidence' || schema.items?.['x-check'] === 'evidence') return 'evidence'
  if (schema.type === 'object') return 'object'
  if (schema.type === 'array') return schema.items?.enum ? 'choices' : 'rows'
  if (schema.enum) return 'choice'
  if (schema.type === 'boolean') return 'yesNo'
  if (schema.type === 'number' || schema.type === 'integer') return 'number'
  if (check === 'date' || check === 'past-date') return 'date'
  if (check === 'past-date-time') return 'moment'
  return (schema.maxLength ?? 0) > 100 ? 'words' : 'text'
}

/** A new line of a list. */
export const blankOf = (schema: FieldSchema): unknown => (schema.type === 'object' ? {} : undefined)

/** Without what nobody wrote: the server takes an absent field, not an empty one. */
export function written(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim()
  if (Array.isArray(value)) {
    const lines = value.map(written).filter(line => line !== undefined)
    return lines.length ? lines : undefined
  }
  if (value !== null && typeof value === 'object') {
    const fields = Object.entries(value).map(([key, field]) => [key, written(field)] as const).filter(([, field]) => field !== undefined)
    return fields.length ? Object.fromEntries(fields) : undefined
  }
  return value ?? undefined
}

/** Where a fault of the answer belongs in the form. */
export const pathOf = (pointer: string) => pointer.replace(/^#/, '').replace(/^\/form\/data/, '')

/** Faults of the answer by the path of their field; those without one under ''. */
export function faultsOf(errors: { pointer: string; message: string }[]): Record<string, string> {
  return Object.fromEntries(errors.map(error => [pathOf(error.pointer), error.message]))
}
