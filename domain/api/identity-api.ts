import { z } from 'zod'
import { IDENTITY_METHOD, IDENTITY_SUBJECT } from '../code/identity-check.ts'
import { Id, read, SecondPerson, write } from './define-api.ts'

const Subject = z.enum(IDENTITY_SUBJECT.values)
const Method = z.enum(IDENTITY_METHOD.values)

export const identityApi = {
  /** 实人核验 of one register: whom the rules ask about, how each may be checked, and what was noted, oldest first. */
  'identity.list': read({
    need: 'certificate.read', input: z.strictObject({ registrationId: Id }),
    output: z.strictObject({
      required: z.boolean(), subjects: z.array(z.strictObject({ subject: Subject, methods: z.array(Method) })),
      checks: z.array(z.strictObject({ id: z.string(), subject: Subject, method: Method, matches: z.boolean(), note: z.string().nullable(), at: z.string(), byName: z.string(), secondPersonName: z.string().nullable() })),
    }),
  }),
  /** Notes a check. Two persons need the second one's password; a result that does not match needs a note. */
  'identity.note': write({
    need: 'certificate.register',
    input: z.strictObject({ registrationId: Id, subject: Subject, method: Method, matches: z.boolean(), note: z.string().trim().max(200).optional(), secondPerson: SecondPerson.optional() }),
    output: z.strictObject({ id: z.string() }),
  }),
} as const
